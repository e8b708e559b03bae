import type { Reading, StageEvent } from '../machines/index.ts'
import {
  eventAt,
  isClusterTrace,
  isServerTrace,
  stateAt,
  type AnyTrace,
  type Trace,
} from '../trace/index.ts'

const read = <State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): Reading => trace.machine.read(stateAt(trace, moment), trace.config)

/** The dict on the stage at a moment, and the scan that walks it. */
export function readingAt(trace: AnyTrace, moment: number): Reading {
  if (isClusterTrace(trace)) return read(trace, moment)
  return isServerTrace(trace) ? read(trace, moment) : read(trace, moment)
}

function shown<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): StageEvent | null {
  const found = eventAt(trace, moment)
  return found === undefined ? null : trace.machine.shows(found.event, stateAt(trace, moment))
}

/** What has just happened on the stage; null when it happened elsewhere, or nothing has yet. */
export function stageEventAt(trace: AnyTrace, moment: number): StageEvent | null {
  if (isClusterTrace(trace)) return null
  return isServerTrace(trace) ? shown(trace, moment) : shown(trace, moment)
}
