import {
  obstacleTo,
  type DictCommand,
  type MachineState,
  type Obstacle,
} from '../machines/index.ts'
import { stateAt, type DictTrace } from '../trace/index.ts'
import { momentOfCommands, placeFor } from './placeFor.ts'

/**
 * The state that a command given at this moment meets: a call is atomic, so in the middle of one it
 * is the state after it.
 */
export function stateForCommands(trace: DictTrace, moment: number): MachineState {
  return stateAt(trace, momentOfCommands(trace, placeFor(trace, moment).after))
}

export const obstacleAt = (
  trace: DictTrace,
  moment: number,
  command: DictCommand,
): Obstacle | null => obstacleTo(stateForCommands(trace, moment), command, trace.config)

/** Table sizes above and below the present one, nearest first. */
export function sizesAround(buckets: number, largest: number) {
  const larger: number[] = []
  for (let size = buckets * 2; size <= largest; size *= 2) larger.push(size)
  const smaller: number[] = []
  for (let size = buckets / 2; size >= 4; size /= 2) smaller.push(size)
  return { larger, smaller }
}
