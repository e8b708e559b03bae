import { entriesOf, positionOf, scanAlgorithms } from '../engine/index.ts'
import { passedBy, type Reading, type ScanCall } from '../machines/index.ts'
import { toldBy } from './picture.ts'

/** What the scan owes and what it has given. */
export interface Ledger {
  readonly calls: readonly ScanCall[]
  /** Keys there from the first call until now, or until the scan's end. */
  readonly owed: number
  /** How many of these have been returned. */
  readonly kept: number
  /** Returned, whatever they were owed. */
  readonly returned: number
  /** Keys that came more than once. */
  readonly twice: readonly string[]
  /** Owed keys that the scan has passed, or never reached before its end. */
  readonly missed: readonly string[]
  readonly verdict: 'idle' | 'holds' | 'broken' | 'kept'
  readonly complete: boolean
}

/** The ledger of a reading. */
export function ledgerOf({ dict, scan, algorithm, nameOf }: Omit<Reading, 'home'>): Ledger {
  const { counts, dropped, witnesses } = toldBy({ scan })
  const complete = scan.status === 'complete'
  // What the filter keeps out of the reply was never owed.
  const isOwed = (id: number) => witnesses.has(id) && (counts.has(id) || !dropped.has(id))
  const staying = entriesOf(dict).filter(({ id }) => isOwed(id))
  const unpaid = staying.filter(({ id }) => !counts.has(id))
  const reversed = scanAlgorithms[algorithm].order === 'reversed'
  const passed = unpaid.filter(({ hash }) => reversed && positionOf(hash) < passedBy(scan))
  const missed = complete ? scan.lost : passed
  const owed = complete ? scan.witnesses.filter(isOwed).length : staying.length
  const twice = new Set<string>()
  for (const call of scan.calls) {
    for (const { id, key } of call.emitted) if ((counts.get(id) ?? 0) > 1) twice.add(nameOf(key))
  }
  const verdict =
    scan.status === 'idle' ? 'idle' : missed.length > 0 ? 'broken' : complete ? 'kept' : 'holds'
  return {
    calls: scan.calls,
    owed,
    kept: owed - (complete ? scan.lost.length : unpaid.length),
    returned: counts.size,
    twice: [...twice],
    missed: missed.map(({ key }) => nameOf(key)),
    verdict,
    complete,
  }
}
