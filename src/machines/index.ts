export {
  dictMachine,
  isStageEvent,
  type Automatic,
  type DictCommand,
  type DictConfig,
  type DictEvent,
  type KeySpec,
  type MachineState,
  type Note,
} from './dict.ts'
export type { Machine } from './machine.ts'
export type { Reading, StageEvent } from './reading.ts'
export { LARGEST_TABLE, obstacleTo, type Obstacle } from './obstacle.ts'
export {
  passedBy,
  type BucketRead,
  type Emission,
  type Registers,
  type ScanCall,
  type ScanState,
} from './scanState.ts'
