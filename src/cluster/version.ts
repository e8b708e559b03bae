import type { ProfileId } from '../engine/index.ts'

/** What a cluster of one version is made of. */
export interface ClusterProfile {
  readonly label: string
  /** The rules of its nodes. */
  readonly server: ProfileId
  /** The keyspace of a node is one dict per slot, and a cursor carries the slot. */
  readonly dictPerSlot: boolean
  /** Has CLUSTERSCAN, the scan that crosses nodes. */
  readonly clusterScan: boolean
}

const all = {
  'redis-7.0': {
    label: 'Redis 7.0',
    server: 'redis-7.0',
    dictPerSlot: false,
    clusterScan: false,
  },
  'redis-7.2': {
    label: 'Redis 7.2',
    server: 'redis-7.2',
    dictPerSlot: false,
    clusterScan: false,
  },
  'redis-7.4': {
    label: 'Redis 7.4',
    server: 'redis-7.4',
    dictPerSlot: true,
    clusterScan: false,
  },
  'redis-8.0': {
    label: 'Redis 8.0',
    server: 'redis-8.0',
    dictPerSlot: true,
    clusterScan: false,
  },
  // Its tables are another story; of its cluster the slots, the cursor and CLUSTERSCAN are told.
  'valkey-9.1': {
    label: 'Valkey 9.1',
    server: 'redis-7.4',
    dictPerSlot: true,
    clusterScan: true,
  },
} as const satisfies Record<string, ClusterProfile>

export type ClusterVersion = keyof typeof all

export const clusterProfiles: Readonly<Record<ClusterVersion, ClusterProfile>> = all
export const clusterVersions = Object.keys(all) as readonly ClusterVersion[]
