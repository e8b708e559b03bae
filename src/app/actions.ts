import type { ClusterScene } from '../cluster/index.ts'
import type { MachineState } from '../machines/index.ts'
import type { ConsoleState } from '../machines/client.ts'
import {
  isClusterTrace,
  isDictTrace,
  isServerTrace,
  stateAt,
  type AnyTrace,
  type DictTrace,
} from '../trace/index.ts'
import { momentOfCommands, placeFor } from './placeFor.ts'

interface Shown {
  readonly trace: AnyTrace
  readonly moment: number
}

interface Met<State> {
  readonly moment: number
  readonly state: State
}

/** Looks a state up; the one met last stays the same object through all moments of a command. */
function met<State>(
  lastMet: WeakMap<AnyTrace, Met<State>>,
  { trace, moment }: Shown,
  read: (moment: number) => State,
): State {
  const end = momentOfCommands(trace, placeFor(trace, moment).after)
  const known = lastMet.get(trace)
  if (known?.moment === end) return known.state
  const state = read(end)
  lastMet.set(trace, { moment: end, state })
  return state
}

const dictsMet = new WeakMap<AnyTrace, Met<MachineState>>()
const serversMet = new WeakMap<AnyTrace, Met<ConsoleState>>()
const clustersMet = new WeakMap<AnyTrace, Met<ClusterScene>>()

/** The trace of a scenario of one dict; throws at a server's. */
export function dictTraceOf({ trace }: Pick<Shown, 'trace'>): DictTrace {
  if (!isDictTrace(trace)) throw new Error('these commands are for a dict')
  return trace
}

/**
 * The state that a command given at this moment meets: a call is atomic, so in the middle of one it
 * is the state after it. For a scenario of one dict; throws at a server's.
 */
export function stateForCommands(shown: Shown): MachineState {
  const trace = dictTraceOf(shown)
  return met(dictsMet, shown, (moment) => stateAt(trace, moment))
}

/** The same for a scenario of a server; throws at a dict's. */
export function serverForCommands(shown: Shown): ConsoleState {
  const { trace } = shown
  if (!isServerTrace(trace)) throw new Error('these commands are for a server')
  return met(serversMet, shown, (moment) => stateAt(trace, moment))
}

/** The same for a scenario of a cluster; throws at any other. */
export function clusterForCommands(shown: Shown): ClusterScene {
  const { trace } = shown
  if (!isClusterTrace(trace)) throw new Error('these commands are for a cluster')
  return met(clustersMet, shown, (moment) => stateAt(trace, moment))
}

/** Table sizes above and below the present one, nearest first. */
export function sizesAround(buckets: number, largest: number) {
  const larger: number[] = []
  for (let size = buckets * 2; size <= largest; size *= 2) larger.push(size)
  const smaller: number[] = []
  for (let size = buckets / 2; size >= 4; size /= 2) smaller.push(size)
  return { larger, smaller }
}
