export {
  dictMachine,
  holdsKey,
  type Automatic,
  type DictCommand,
  type DictConfig,
  type DictEvent,
  type KeySpec,
  type MachineState,
  type Note,
} from './dict.ts'
export type { Machine } from './machine.ts'
export { LARGEST_TABLE, obstacleTo, type Obstacle } from './obstacle.ts'
export type { BucketRead, Emission, Registers, ScanCall, ScanState } from './scanState.ts'
