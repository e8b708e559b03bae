import { clusterProfiles } from '../cluster/version.ts'
import { entriesOf, maskOf, positionOf, profiles, reverseIncrement } from '../engine/index.ts'
import { passedBy } from '../machines/index.ts'
import { isClusterTrace, type AnyTrace } from '../trace/index.ts'
import { coveredBy } from '../view/interval.ts'
import { ledgerOf, type Ledger } from '../view/ledger.ts'
import { pictureOf, type Chip } from '../view/picture.ts'
import { readingAt, stageEventAt } from '../view/reading.ts'
import { clusterFactsAt, type ClusterFacts } from './clusterFacts.ts'
import { momentOf, type When } from './moment.ts'

/** Where a key stands at a moment. */
export interface KeyFacts {
  readonly bucket: number
  /** The bits of its hash that the mask lets through. */
  readonly low: string
  /** The last eight bits of its hash. */
  readonly hash: string
  /** Its place on the ruler as a binary fraction of `low`. */
  readonly place: string
  /** Its name in the picture. */
  readonly name: string
}

/** What can be said of a moment. Sentences take their numbers from here and nowhere else. */
export interface Facts {
  /** Buckets of ht[0] and ht[1]; ht[1] has none unless a rehash is under way. */
  readonly buckets: number
  readonly target: number
  readonly smaller: number
  readonly larger: number
  readonly rehashIndex: number
  readonly keys: number
  /** The cursor that the client holds, and the one it sent with the last call. */
  readonly cursor: number
  readonly sent: number
  readonly calls: number
  /** What the last call has read and returned, in order. */
  readonly read: readonly number[]
  readonly emitted: readonly string[]
  /** Names that have come, each once, in order. */
  readonly came: readonly string[]
  readonly ledger: Ledger
  /** How far the scan has come on the ruler, in [0, 1]. */
  readonly share: number
  /** What the calls have passed without reading it, as buckets of the largest table so far. */
  readonly gaps: readonly number[]
  readonly version: string
  /** What else there is to say when the recording is of a cluster. */
  readonly cluster: ClusterFacts | null
  readonly key: (name: string) => KeyFacts
  /** The facts of another moment of the same recording. */
  readonly at: (when: When) => Facts
}

/** A number in the bits of a table of so many buckets. */
export const bits = (value: number, buckets: number): string =>
  (value & maskOf(buckets)).toString(2).padStart(Math.log2(buckets), '0')

/** The bits of a number in a table, read backwards, as a binary fraction. */
export const fraction = (value: number, buckets: number): string =>
  `0.${[...bits(value, buckets)].reverse().join('')}`

/** Every bucket in the order of the ruler: the mirrored count from 0 round to 0. */
export function rulerOrder(buckets: number): number[] {
  const order = [0]
  let next = reverseIncrement(0, maskOf(buckets))
  while (next !== 0) {
    order.push(next)
    next = reverseIncrement(next, maskOf(buckets))
  }
  return order
}

/** The buckets of a large table that a bucket of a small one splits into, in the ruler's order. */
export const familyOf = (bucket: number, small: number, large: number): number[] =>
  rulerOrder(large).filter((one) => (one & maskOf(small)) === bucket)

function keyFacts(chips: readonly Chip[], sizes: readonly number[], name: string): KeyFacts {
  const chip = chips.find(({ key }) => key === name)
  if (chip === undefined) throw new Error(`${name} is not in the dict at this moment`)
  const size = sizes[chip.table] ?? 0
  return {
    bucket: chip.bucket,
    low: bits(chip.hash, size),
    hash: bits(chip.hash, 256),
    place: fraction(chip.hash, size),
    name: `chip ${chip.id}`,
  }
}

/** The largest table that lived up to a moment. */
function largestUntil(trace: AnyTrace, moment: number): number {
  const first = readingAt(trace, 0).dict.tables[0].buckets.length
  let largest = first
  for (let at = 1; at <= moment; at++) {
    const event = stageEventAt(trace, at)
    if (event?.kind === 'table.allocated') largest = Math.max(largest, event.buckets)
  }
  return largest
}

/** Buckets that the scan has left behind unread. */
export function gapsAt(trace: AnyTrace, moment: number): number[] {
  const { scan } = readingAt(trace, moment)
  const large = largestUntil(trace, moment)
  const covered = coveredBy(scan.calls)
  return rulerOrder(large).filter((bucket) => {
    const from = positionOf(bucket)
    const to = from + 1 / large
    return to <= passedBy(scan) && !covered.some(([start, end]) => start <= from && to <= end)
  })
}

const versionOf = (trace: AnyTrace): string =>
  isClusterTrace(trace)
    ? clusterProfiles[trace.config.cluster.version].label
    : profiles[trace.config.profile].label

const booksOf = ({ returned, twice, missed }: ClusterFacts) => ({ returned, twice, missed })

/** What can be said of a moment of a recording. */
export function factsAt(trace: AnyTrace, moment: number): Facts {
  const reading = readingAt(trace, moment)
  const { dict, scan } = reading
  const [buckets, target] = dict.tables.map((table) => table.buckets.length) as [number, number]
  const last = scan.calls.at(-1)
  const cluster = isClusterTrace(trace) ? clusterFactsAt(trace, moment) : null
  const emitted = scan.calls.flatMap((call) => call.emitted.map(({ key }) => key))
  return {
    buckets,
    target,
    smaller: target === 0 ? buckets : Math.min(buckets, target),
    larger: Math.max(buckets, target),
    rehashIndex: dict.rehashIndex,
    keys: cluster?.keys ?? entriesOf(dict).length,
    cursor: scan.cursor,
    sent: last?.cursor ?? 0,
    calls: cluster?.calls ?? scan.calls.length,
    read: last?.reads.map(({ bucket }) => bucket) ?? [],
    emitted: last?.emitted.map(({ key }) => key) ?? [],
    came: [...new Set(emitted)],
    ledger: cluster === null ? ledgerOf(reading) : { ...ledgerOf(reading), ...booksOf(cluster) },
    share: scan.reached,
    gaps: cluster === null ? gapsAt(trace, moment) : [],
    version: versionOf(trace),
    cluster,
    key: (name) => keyFacts(pictureOf(trace, moment).chips, [buckets, target], name),
    at: (when) => factsAt(trace, momentOf(trace, when)),
  }
}
