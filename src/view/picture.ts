import { positionOf, scanAlgorithms, type TableIndex } from '../engine/index.ts'
import { passedBy, type Reading, type ScanCall } from '../machines/index.ts'
import type { AnyTrace } from '../trace/index.ts'
import { coveredBy, type Interval } from './interval.ts'
import { readingAt, stageEventAt } from './reading.ts'

/** What a key has become to the scan. */
export type KeyState =
  'waiting' | 'emitting' | 'returned' | 'twice' | 'dropped' | 'missed' | 'added' | 'deleted'

/** A key as a chip, wherever it stands. `place` is its number in the chain, newest first. */
export interface Chip {
  readonly id: number
  readonly key: string
  readonly hash: number
  readonly table: TableIndex
  readonly bucket: number
  readonly place: number
  readonly state: KeyState
  /** How often it has been returned in this scan. */
  readonly returned: number
}

/** A bucket as a cell. */
export interface Cell {
  /** Two live tables differ in size, so a cell keeps its id when table 1 becomes table 0. */
  readonly id: string
  readonly table: TableIndex
  readonly bucket: number
  readonly count: number
  /** Drained by the rehash: its entries have moved. */
  readonly moved: boolean
  readonly covered: boolean
  readonly reading: 'now' | 'inCall' | null
}

export interface TablePicture {
  readonly table: TableIndex
  readonly buckets: number
  readonly used: number
  readonly cells: readonly Cell[]
}

/** Everything that is visible at a moment, by id, without a pixel. */
export interface Picture {
  readonly tables: readonly TablePicture[]
  readonly chips: readonly Chip[]
  readonly rehashIndex: number
  readonly cursor: number
  /** Where the cursor line stands, in [0, 1]. */
  readonly reached: number
  /** What has been read, as intervals of the ruler. */
  readonly covered: readonly Interval[]
  /** The part left of the cursor that the next call reads again. */
  readonly mayRepeat: Interval | null
  readonly inCall: boolean
  readonly complete: boolean
}

interface Told {
  readonly counts: ReadonlyMap<number, number>
  /** Collected, and kept out of the reply by MATCH, TYPE or the clock. */
  readonly dropped: ReadonlySet<number>
  readonly witnesses: ReadonlySet<number>
  readonly inThisCall: ReadonlySet<number>
}

const tellings = new WeakMap<readonly ScanCall[], Told>()

/** How often each id came, over all calls of the scan. */
export function toldBy({ scan }: Pick<Reading, 'scan'>): Told {
  const known = tellings.get(scan.calls)
  if (known !== undefined) return known
  const counts = new Map<number, number>()
  const dropped = new Set<number>()
  for (const call of scan.calls) {
    for (const emission of call.emitted) {
      const { id } = emission
      if (emission.dropped === undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
      else dropped.add(id)
    }
  }
  const last = scan.status === 'inCall' ? scan.calls.at(-1) : undefined
  const told = {
    counts,
    dropped,
    witnesses: new Set(scan.witnesses),
    inThisCall: new Set(last?.emitted.map(({ id }) => id)),
  }
  tellings.set(scan.calls, told)
  return told
}

/** Whether the scan can no longer come to this place. */
function isPassed(state: Reading, hash: number, counting: boolean): boolean {
  const { scan } = state
  return scan.status === 'complete' || (!counting && positionOf(hash) < passedBy(scan))
}

function stateOfKey(
  state: Reading,
  told: Told,
  entry: { readonly id: number; readonly hash: number },
  counting: boolean,
): KeyState {
  const count = told.counts.get(entry.id) ?? 0
  if (count > 1) return 'twice'
  if (told.inThisCall.has(entry.id)) return 'emitting'
  if (count === 1) return 'returned'
  if (told.dropped.has(entry.id)) return 'dropped'
  if (state.scan.status === 'idle') return 'waiting'
  if (!told.witnesses.has(entry.id)) return 'added'
  return isPassed(state, entry.hash, counting) ? 'missed' : 'waiting'
}

const countsUp = ({ algorithm }: Reading) => scanAlgorithms[algorithm].order === 'counting'

/** Entries of two dicts may have one id; their chips must not. */
const chipId = ({ home }: Reading, id: number) => home * 2 ** 32 + id

/** Every key of the dict as a chip. */
export function chipsOf(state: Reading): Chip[] {
  const counting = countsUp(state)
  const told = toldBy(state)
  return state.dict.tables.flatMap(({ buckets }, table) =>
    buckets.flatMap((chain, bucket) =>
      chain.map((entry, place) => ({
        ...entry,
        id: chipId(state, entry.id),
        key: state.nameOf(entry.key),
        table: table as TableIndex,
        bucket,
        place,
        state: stateOfKey(state, told, entry, counting),
        returned: told.counts.get(entry.id) ?? 0,
      })),
    ),
  )
}

function tablePicture(state: Reading, table: TableIndex, covered: readonly Interval[]) {
  const { buckets, used } = state.dict.tables[table]
  const size = buckets.length
  const call = state.scan.status === 'inCall' ? state.scan.calls.at(-1) : undefined
  const reads = (call?.reads ?? []).filter((read) => read.table === table)
  const now = call?.reads.at(-1)
  const cells = buckets.map((chain, bucket): Cell => {
    const start = positionOf(bucket)
    const isRead = reads.some((read) => read.bucket === bucket)
    const isNow = now?.table === table && now.bucket === bucket
    return {
      id: `${size}:${bucket}`,
      table,
      bucket,
      count: chain.length,
      moved: table === 0 && bucket < state.dict.rehashIndex,
      covered: covered.some(([from, to]) => from <= start && start + 1 / size <= to),
      reading: isNow ? 'now' : isRead ? 'inCall' : null,
    }
  })
  return { table, buckets: size, used, cells }
}

/** The sliver of the smaller table's cell that lies left of a cursor standing inside it. */
function repeatSliver(state: Reading): Interval | null {
  const { scan, dict } = state
  if (countsUp(state) || (scan.status !== 'between' && scan.status !== 'inCall')) return null
  const sizes = dict.tables.map(({ buckets }) => buckets.length).filter((size) => size > 0)
  const cells = Math.min(...sizes)
  const at = positionOf(scan.cursor)
  const start = Math.floor(at * cells) / cells
  return start < at ? [start, at] : null
}

/** The chip of a key that was deleted by this very event: it stays for one moment, struck out. */
function ghostOf(trace: AnyTrace, moment: number): Chip | null {
  const event = stageEventAt(trace, moment)
  if (event?.kind !== 'entry.removed') return null
  const before = readingAt(trace, moment - 1)
  const chip = chipsOf(before).find(({ id }) => id === chipId(before, event.id))
  return chip === undefined ? null : { ...chip, state: 'deleted' }
}

/** The picture of a moment. */
export function pictureOf(trace: AnyTrace, moment: number): Picture {
  const ghost = ghostOf(trace, moment)
  const state = readingAt(trace, moment)
  const covered = coveredBy(state.scan.calls)
  const tables = ([0, 1] as const)
    .filter((table) => state.dict.tables[table].buckets.length > 0)
    .map((table) => tablePicture(state, table, covered))
  const chips = chipsOf(state)
  return {
    tables,
    chips: ghost === null ? chips : [...chips, ghost],
    rehashIndex: state.dict.rehashIndex,
    cursor: state.scan.cursor,
    reached: state.scan.reached,
    covered,
    mayRepeat: repeatSliver(state),
    inCall: state.scan.status === 'inCall',
    complete: state.scan.status === 'complete',
  }
}
