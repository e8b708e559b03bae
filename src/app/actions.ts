import type { MachineState } from '../machines/index.ts'
import { stateAt, type DictTrace } from '../trace/index.ts'
import { momentOfCommands, placeFor } from './placeFor.ts'

interface Met {
  readonly moment: number
  readonly state: MachineState
}

/** The state met last: it stays the same object through all moments of a command. */
const lastMet = new WeakMap<DictTrace, Met>()

/**
 * The state that a command given at this moment meets: a call is atomic, so in the middle of one it
 * is the state after it.
 */
export function stateForCommands({
  trace,
  moment,
}: {
  readonly trace: DictTrace
  readonly moment: number
}): MachineState {
  const end = momentOfCommands(trace, placeFor(trace, moment).after)
  const known = lastMet.get(trace)
  if (known?.moment === end) return known.state
  const state = stateAt(trace, end)
  lastMet.set(trace, { moment: end, state })
  return state
}

/** Table sizes above and below the present one, nearest first. */
export function sizesAround(buckets: number, largest: number) {
  const larger: number[] = []
  for (let size = buckets * 2; size <= largest; size *= 2) larger.push(size)
  const smaller: number[] = []
  for (let size = buckets / 2; size >= 4; size /= 2) smaller.push(size)
  return { larger, smaller }
}
