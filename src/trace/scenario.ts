import type { DictCommand, DictConfig } from '../machines/index.ts'

/**
 * The only thing that is stored, shared and tested: a configuration and what is done, in order. All
 * else, every state, picture and sentence, is computed from it.
 */
export interface Scenario {
  readonly version: 1
  readonly machine: 'dict'
  readonly config: DictConfig
  readonly commands: readonly DictCommand[]
}

/** Keys that the scenario ever names: those at the start and those added. */
export const keysNamed = (scenario: Scenario): number =>
  scenario.commands.reduce(
    (count, command) => count + (command.type === 'add' ? command.keys.length : 0),
    scenario.config.keys.length,
  )
