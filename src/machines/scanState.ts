import type { CursorOp, Probe, TableIndex, Word } from '../engine/index.ts'
import { entriesOf, positionOf, type DictState } from '../engine/index.ts'
import type { DroppedBy } from '../server/index.ts'

/** A bucket as a call saw it; `buckets` is its table's size at that time. */
export interface BucketRead {
  readonly table: TableIndex
  readonly bucket: number
  readonly buckets: number
  readonly role: 'only' | 'smaller' | 'larger'
}

export interface Emission {
  readonly id: number
  readonly key: string
  /** Why the server did not put it into its reply. */
  readonly dropped?: DroppedBy
}

/** One scan call: a cursor in, keys and a cursor out. */
export interface ScanCall {
  readonly cursor: Word
  /** null while the call is under way. */
  readonly next: Word | null
  readonly reads: readonly BucketRead[]
  readonly emitted: readonly Emission[]
}

/** What the running call holds in its hands. */
export interface Registers {
  readonly v: Word
  readonly m0: Word | null
  readonly m1: Word | null
  /** The word step that made `v`, null when `v` is as it came. */
  readonly op: CursorOp | null
  /** The cursor and mask that the running increment started from. */
  readonly from: Word
  readonly mask: Word | null
}

/** A client's full scan: what it remembers, and what a bystander knows of it. */
export interface ScanState {
  readonly status: 'idle' | 'inCall' | 'between' | 'complete'
  /** The cursor that the client holds. */
  readonly cursor: Word
  /** How far the cursor stands on the ruler, in [0, 1]; within a call it moves on. */
  readonly reached: number
  readonly calls: readonly ScanCall[]
  /**
   * Ids that were in the dict at the first call: they carry the promise while they stay. Once the
   * scan is complete, those that stayed to its end.
   */
  readonly witnesses: readonly number[]
  /** Witnesses that were never returned, once the scan is complete: later deletes change nothing. */
  readonly lost: readonly Emission[]
  readonly registers: Registers | null
}

export const IDLE_SCAN: ScanState = {
  status: 'idle',
  cursor: 0,
  reached: 0,
  calls: [],
  witnesses: [],
  lost: [],
  registers: null,
}

const withLastCall = (scan: ScanState, change: (call: ScanCall) => ScanCall): ScanState => {
  const last = scan.calls.at(-1)
  return last === undefined ? scan : { ...scan, calls: [...scan.calls.slice(0, -1), change(last)] }
}

function enter(scan: ScanState, cursor: Word, dict: DictState): ScanState {
  const call: ScanCall = { cursor, next: null, reads: [], emitted: [] }
  const goingOn = scan.status === 'between'
  return {
    status: 'inCall',
    cursor,
    reached: positionOf(cursor),
    calls: goingOn ? [...scan.calls, call] : [call],
    witnesses: goingOn ? scan.witnesses : entriesOf(dict).map(({ id }) => id),
    lost: [],
    registers: { v: cursor, m0: null, m1: null, op: null, from: cursor, mask: null },
  }
}

function turn(scan: ScanState, probe: Extract<Probe, { kind: 'cursor.changed' }>): ScanState {
  if (scan.registers === null) return scan
  const { op, after, before, mask } = probe
  const starts = op === 'setUnmasked' || op === 'countUp'
  const registers: Registers = {
    ...scan.registers,
    v: after,
    op,
    from: starts ? before : scan.registers.from,
    mask,
  }
  const arrived = op === 'mirrorBack' || op === 'countUp'
  const inTables = (scan.registers.m0 ?? 0) | (scan.registers.m1 ?? 0)
  const position = after === 0 ? 1 : positionOf((after & inTables) >>> 0)
  const reached = arrived ? Math.max(scan.reached, position) : scan.reached
  return { ...scan, registers, reached }
}

/** The end of a full scan: who stayed, and who of these never came. */
function complete(scan: ScanState, dict: DictState): ScanState {
  const witnesses = new Set(scan.witnesses)
  const returned = new Set(scan.calls.flatMap(({ emitted }) => emitted.map(({ id }) => id)))
  const stayed = entriesOf(dict).filter(({ id }) => witnesses.has(id))
  const lost = stayed.filter(({ id }) => !returned.has(id))
  return {
    ...scan,
    status: 'complete',
    reached: 1,
    witnesses: stayed.map(({ id }) => id),
    lost: lost.map(({ id, key }) => ({ id, key })),
  }
}

/** Left of this place the calls that have returned were to read everything. */
export const passedBy = ({ status, cursor, reached }: ScanState): number =>
  status === 'inCall' ? positionOf(cursor) : reached

/** The scan after a probe; `dict` is the state in which the probe was made. */
export function reduceScan(scan: ScanState, probe: Probe, dict: DictState): ScanState {
  switch (probe.kind) {
    case 'scan.entered':
      return enter(scan, probe.cursor, dict)
    case 'scan.emptyDict':
    case 'loop.tested':
      return scan
    case 'masks.taken':
      return scan.registers === null
        ? scan
        : { ...scan, registers: { ...scan.registers, m0: probe.m0, m1: probe.m1 } }
    case 'bucket.read': {
      const { table, bucket, role, mask } = probe
      const read = { table, bucket, role, buckets: mask + 1 }
      return withLastCall(scan, (call) => ({ ...call, reads: [...call.reads, read] }))
    }
    case 'entry.emitted': {
      const emission = { id: probe.id, key: probe.key }
      return withLastCall(scan, (call) => ({ ...call, emitted: [...call.emitted, emission] }))
    }
    case 'cursor.changed':
      return turn(scan, probe)
    case 'scan.returned': {
      const { cursor } = probe
      const returned = withLastCall({ ...scan, cursor }, (call) => ({ ...call, next: cursor }))
      return cursor === 0
        ? complete(returned, dict)
        : { ...returned, status: 'between', reached: positionOf(cursor) }
    }
  }
}

/** The scan after the server has dropped a key that its last calls have collected. */
export function droppedFrom(
  scan: ScanState,
  { key, by }: { readonly key: string; readonly by: DroppedBy },
): ScanState {
  const holds = ({ emitted }: ScanCall) => emitted.some((one) => one.key === key)
  const index = scan.calls.findLastIndex(holds)
  const call = scan.calls[index]
  if (call === undefined) return scan
  const emitted = call.emitted.map((one) => (one.key === key ? { ...one, dropped: by } : one))
  return { ...scan, calls: scan.calls.with(index, { ...call, emitted }) }
}
