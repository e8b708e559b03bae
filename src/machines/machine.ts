import type { Reading, StageEvent } from './reading.ts'

/**
 * A thing that can be recorded, replayed and searched. `run` only tells events; `reduce` is the only
 * writer of state, and reads only events, so nothing can happen that is not in the stream.
 */
export interface Machine<State, Command, Event, Config> {
  readonly name: 'dict' | 'server' | 'cluster'
  /** The state before the first command. */
  readonly init: (config: Config) => State
  /** Runs one command to its end, told as at least one event. */
  readonly run: (state: State, command: Command, config: Config) => readonly Event[]
  readonly reduce: (state: State, event: Event) => State
  /** Buckets and entries that a kept state costs, for the checkpoint budget. */
  readonly weight: (state: State) => number
  /** How many things an event holds, at least 1, for the bound on a trace. */
  readonly size: (event: Event) => number
  /** Throws when an invariant is broken. */
  readonly check: (state: State) => void
  /** The dict on the stage. */
  readonly read: (state: State, config: Config) => Reading
  /** What an event is to the stage, given the state after it; null when it happens elsewhere. */
  readonly shows: (event: Event, state: State) => StageEvent | null
  /** What the scanning client does next; null once its scan is complete. */
  readonly goesOn: (state: State) => Command | null
}
