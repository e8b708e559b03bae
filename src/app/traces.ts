import { recordAny, type AnyTrace, type Scenario } from '../trace/index.ts'

const recorded = new WeakMap<Scenario, AnyTrace>()

function sharedCommands(a: Scenario, b: Scenario): number {
  const most = Math.min(a.commands.length, b.commands.length)
  let shared = 0
  while (shared < most && a.commands[shared] === b.commands[shared]) shared++
  return shared
}

/**
 * The trace of a scenario whose machine is loaded. After an edit only what is new is run. Throws
 * `TooLong`.
 */
export function traceOf(scenario: Scenario, like?: Scenario): AnyTrace {
  const known = recorded.get(scenario)
  if (known !== undefined) return known
  const base = like?.config === scenario.config ? recorded.get(like) : undefined
  const trace =
    base === undefined || like === undefined
      ? recordAny(scenario)
      : recordAny(scenario, base, sharedCommands(like, scenario))
  recorded.set(scenario, trace)
  return trace
}
