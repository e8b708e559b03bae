import { entriesOf } from '../engine/index.ts'
import type { AnyTrace } from '../trace/index.ts'
import { ledgerOf } from '../view/ledger.ts'
import { readingAt } from '../view/reading.ts'
import { gapsAt } from './facts.ts'
import type { Outcome } from './lesson.ts'

/** What came of a recording, as a lesson states it. */
export function outcomeOf(trace: AnyTrace): Outcome {
  const reading = readingAt(trace, trace.length)
  const { dict, scan } = reading
  const { returned, twice, missed } = ledgerOf(reading)
  const size = dict.tables[0].buckets.length
  const stands = entriesOf(dict).map(({ key, hash }) => [key, hash & (size - 1)] as const)
  return {
    calls: scan.calls.length,
    returned,
    twice,
    missed,
    unread: scan.status === 'complete' ? gapsAt(trace, trace.length) : [],
    ...(scan.status === 'idle' && { buckets: Object.fromEntries(stands) }),
  }
}
