import type { Machine } from '../machines/index.ts'
import { LIMITS } from './limits.ts'

/** One command and all that came of it. */
export interface Step<Command, Event> {
  readonly command: Command
  readonly events: readonly Event[]
  /** The moment at which the command's first event has happened is `start + 1`. */
  readonly start: number
}

/**
 * A scenario run once. Moment 0 is the beginning; moment n is the state after n events. Checkpoints
 * are kept states, by moment.
 */
export interface Trace<State, Command, Event, Config> {
  readonly machine: Machine<State, Command, Event, Config>
  readonly config: Config
  readonly steps: readonly Step<Command, Event>[]
  /** The last moment. */
  readonly length: number
  readonly last: State
  readonly checkpoints: ReadonlyMap<number, State>
}

/** A moment as (command, event); event 0 does not occur except at the very beginning. */
export interface Position {
  readonly step: number
  readonly event: number
}

/** Buckets and entries kept in checkpoints before every second one is dropped: about 2 MB. */
export const CHECKPOINT_BUDGET = 2 ** 18

/** Events between two checkpoints at first; a fold of so many takes well under a millisecond. */
const CHECKPOINT_SPACING = 32

function thinned<State>(
  checkpoints: ReadonlyMap<number, State>,
  weight: (state: State) => number,
): Map<number, State> {
  let kept = [...checkpoints]
  const total = () => kept.reduce((sum, [, state]) => sum + weight(state), 0)
  while (kept.length > 2 && total() > CHECKPOINT_BUDGET) {
    kept = kept.filter((_, index) => index % 2 === 0)
  }
  return new Map(kept)
}

/** A scenario makes more than a page can keep. */
export class TooLong extends Error {}

/** How much the events of a step hold; a step is never changed. */
const sizes = new WeakMap<object, number>()

function sizeOf<Event>(events: readonly Event[], size: (event: Event) => number): number {
  const known = sizes.get(events)
  if (known !== undefined) return known
  const found = events.reduce((sum, event) => sum + size(event), 0)
  sizes.set(events, found)
  return found
}

/**
 * Runs commands at the end of a trace; returns a new one, the old stays good. Throws `TooLong` soon
 * after the bound on micro-steps.
 */
export function append<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  commands: readonly Command[],
): Trace<State, Command, Event, Config> {
  const { machine, config } = trace
  const steps = [...trace.steps]
  let kept = new Map(trace.checkpoints)
  let state = trace.last
  let moment = trace.length
  let size = steps.reduce((sum, { events }) => sum + sizeOf(events, machine.size), 0)
  let newest = [...kept.keys()].at(-1) ?? 0
  let unweighed = 0
  for (const command of commands) {
    const events = machine.run(state, command, config)
    size += sizeOf(events, machine.size)
    if (size > LIMITS.moments) throw new TooLong(`step ${steps.length}`)
    steps.push({ command, events, start: moment })
    for (const event of events) {
      state = machine.reduce(state, event)
      moment += 1
      if (moment - newest < CHECKPOINT_SPACING) continue
      kept.set(moment, state)
      newest = moment
      unweighed += machine.weight(state)
      if (unweighed > CHECKPOINT_BUDGET / 4) {
        kept = thinned(kept, machine.weight)
        unweighed = 0
      }
    }
  }
  const checkpoints = thinned(kept, machine.weight)
  return { machine, config, steps, length: moment, last: state, checkpoints }
}

/** The first `count` steps of a trace. */
export function truncate<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  count: number,
): Trace<State, Command, Event, Config> {
  const next = trace.steps[count]
  if (next === undefined) return trace
  const checkpoints = new Map([...trace.checkpoints].filter(([moment]) => moment <= next.start))
  const last = stateAt(trace, next.start)
  return { ...trace, steps: trace.steps.slice(0, count), length: next.start, last, checkpoints }
}

/** Runs a whole scenario. Throws `TooLong`. */
export function record<State, Command, Event, Config>(
  machine: Machine<State, Command, Event, Config>,
  scenario: { readonly config: Config; readonly commands: readonly Command[] },
): Trace<State, Command, Event, Config> {
  const state = machine.init(scenario.config)
  const empty = {
    machine,
    config: scenario.config,
    steps: [],
    length: 0,
    last: state,
    checkpoints: new Map([[0, state]]),
  }
  return append(empty, scenario.commands)
}

/** The index of the step that holds a moment, found by bisection; -1 at moment 0. */
export function stepAt(trace: { readonly steps: readonly { start: number }[] }, moment: number) {
  let low = 0
  let high = trace.steps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((trace.steps[middle]?.start ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** (command, event) of a moment; event 1 is a command's first. */
export function positionAt(
  trace: { readonly steps: readonly { start: number }[] },
  moment: number,
): Position {
  const step = stepAt(trace, moment)
  return { step, event: moment - (trace.steps[step]?.start ?? 0) }
}

/** The event that led to a moment, with its step; undefined at the beginning. */
export function eventAt<Command, Event>(
  trace: { readonly steps: readonly Step<Command, Event>[] },
  moment: number,
):
  | { readonly step: Step<Command, Event>; readonly index: number; readonly event: Event }
  | undefined {
  const { step: index, event: nth } = positionAt(trace, moment)
  const step = trace.steps[index]
  const event = step?.events[nth - 1]
  return step === undefined || event === undefined ? undefined : { step, index, event }
}

/** The state reached last for each trace: stepping forward folds one event. */
const reached = new WeakMap<object, { moment: number; state: unknown }>()

function nearestStart<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): { moment: number; state: State } {
  let best = 0
  for (const kept of trace.checkpoints.keys()) if (kept <= moment && kept > best) best = kept
  const memo = reached.get(trace) as { moment: number; state: State } | undefined
  if (memo !== undefined && memo.moment <= moment && memo.moment > best) return memo
  const state = trace.checkpoints.get(best)
  if (state === undefined) throw new Error(`a trace keeps its beginning, moment ${best}`)
  return { moment: best, state }
}

/** The state at a moment in [0, length]: the nearest kept state and a fold. */
export function stateAt<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): State {
  if (moment === trace.length) return trace.last
  const from = nearestStart(trace, moment)
  let { state } = from
  let done = from.moment
  for (let index = Math.max(0, stepAt(trace, done + 1)); done < moment; index++) {
    const step = trace.steps[index]
    if (step === undefined) throw new Error(`no step ${index} for moment ${moment}`)
    for (let nth = done - step.start; nth < step.events.length && done < moment; nth++, done++) {
      const event = step.events[nth]
      if (event !== undefined) state = trace.machine.reduce(state, event)
    }
  }
  reached.set(trace, { moment, state })
  return state
}
