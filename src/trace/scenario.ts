import type { ServerCommand } from '../server/index.ts'
import type { DictCommand, DictConfig } from '../machines/index.ts'
import type { ServerStart } from '../machines/server.ts'

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

export type Scenario = DictScenario | ServerScenario

export type CommandOf<S extends Scenario> = S['commands'][number]
export type ConfigOf<S extends Scenario> = S['config']

export const isServerScenario = (scenario: Scenario): scenario is ServerScenario =>
  scenario.machine === 'server'

/** The same beginning with other commands. */
export const withCommands = <S extends Scenario>(
  scenario: S,
  commands: readonly CommandOf<S>[],
): S => ({ ...scenario, commands })

/** The scenario as far as its first `count` commands. */
export const beginningOf = <S extends Scenario>(scenario: S, count: number): S =>
  withCommands(scenario, scenario.commands.slice(0, count))

/** Keys and members that a server's command may add, at most. */
function namedBy(command: ServerCommand): number {
  if (command.type !== 'call') return 0
  const [name = '', ...words] = command.words
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
    return all.reduce((count, command) => count + namedBy(command), 0)
  }
  return scenario.commands.reduce(
    (count, command) => count + (command.type === 'add' ? command.keys.length : 0),
    scenario.config.keys.length,
  )
}
