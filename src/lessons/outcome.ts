import { entriesOf } from '../engine/index.ts'
import { isClusterTrace, type AnyTrace, type ClusterTrace } from '../trace/index.ts'
import { ledgerOf } from '../view/ledger.ts'
import { readingAt } from '../view/reading.ts'
import { clusterFactsAt } from './clusterFacts.ts'
import { gapsAt } from './facts.ts'
import type { Outcome } from './lesson.ts'

function ofCluster(trace: ClusterTrace): Outcome {
  const { calls, returned, twice, missed } = clusterFactsAt(trace, trace.length)
  return { calls, returned, twice, missed: missed.toSorted(), unread: [] }
}

/** What came of a recording, as a lesson states it. */
export function outcomeOf(trace: AnyTrace): Outcome {
  if (isClusterTrace(trace)) return ofCluster(trace)
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
