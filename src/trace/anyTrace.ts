import {
  dictMachine,
  type DictCommand,
  type DictConfig,
  type DictEvent,
  type MachineState,
} from '../machines/index.ts'
import type { Scenario } from './scenario.ts'
import { record, type Trace } from './trace.ts'

export type DictTrace = Trace<MachineState, DictCommand, DictEvent, DictConfig>

/** Runs a scenario of one dict. */
export const recordDict = (scenario: Scenario): DictTrace => record(dictMachine, scenario)
