import type { DictState } from '../../engine/index.ts'
import {
  bucketOf,
  callAt,
  knownIn,
  readBy,
  spanAt,
  walkAt,
  type Known,
  type ScanCall,
  type SizeSpan,
  type Stretch,
  type Telling,
  type ToldWalk,
  type WalkAt,
} from '../../recording/index.ts'
import type { Bytes } from '../../server/index.ts'
import { placeOf } from '../../decode/index.ts'
import { union, type Interval } from '../interval.ts'
import type { Cell, Chip, KeyState, Picture, TablePicture } from '../picture.ts'
import { heldAt, isWitness } from './held.ts'
import { nameOf } from './name.ts'

/** What one call returned, on the part of the ruler that it read. */
export interface Page {
  /** The number of the call within its walk, from 0. */
  readonly call: number
  readonly cursor: bigint
  readonly stretch: Stretch
  readonly returned: number
  readonly isLast: boolean
  /** Names whose bucket is not known. */
  readonly chips: readonly Chip[]
}

/**
 * Where the tables come from: `replayed` by the model, which answers as the server did; `inferred`
 * from the cursors; `none` when nothing shows that there is a table.
 */
export type Basis = 'replayed' | 'inferred' | 'none'

export interface RecordingPicture {
  readonly picture: Picture
  readonly basis: Basis
  readonly span: SizeSpan | null
  readonly pages: readonly Page[]
  /** Calls of the whole walk, and the longest page of it: they decide how pages are drawn. */
  readonly walkCalls: number
  readonly longestPage: number
  /** More names have been returned than are drawn one by one. */
  readonly crowded: boolean
}

/** Names that are drawn one by one; more melt into their pages. */
export const MOST_CHIPS = 2_000

const ids = new WeakMap<Telling, Map<Bytes, number>>()

/** A number for a name: the same at all moments, so that its chip travels. */
function idOf(telling: Telling, name: Bytes): number {
  const own = ids.get(telling) ?? new Map<Bytes, number>()
  ids.set(telling, own)
  const known = own.get(name) ?? own.size
  own.set(name, known)
  return known
}

type Read = readonly Interval[]

interface Drawn {
  readonly covered: Read
  /** The call that this very line is. */
  readonly call: ScanCall | null
}

function cellsOf(
  table: 0 | 1,
  size: number,
  { covered, call }: Drawn,
  counts: ReadonlyMap<number, number>,
  drained: number,
): Cell[] {
  const now = call === null ? null : readBy(call, size)
  return Array.from({ length: size }, (_, bucket) => {
    const from = placeOf(BigInt(bucket))
    const to = from + 1 / size
    const isRead = now !== null && from < now.to && now.from < to
    return {
      id: `${size}:${bucket}`,
      table,
      bucket,
      count: counts.get(bucket) ?? 0,
      moved: bucket < drained,
      covered: covered.some((part) => part[0] <= from && to <= part[1]),
      reading: isRead ? 'inCall' : null,
    }
  })
}

const stateOf = (known: Known | undefined, isNow: boolean): KeyState | null => {
  if (known === undefined) return null
  if (known.times > 1) return 'twice'
  return isNow ? 'emitting' : 'returned'
}

interface Moment {
  readonly telling: Telling
  readonly moment: number
  readonly at: WalkAt
  readonly call: ScanCall | null
  readonly known: ReadonlyMap<Bytes, Known>
  readonly drawn: Drawn
  readonly reached: number
}

/** Whether the call of this very line has returned the name. */
const isNew = ({ call, at }: Moment, known: Known | undefined) =>
  call !== null && known?.lastCall === at.calls.length - 1

function chipOf(one: Moment, name: Bytes, spot: Pick<Chip, 'table' | 'bucket' | 'place'>): Chip {
  const known = one.known.get(name)
  return {
    id: idOf(one.telling, name),
    key: nameOf(name),
    hash: one.telling.low.get(name) ?? 0,
    ...spot,
    state: stateOf(known, isNew(one, known)) ?? 'waiting',
    returned: known?.times ?? 0,
  }
}

/** The state of a name that the tables of the model hold but that has not been returned. */
function waitingState(one: Moment, name: Bytes, hash: number): KeyState {
  if (one.at.calls.length === 0) return 'waiting'
  if (!isWitness(one.telling, one.at.walk, one.moment, name)) return 'added'
  return placeOf(BigInt(hash)) < one.reached ? 'missed' : 'waiting'
}

/** The tables of the model, with all their keys. */
function replayedTables(one: Moment, dict: DictState): Pick<Picture, 'tables' | 'chips'> {
  const chips: Chip[] = []
  const tables = dict.tables.flatMap(({ buckets, used }, index): TablePicture[] => {
    if (buckets.length === 0) return []
    const table = index === 0 ? 0 : 1
    const counts = new Map(buckets.map((chain, bucket) => [bucket, chain.length]))
    buckets.forEach((chain, bucket) => {
      chain.forEach(({ key, hash }, place) => {
        const chip = chipOf(one, key, { table, bucket, place })
        const state = chip.returned > 0 ? chip.state : waitingState(one, key, hash)
        chips.push({ ...chip, hash, state })
      })
    })
    const drained = table === 0 ? dict.rehashIndex : 0
    const cells = cellsOf(table, buckets.length, one.drawn, counts, drained)
    return [{ table, buckets: buckets.length, used, cells }]
  })
  return { tables, chips }
}

/** Buckets of a table that is drawn; of a larger one only the pages are. */
const MOST_BUCKETS = 4_096

/** The table that the cursors show, with the names whose bucket is known. */
function inferredTable(one: Moment, size: number): Pick<Picture, 'tables' | 'chips'> {
  const places = new Map<number, number>()
  const chips: Chip[] = []
  for (const { name, place } of one.known.values()) {
    const bucket = bucketOf(place, size)
    if (bucket === null) continue
    const nth = places.get(bucket) ?? 0
    places.set(bucket, nth + 1)
    chips.push(chipOf(one, name, { table: 0, bucket, place: nth }))
  }
  const cells = cellsOf(0, size, one.drawn, places, 0)
  return { tables: [{ table: 0, buckets: size, used: chips.length, cells }], chips }
}

/** Names without a bucket stand on the page that returned them last. */
function pagesOf(one: Moment, settled: ReadonlySet<number>): readonly Page[] {
  const byCall = new Map<number, Chip[]>()
  for (const { name, lastCall } of one.known.values()) {
    if (settled.has(idOf(one.telling, name))) continue
    const chips = byCall.get(lastCall) ?? []
    chips.push(chipOf(one, name, { table: 0, bucket: lastCall, place: chips.length }))
    byCall.set(lastCall, chips)
  }
  return one.at.calls.map((call, nth) => ({
    call: nth,
    cursor: call.cursor,
    stretch: { from: call.from, to: call.to },
    returned: call.keys.length,
    isLast: nth === one.at.calls.length - 1,
    chips: byCall.get(nth) ?? [],
  }))
}

/** The part left of the cursor that is, or was just, read again. */
function repeated(one: Moment, smallest: number | null): Interval | null {
  const last = one.at.calls.at(-1)
  if (smallest === null || last === undefined) return null
  const { from } = readBy(last, smallest)
  if (one.call !== null && from < last.from) return [from, last.from]
  const ahead = Math.floor(one.reached * smallest) / smallest
  return one.reached < 1 && ahead < one.reached ? [ahead, one.reached] : null
}

const NOTHING = { tables: [], chips: [] } as const

function momentOf(telling: Telling, moment: number, at: WalkAt): Moment {
  const call = callAt(telling, moment)
  const covered = union(at.calls.map(({ from, to }): Interval => [from, to]))
  const few = at.calls.reduce((sum, { keys }) => sum + keys.length, 0) <= MOST_CHIPS
  return {
    telling,
    moment,
    at,
    call,
    known: few ? knownIn(telling, at) : new Map(),
    drawn: { covered, call },
    reached: at.calls.at(-1)?.to ?? 0,
  }
}

function tablesOf(one: Moment, basis: Basis, dict: DictState | null, span: SizeSpan | null) {
  switch (basis) {
    case 'replayed':
      return dict === null ? NOTHING : replayedTables(one, dict)
    case 'inferred':
      return span === null || span.size > MOST_BUCKETS ? NOTHING : inferredTable(one, span.size)
    case 'none':
      return NOTHING
  }
}

/** The picture of a moment of a recording. */
export function recordingPictureOf(telling: Telling, moment: number): RecordingPicture {
  const at = walkAt(telling, moment) ?? { walk: EMPTY_WALK, calls: [] }
  const span = spanAt(at.walk, Math.max(0, at.calls.length - 1))
  const one = momentOf(telling, moment, at)
  const dict = heldAt(telling, at.walk, moment)
  const basis: Basis = telling.states !== null ? 'replayed' : span !== null ? 'inferred' : 'none'
  const { tables, chips } = tablesOf(one, basis, dict, span)
  const smallest = tables.reduce((least, { buckets }) => Math.min(least, buckets), Infinity)
  const last = at.calls.at(-1)
  return {
    picture: {
      tables,
      chips,
      rehashIndex: dict?.rehashIndex ?? -1,
      cursor: Number(last?.next ?? 0n),
      reached: one.reached,
      covered: one.drawn.covered,
      mayRepeat: repeated(one, Number.isFinite(smallest) ? smallest : null),
      inCall: false,
      complete: last?.next === 0n,
    },
    basis,
    span,
    pages: pagesOf(one, new Set(chips.map(({ id }) => id))),
    walkCalls: at.walk.calls.length,
    longestPage: longestPageOf(at.walk),
    crowded:
      last !== undefined && one.known.size === 0 && at.calls.some(({ keys }) => keys.length > 0),
  }
}

const longest = new WeakMap<ToldWalk, number>()

function longestPageOf(walk: ToldWalk): number {
  const known = longest.get(walk)
  if (known !== undefined) return known
  const found = walk.calls.reduce((most, { keys }) => Math.max(most, keys.length), 0)
  longest.set(walk, found)
  return found
}

const EMPTY_WALK = { calls: [], complete: false, first: 0, sizes: [], times: [], again: [] }
