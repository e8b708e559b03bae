export {
  branchName,
  currentBranch,
  edit,
  keepLost,
  reconfigure,
  selectBranch,
  treeOf,
  type Branch,
  type Tree,
} from './branches.ts'
export {
  goesOn,
  isClusterTrace,
  isDictTrace,
  isLoaded,
  isServerTrace,
  loadMachine,
  recordAny,
  recordDict,
  type AnyTrace,
  type ClusterTrace,
  type DictTrace,
  type ServerTrace,
} from './anyTrace.ts'
export { edited, historyOf, moved, redo, undo, type History, type Place } from './history.ts'
export { LIMITS } from './limits.ts'
export { restoreHistory, saveHistory } from './saved.ts'
export {
  beginningOf,
  isClusterScenario,
  isServerScenario,
  keysNamed,
  mostKeys,
  withCommands,
  type CommandOf,
  type ConfigOf,
  type ClusterScenario,
  type DictScenario,
  type Scenario,
  type ServerScenario,
} from './scenario.ts'
export type { PlainReason, Reason, Refusal, Things } from './reason.ts'
export { machineIn, parseScenario } from './schema.ts'
export type { Parsed } from './shapes.ts'
export {
  append,
  CHECKPOINT_BUDGET,
  eventAt,
  positionAt,
  record,
  stateAt,
  stepAt,
  TooLong,
  truncate,
  type Position,
  type Step,
  type Trace,
} from './trace.ts'
