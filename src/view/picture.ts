import { positionOf, scanAlgorithms, type TableIndex } from '../engine/index.ts'
import { passedBy, type DictEvent, type MachineState, type ScanCall } from '../machines/index.ts'
import { eventAt, stateAt, type DictTrace } from '../trace/index.ts'
import { coveredBy, type Interval } from './interval.ts'

/** What a key has become to the scan. */
export type KeyState =
  'waiting' | 'emitting' | 'returned' | 'twice' | 'missed' | 'added' | 'deleted'

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
  readonly witnesses: ReadonlySet<number>
  readonly inThisCall: ReadonlySet<number>
}

const tellings = new WeakMap<readonly ScanCall[], Told>()

/** How often each id came, over all calls of the scan. */
export function toldBy({ scan }: MachineState): Told {
  const known = tellings.get(scan.calls)
  if (known !== undefined) return known
  const counts = new Map<number, number>()
  for (const call of scan.calls) {
    for (const { id } of call.emitted) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const last = scan.status === 'inCall' ? scan.calls.at(-1) : undefined
  const told = {
    counts,
    witnesses: new Set(scan.witnesses),
    inThisCall: new Set(last?.emitted.map(({ id }) => id)),
  }
  tellings.set(scan.calls, told)
  return told
}

/** Whether the scan can no longer come to this place. */
function isPassed(state: MachineState, hash: number, counting: boolean): boolean {
  const { scan } = state
  return scan.status === 'complete' || (!counting && positionOf(hash) < passedBy(scan))
}

function stateOfKey(
  state: MachineState,
  told: Told,
  entry: { readonly id: number; readonly hash: number },
  counting: boolean,
): KeyState {
  const count = told.counts.get(entry.id) ?? 0
  if (count > 1) return 'twice'
  if (told.inThisCall.has(entry.id)) return 'emitting'
  if (count === 1) return 'returned'
  if (state.scan.status === 'idle') return 'waiting'
  if (!told.witnesses.has(entry.id)) return 'added'
  return isPassed(state, entry.hash, counting) ? 'missed' : 'waiting'
}

/** Every key of the dict as a chip. */
export function chipsOf(state: MachineState, counting: boolean): Chip[] {
  const told = toldBy(state)
  return state.dict.tables.flatMap(({ buckets }, table) =>
    buckets.flatMap((chain, bucket) =>
      chain.map((entry, place) => ({
        ...entry,
        table: table as TableIndex,
        bucket,
        place,
        state: stateOfKey(state, told, entry, counting),
        returned: told.counts.get(entry.id) ?? 0,
      })),
    ),
  )
}

function tablePicture(state: MachineState, table: TableIndex, covered: readonly Interval[]) {
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
function repeatSliver(state: MachineState, counting: boolean): Interval | null {
  const { scan, dict } = state
  if (counting || (scan.status !== 'between' && scan.status !== 'inCall')) return null
  const sizes = dict.tables.map(({ buckets }) => buckets.length).filter((size) => size > 0)
  const cells = Math.min(...sizes)
  const at = positionOf(scan.cursor)
  const start = Math.floor(at * cells) / cells
  return start < at ? [start, at] : null
}

/** The chip of a key that was deleted by this very event: it stays for one moment, struck out. */
function ghostOf(trace: DictTrace, moment: number, event: DictEvent | undefined): Chip | null {
  if (event?.kind !== 'entry.removed') return null
  const before = stateAt(trace, moment - 1)
  const chip = chipsOf(before, false).find(({ id }) => id === event.id)
  return chip === undefined ? null : { ...chip, state: 'deleted' }
}

/** The picture of a moment. */
export function pictureOf(trace: DictTrace, moment: number): Picture {
  const event = eventAt(trace, moment)?.event
  const ghost = ghostOf(trace, moment, event)
  const state = stateAt(trace, moment)
  const counting = scanAlgorithms[trace.config.algorithm].order === 'counting'
  const covered = coveredBy(state.scan.calls)
  const tables = ([0, 1] as const)
    .filter((table) => state.dict.tables[table].buckets.length > 0)
    .map((table) => tablePicture(state, table, covered))
  const chips = chipsOf(state, counting)
  return {
    tables,
    chips: ghost === null ? chips : [...chips, ghost],
    rehashIndex: state.dict.rehashIndex,
    cursor: state.scan.cursor,
    reached: state.scan.reached,
    covered,
    mayRepeat: repeatSliver(state, counting),
    inCall: state.scan.status === 'inCall',
    complete: state.scan.status === 'complete',
  }
}
