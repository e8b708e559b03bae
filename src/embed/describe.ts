import type { DictState } from '../engine/index.ts'
import { isClusterTrace, type AnyTrace, type Scenario } from '../trace/index.ts'
import { ledgerOf } from '../view/ledger.ts'
import { readingAt } from '../view/reading.ts'

/** A scan call as a host is told of it; cursors in decimal. */
export interface Reply {
  readonly cursor: string
  readonly next: string
  readonly keys: readonly string[]
}

/** What a host is told of a moment. */
export interface Description {
  readonly machine: Scenario['machine']
  readonly profile: string
  readonly algorithm: string
  /** The live tables; the keys of each bucket in chain order. */
  readonly tables: readonly {
    readonly buckets: number
    readonly used: number
    readonly chains: readonly (readonly string[])[]
  }[]
  /** -1 while there is no rehash. */
  readonly rehashIndex: number
  /** The cursor that the client holds. */
  readonly cursor: string
  readonly moment: number
  readonly moments: number
  /** Calls that this scan has begun. */
  readonly call: number
  /** Calls that have returned. */
  readonly replies: readonly Reply[]
  /** Keys that have come, each once. */
  readonly returned: readonly string[]
  /** Keys that have come more than once. */
  readonly duplicates: readonly string[]
  readonly missed: readonly string[]
}

function tablesOf(dict: DictState): Description['tables'] {
  return dict.tables
    .filter(({ buckets }) => buckets.length > 0)
    .map(({ buckets, used }) => ({
      buckets: buckets.length,
      used,
      chains: buckets.map((chain) => chain.map(({ key }) => key)),
    }))
}

/** The state of a moment as plain data. */
export function describe(trace: AnyTrace, moment: number): Description {
  const reading = readingAt(trace, moment)
  const { dict, scan } = reading
  const { twice, missed } = ledgerOf(reading)
  const replies = scan.calls.flatMap(({ cursor, next, emitted }) =>
    next === null
      ? []
      : [{ cursor: String(cursor), next: String(next), keys: emitted.map(({ key }) => key) }],
  )
  return {
    machine: trace.machine.name,
    profile: isClusterTrace(trace) ? trace.config.cluster.version : trace.config.profile,
    algorithm: reading.algorithm,
    tables: tablesOf(dict),
    rehashIndex: dict.rehashIndex,
    cursor: String(scan.cursor),
    moment,
    moments: trace.length,
    call: scan.calls.length,
    replies,
    returned: [...new Set(scan.calls.flatMap(({ emitted }) => emitted.map(({ key }) => key)))],
    duplicates: twice,
    missed,
  }
}
