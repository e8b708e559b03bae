import type { HashConfig } from '../engine/index.ts'
import type { Bytes, Options, ServerState } from '../server/index.ts'
import type { NodeId, SlotOwners, SlotRange } from './owners.ts'
import type { ClusterVersion } from './version.ts'

/**
 * How the keys of a node get their hash. `low`: bits that were learned from a real node, by name; a
 * name that is not there is hashed under a seed of zeros.
 */
export type NodeHash =
  HashConfig | { readonly kind: 'low'; readonly low: Readonly<Record<string, number>> }

export type NodeRole = 'primary' | 'replica'

/** A node as a scenario gives it. */
export interface NodeConfig {
  readonly id: NodeId
  readonly role: NodeRole
  /** The primary of a replica; null for a primary. */
  readonly of: NodeId | null
  /** Absent: the seed of the cluster, or one made from the name (`seeds`). */
  readonly hash?: NodeHash
  /** Slots of a primary. */
  readonly slots: readonly SlotRange[]
  /** Absent: 1, 2, 3 ... in the order of the primaries. */
  readonly epoch?: number
  readonly latencyMs?: number
  /** host:port and the 40 digits of a real node; absent, they are made up. */
  readonly address?: string
  readonly name?: string
}

/** Keys by name, or so many of a kind: `k0`, `k1`, ... */
export type KeysConfig = readonly Bytes[] | { readonly prefix: Bytes; readonly count: number }

/** What a cluster starts from; plain data, as it stands in a link. */
export interface ClusterConfig {
  readonly version: ClusterVersion
  readonly nodes: readonly NodeConfig[]
  /** Whether nodes that name no hash have each their own seed or all the same (`hash-seed`). */
  readonly seeds: 'own' | 'shared'
  /** What all seeds are made from. */
  readonly seed: number
  readonly options: Partial<Options>
  /** Set before the first command, each on the owner of its slot, with the value `v:` and the key. */
  readonly keys: KeysConfig
  /** Let the rehash that the filling began come to its end. */
  readonly atRest: boolean
  /** A cluster with a slot of nobody answers no command with a key (cluster-require-full-coverage). */
  readonly fullCoverage: boolean
  readonly now: number
}

/** A node: a server, and what it knows of the others. */
export interface ClusterNode {
  readonly id: NodeId
  /** host:port, as MOVED names it. */
  readonly address: string
  /** The 40 hexadecimal digits by which nodes know each other. */
  readonly name: string
  readonly role: NodeRole
  readonly of: NodeId | null
  readonly server: ServerState
  readonly hash: NodeHash
  readonly epoch: number
  readonly alive: boolean
  readonly latencyMs: number
  /** So many of the next calls get no answer. */
  readonly errors: number
  /** Slots on their way out, and to whom. */
  readonly migrating: ReadonlyMap<number, NodeId>
  /** Slots on their way in, and from whom. */
  readonly importing: ReadonlyMap<number, NodeId>
  /** Who owns which slot, as this node believes. */
  readonly owners: SlotOwners
  /** ASKING was said: the next command may touch a slot on its way in. */
  readonly asking: boolean
  /** READONLY was said: a replica answers reads of its primary's keys. */
  readonly readonly: boolean
}

/** The nodes in the order in which they came. */
export interface ClusterState {
  /** The highest epoch that any node has ever had. */
  readonly currentEpoch: number
  readonly nodes: readonly ClusterNode[]
}

export const nodeOf = ({ nodes }: ClusterState, id: NodeId): ClusterNode | undefined =>
  nodes.find((node) => node.id === id)

export const isServing = ({ role, alive }: ClusterNode): boolean => role === 'primary' && alive

/** The owners as the living primary of the highest epoch has them: what gossip comes to. */
export function ownersOf({ nodes }: ClusterState): SlotOwners {
  const living = nodes.filter(({ alive }) => alive)
  const [first, ...rest] = living.some(isServing) ? living.filter(isServing) : living
  const newest = rest.reduce((best, node) => (best && best.epoch > node.epoch ? best : node), first)
  return newest?.owners ?? []
}
