import type { SceneCommand, SceneConfig } from '../cluster/index.ts'
import type { ServerCommand } from '../server/index.ts'
import type { DictCommand, DictConfig } from '../machines/index.ts'
import type { ServerStart } from '../machines/server.ts'
import { LIMITS } from './limits.ts'

/**
 * The only thing that is stored, shared and tested: a configuration and what is done, in order. All
 * else, every state, picture and sentence, is computed from it.
 */
export interface DictScenario {
  readonly version: 1
  readonly machine: 'dict'
  readonly config: DictConfig
  readonly commands: readonly DictCommand[]
}

/** The story of one Redis server and a client at its console. */
export interface ServerScenario {
  readonly version: 1
  readonly machine: 'server'
  readonly config: ServerStart
  readonly commands: readonly ServerCommand[]
}

/** The story of a cluster and a client that scans all of it. */
export interface ClusterScenario {
  readonly version: 1
  readonly machine: 'cluster'
  readonly config: SceneConfig
  readonly commands: readonly SceneCommand[]
}

export type Scenario = DictScenario | ServerScenario | ClusterScenario

export type CommandOf<S extends Scenario> = S['commands'][number]
export type ConfigOf<S extends Scenario> = S['config']

export const isServerScenario = (scenario: Scenario): scenario is ServerScenario =>
  scenario.machine === 'server'

export const isClusterScenario = (scenario: Scenario): scenario is ClusterScenario =>
  scenario.machine === 'cluster'

/** The same beginning with other commands. */
export const withCommands = <S extends Scenario>(
  scenario: S,
  commands: readonly CommandOf<S>[],
): S => ({ ...scenario, commands })

/** The scenario as far as its first `count` commands. */
export const beginningOf = <S extends Scenario>(scenario: S, count: number): S =>
  withCommands(scenario, scenario.commands.slice(0, count))

/** Keys and members that a command's words may add, at most. */
function namedBy([name = '', ...words]: readonly string[]): number {
  switch (name.toLowerCase()) {
    case 'set':
    case 'setnx':
    case 'incr':
    case 'append':
      return 1
    case 'sadd':
      return words.length
    case 'hset':
    case 'hmset':
    case 'zadd':
      return Math.ceil(words.length / 2)
    default:
      return 0
  }
}

/** Keys that the scenario ever names: those at the start and those added; members count, too. */
export function keysNamed(scenario: Scenario): number {
  if (isServerScenario(scenario)) {
    const all = [...scenario.config.fill, ...scenario.commands]
    return all.reduce((sum, one) => sum + (one.type === 'call' ? namedBy(one.words) : 0), 0)
  }
  if (isClusterScenario(scenario)) {
    const { keys } = scenario.config.cluster
    return scenario.commands.reduce(
      (sum, one) => sum + ('words' in one ? namedBy(one.words) : 0),
      'prefix' in keys ? keys.count : keys.length,
    )
  }
  return scenario.commands.reduce(
    (count, command) => count + (command.type === 'add' ? command.keys.length : 0),
    scenario.config.keys.length,
  )
}

/** How many keys a scenario may name: a cluster's are many by nature. */
export const mostKeys = (scenario: Scenario): number =>
  isClusterScenario(scenario) ? LIMITS.clusterKeys : LIMITS.keys
