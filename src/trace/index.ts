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
export { recordDict, type DictTrace } from './dictTrace.ts'
export { edited, historyOf, moved, redo, undo, type History, type Place } from './history.ts'
export { LIMITS } from './limits.ts'
export { restoreHistory, saveHistory } from './saved.ts'
export { keysNamed, type Scenario } from './scenario.ts'
export { parseScenario, parseWith, scenarioSchema, type Parsed } from './schema.ts'
export {
  append,
  CHECKPOINT_BUDGET,
  eventAt,
  positionAt,
  record,
  stateAt,
  stepAt,
  truncate,
  type Position,
  type Step,
  type Trace,
} from './trace.ts'
