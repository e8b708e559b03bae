import type { Reading, StageEvent } from '../machines/index.ts'
import { eventAt, isServerTrace, stateAt, type AnyTrace, type Trace } from '../trace/index.ts'

const read = <State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): Reading => trace.machine.read(stateAt(trace, moment), trace.config)

/** The dict on the stage at a moment, and the scan that walks it. */
export const readingAt = (trace: AnyTrace, moment: number): Reading =>
  isServerTrace(trace) ? read(trace, moment) : read(trace, moment)

function shown<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): StageEvent | null {
  const found = eventAt(trace, moment)
  return found === undefined ? null : trace.machine.shows(found.event, stateAt(trace, moment))
}

/** What has just happened on the stage; null when it happened elsewhere, or nothing has yet. */
export const stageEventAt = (trace: AnyTrace, moment: number): StageEvent | null =>
  isServerTrace(trace) ? shown(trace, moment) : shown(trace, moment)
