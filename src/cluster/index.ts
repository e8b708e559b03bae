/** Many servers that share 16384 slots: who owns what, what moves, and what a scan sees of it. */
export type { ClusterCommand, MigrationKind } from './commands.ts'
export type { CallError, ClusterEvent, NodeChange, Refused } from './events.ts'
export { addressAt, initCluster, keysOf } from './init.ts'
export { keysOfCommand } from './keys.ts'
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
export { bareCluster, runCluster, type ClusterRun } from './run.ts'
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
