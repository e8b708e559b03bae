import { append, recordDict, truncate, type DictTrace, type Scenario } from '../trace/index.ts'

const recorded = new WeakMap<Scenario, DictTrace>()

const sharedCommands = (a: Scenario, b: Scenario): number => {
  const most = Math.min(a.commands.length, b.commands.length)
  let shared = 0
  while (shared < most && a.commands[shared] === b.commands[shared]) shared++
  return shared
}

/** The trace of a scenario. After an edit only what is new is run. */
export function traceOf(scenario: Scenario, like?: Scenario): DictTrace {
  const known = recorded.get(scenario)
  if (known !== undefined) return known
  const base = like?.config === scenario.config ? recorded.get(like) : undefined
  const shared = base === undefined || like === undefined ? 0 : sharedCommands(like, scenario)
  const trace =
    base === undefined
      ? recordDict(scenario)
      : append(truncate(base, shared), scenario.commands.slice(shared))
  recorded.set(scenario, trace)
  return trace
}
