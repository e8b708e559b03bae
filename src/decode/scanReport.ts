import { backsOf, walksIn } from './backs.ts'
import type { Finding } from './finding.ts'
import type { Role } from './found.ts'
import { orderOf, progressOf, type Layout } from './orders.ts'
import type { Scan, Stop } from './scans.ts'
import { sizeOfWalk } from './sizes.ts'
import { mostExponent, stretchesOf, type Stretch } from './stretches.ts'
import { mapped, type Work } from './work.ts'

/** A scan with what its cursors give away. */
export interface ScanReport extends Scan {
  readonly layout: Layout
  /** How far the walk goes forward only. */
  readonly stretches: readonly Stretch[]
  /** By OR, at least; null when it cannot be told. */
  readonly size: bigint | null
  /** The share that one call covers, in the middle of all calls; null when there are too few. */
  readonly pace: number | null
}

/** Changes of size in one scan that a table can hardly make. */
const RESTLESS = 6
/** Going back more rarely than this is one accident after another, not a mixture. */
const MIXED_SHARE = 0.05
const MIXED_LEAST = 3
const SHOWN_BACKS = 20
/** A last step so many times the largest other one is not a step. */
const FAR = 4
const FEW_STOPS = 4

const stepsIn = (places: readonly number[]): number[] =>
  places
    .map((place, nth) => place - (places[nth - 1] ?? 0))
    .slice(1)
    .filter((step) => step > 0)

const largestOf = (steps: readonly number[]): number =>
  steps.reduce((most, step) => Math.max(most, step), 0)

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

function boundOf({ value, asked, count }: Stop, pairs: boolean): number {
  if (asked === null || count === null || count < 1) return Infinity
  const from = progressOf(asked, 'table')
  const to = progressOf(value, 'table')
  // Redis until 7.0 counts field and value as two: HSCAN and ZSCAN look at twice as many.
  const budget = (pairs ? 20 : 10) * count + 1
  return to > from ? mostExponent(from, to, budget) : Infinity
}

function resizeBetween(
  before: Stretch,
  after: Stretch,
  stops: readonly Stop[],
  bounds: readonly number[],
): Finding {
  const grew = after.exponent > before.exponent
  const coarse = grew ? before : after
  const most = Math.max(before.exponent, after.exponent)
  let proof: { at: number; count: number } | null = null
  for (let stop = coarse.from; stop < coarse.to; stop++) {
    const one = stops[stop]
    if (one === undefined || one.count === null || (bounds[stop] ?? Infinity) >= most) continue
    proof = { at: one.at, count: one.count }
    break
  }
  const calls = coarse.to - coarse.from
  return {
    kind: 'resize',
    at: stops[after.from]?.at ?? 0,
    from: before.exponent,
    to: after.exponent,
    calls,
    bits: calls * (most - coarse.exponent),
    proof,
  }
}

function resizesIn(
  stretches: readonly Stretch[],
  stops: readonly Stop[],
  bounds: readonly number[],
): Finding[] {
  const [first, ...others] = stretches
  if (first === undefined || others.length === 0) return []
  if (others.length >= RESTLESS) {
    const at = stops[others[0]?.from ?? 0]?.at ?? 0
    return [{ kind: 'restless', at, changes: others.length }]
  }
  return others.map((after, nth) => resizeBetween(stretches[nth] ?? first, after, stops, bounds))
}

/** What goes wrong with the order of the stops. */
function* disorderIn(
  stops: readonly Stop[],
  places: readonly number[],
  orders: readonly bigint[],
): Work<Finding[]> {
  const { loops, backs } = yield* backsOf(orders)
  const at = (stop: number) => stops[stop]?.at ?? 0
  const largest = largestOf(stepsIn(places))
  const isEnd = (stop: number) => 1 - (places[stop] ?? 0) <= FAR * largest
  const isStart = (stop: number) => (places[stop] ?? 1) <= FAR * largest
  const findings = loops.map(({ from, to, period, endless }): Finding => {
    const rounds = Math.floor((to - from) / period)
    return period > 1 && isStart(from) && isEnd(from + period - 1)
      ? { kind: 'again', at: at(from + period), rounds }
      : { kind: 'loop', at: at(from + period), period, rounds, endless }
  })
  const [first] = backs
  if (first === undefined) return findings
  if (backs.length >= MIXED_LEAST && backs.length >= MIXED_SHARE * stops.length) {
    const walks = yield* walksIn(orders)
    const many = walks === null || walks * 2 > stops.length
    findings.push(
      many
        ? { kind: 'unordered', at: at(first), backs: backs.length }
        : { kind: 'mixed', at: at(first), walks, backs: backs.length },
    )
    return findings
  }
  for (const back of backs.slice(0, SHOWN_BACKS)) {
    const [from, to] = [places[back - 1] ?? 0, places[back] ?? 0]
    findings.push(
      isEnd(back - 1) && isStart(back)
        ? { kind: 'again', at: at(back), rounds: 2 }
        : { kind: 'back', at: at(back), from, to },
    )
  }
  return findings
}

function offsetIn(stops: readonly Stop[]): Finding[] {
  const [first, second] = stops
  if (first === undefined || second === undefined || stops.length < FEW_STOPS) return []
  const step = second.value - first.value
  const even = stops.every(
    ({ value }, nth) => nth === 0 || value - (stops[nth - 1]?.value ?? 0n) === step,
  )
  return even && step > 1n ? [{ kind: 'offset', at: second.at, step }] : []
}

/** Whether the walk began anew or ended where it should not have. */
function endIn(
  { leftAt, endedAt }: Scan,
  places: readonly number[],
  { layout, lastRole }: ScanFacts,
): Finding[] {
  const place = places.at(-1)
  if (place === undefined) return []
  // A cluster node ends with its last slot, wherever that is.
  const far =
    layout === 'table' && places.length >= FEW_STOPS && 1 - place > FAR * largestOf(stepsIn(places))
  if (leftAt !== null && (lastRole === 'replied' || far)) {
    return [{ kind: 'restart', at: leftAt, place }]
  }
  return endedAt !== null && far ? [{ kind: 'early', at: endedAt, place }] : []
}

export interface ScanFacts {
  readonly layout: Layout
  /** HSCAN or ZSCAN. */
  readonly pairs: boolean
  /** Who wrote the last stop. */
  readonly lastRole: Role | undefined
}

/** What one scan gives away. Yields now and then. */
export function* reportOf(
  scan: Scan,
  facts: ScanFacts,
): Work<{ readonly report: ScanReport; readonly findings: readonly Finding[] }> {
  const { stops } = scan
  const { layout, pairs } = facts
  const values = stops.map(({ value }) => value)
  const places = yield* mapped(values, (value) => progressOf(value, layout))
  const orders = yield* mapped(values, (value) => orderOf(value, layout))
  const disorder = [...(yield* disorderIn(stops, places, orders)), ...offsetIn(stops)]
  const walks = layout === 'table' && disorder.length === 0
  const bounds = walks ? yield* mapped(stops, (stop) => boundOf(stop, pairs)) : []
  const stretches = walks ? yield* stretchesOf(values, bounds) : []
  return {
    report: {
      ...scan,
      layout,
      stretches,
      size: layout === 'table' ? sizeOfWalk(values) : null,
      pace: disorder.length === 0 ? median(stepsIn(places)) : null,
    },
    findings: [...disorder, ...endIn(scan, places, facts), ...resizesIn(stretches, stops, bounds)],
  }
}
