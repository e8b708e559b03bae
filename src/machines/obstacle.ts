import { MIN_BUCKETS, profiles } from '../engine/index.ts'
import type { DictCommand, DictConfig, MachineState } from './dict.ts'

/** All that can stand in the way lies in the dict. */
type WithDict = Pick<MachineState, 'dict'>

/** Why a command can do nothing now. */
export type Obstacle =
  | { readonly why: 'rehashUnderWay' }
  | { readonly why: 'tooManyKeys'; readonly keys: number; readonly buckets: number }
  | { readonly why: 'sameSize'; readonly buckets: number }
  | { readonly why: 'leastTable'; readonly buckets: number }
  | { readonly why: 'largestTable'; readonly buckets: number }
  | { readonly why: 'notRehashing' }
  | { readonly why: 'policyHolds' }
  | { readonly why: 'noKeys' }
  | { readonly why: 'noForbid' }

/** The largest table that a scenario may ask for: what the screen can still draw. */
export const LARGEST_TABLE = 1024

function obstacleToResize(state: WithDict, buckets: number): Obstacle | null {
  const [table] = state.dict.tables
  if (state.dict.rehashIndex >= 0) return { why: 'rehashUnderWay' }
  if (buckets < MIN_BUCKETS) return { why: 'leastTable', buckets: MIN_BUCKETS }
  if (buckets > LARGEST_TABLE) return { why: 'largestTable', buckets: LARGEST_TABLE }
  if (buckets === table.buckets.length) return { why: 'sameSize', buckets }
  if (table.used > buckets) return { why: 'tooManyKeys', keys: table.used, buckets }
  return null
}

function obstacleToRehash({ dict }: WithDict, config: DictConfig): Obstacle | null {
  if (dict.rehashIndex < 0) return { why: 'notRehashing' }
  const [from, to] = dict.tables
  const held =
    dict.policy === 'forbid' ||
    (dict.policy === 'avoid' &&
      !profiles[config.profile].rehashesUnderAvoid(from.buckets.length, to.buckets.length))
  return held ? { why: 'policyHolds' } : null
}

/** Why this command can do nothing in this state, or null when it can. */
export function obstacleTo(
  state: WithDict,
  command: DictCommand,
  config: DictConfig,
): Obstacle | null {
  switch (command.type) {
    case 'resize':
      return obstacleToResize(state, command.buckets)
    case 'rehash':
      return obstacleToRehash(state, config)
    case 'add':
    case 'delete':
      return command.keys.length === 0 ? { why: 'noKeys' } : null
    case 'policy':
      return command.policy === 'forbid' && !profiles[config.profile].canForbid
        ? { why: 'noForbid' }
        : null
    case 'scan':
    case 'restartScan':
    case 'automatic':
      return null
  }
}
