/** ScanScope as a library: the engine, traces and scenarios, without a screen. */
export * as cluster from './cluster/index.ts'
export * from './engine/index.ts'
export { clusterMachine } from './machines/cluster.ts'
export * from './machines/index.ts'
export {
  clusterScenarioIds,
  clusterScenarios,
  type ClusterScenarioId,
} from './scenarios/cluster.ts'
export * from './scenarios/index.ts'
export * from './trace/index.ts'
export { inEnglish } from './trace/inEnglish.ts'
