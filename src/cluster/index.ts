/** Many servers that share 16384 slots: who owns what, what moves, and what a scan sees of it. */
export type { ClusterCommand, MigrationKind } from './commands.ts'
export type { CallError, ClusterEvent, NodeChange, Refused } from './events.ts'
export { addressAt, initCluster, keysOf } from './init.ts'
export { keysOfCommand } from './keys.ts'
export { onItsWay, openSlots } from './migrate.ts'
export { keysBySlot, keysInSlot } from './slotKeys.ts'
export {
  ownerOf,
  rangesFrom,
  rangesOf,
  sizeOfRanges,
  unownedOf,
  withOwner,
  type NodeId,
  type OwnedRange,
  type SlotOwners,
  type SlotRange,
} from './owners.ts'
export { reduceCluster } from './reduce.ts'
export { runCluster, type ClusterRun } from './run.ts'
export { hashFor } from './seeds.ts'
export {
  isServing,
  nodeOf,
  ownersOf,
  type ClusterConfig,
  type ClusterNode,
  type ClusterState,
  type KeysConfig,
  type NodeConfig,
  type NodeHash,
  type NodeRole,
} from './state.ts'
export { readWire, SLOT_BITS, slotOf, SLOTS, wireOf, type WireCursor } from './slot.ts'
export { tagOfSlot } from './tags.ts'
export {
  knownNode,
  ownerIn,
  primariesIn,
  slotCount,
  topologyOf,
  type KnownNode,
  type TopologyView,
} from './topology.ts'
export {
  clusterProfiles,
  clusterVersions,
  type ClusterProfile,
  type ClusterVersion,
} from './version.ts'
export { chainFold, newest, type Chain } from './chain.ts'
export type { ClientEvent, Exchange, Retry, ScanClient, Sent, Stop } from './client.ts'
export type { NodeCall, NodeScan } from './nodeScans.ts'
export { placeOfCursor, placeOfKey, standingOf, type Standing } from './place.ts'
export { prospectOf, type Doubt, type Prospect } from './startFrom.ts'
export type { Misfit, Start } from './strategies/handed.ts'
export { handedOut, snapshotCost, type SnapshotCost } from './cost.ts'
export { KeyTable } from './keyTable.ts'
export {
  stillToCome,
  type ClusterScene,
  type Doubled,
  type Ledger,
  type Missed,
  type Move,
  type Returned,
} from './ledger.ts'
export { forecast, runToEnd, type Forecast, type RunProgress } from './runAhead.ts'
export type { DoubleReason, MissReason } from './reasons.ts'
export {
  initScene,
  reduceScene,
  runScene,
  type SceneCommand,
  type SceneConfig,
  type SceneEvent,
} from './scene.ts'
export {
  DEFAULT_CLIENT,
  pageIn,
  perilIds,
  strategies,
  strategyIds,
  type Answer,
  type ClientOptions,
  type Line,
  type Outcome,
  type PerilId,
  type Progress,
  type Request,
  type Strategy,
  type StrategyId,
  type Stuck,
} from './strategies/index.ts'
