import type { Bytes, Reply, ServerEvent, ServerState } from '../server/index.ts'
import type { NodeId, SlotRange } from './owners.ts'
import type { ClusterNode, NodeHash } from './state.ts'

/** Why a call got no answer: the connection broke, or nobody is there. */
export type CallError = 'network' | 'down'

/** What of a node changes by itself. */
export type NodeChange = Partial<
  Pick<
    ClusterNode,
    'alive' | 'role' | 'of' | 'epoch' | 'latencyMs' | 'errors' | 'asking' | 'readonly' | 'hash'
  >
>

/** All that can happen in a cluster. `reduceCluster` needs nothing else. */
export type ClusterEvent =
  | { readonly kind: 'call.sent'; readonly node: NodeId; readonly words: readonly Bytes[] }
  | {
      readonly kind: 'call.answered'
      readonly node: NodeId
      readonly words: readonly Bytes[]
      readonly reply: Reply
    }
  | {
      readonly kind: 'call.failed'
      readonly node: NodeId
      readonly words: readonly Bytes[]
      readonly error: CallError
    }
  /** What one command did in the server of a node; its reply is told as `call.answered`. */
  | {
      readonly kind: 'server.worked'
      readonly node: NodeId
      readonly events: readonly ServerEvent[]
    }
  /** The server of a node begins anew, from a copy of another's keys. */
  | {
      readonly kind: 'server.loaded'
      readonly node: NodeId
      readonly server: ServerState
      readonly hash: NodeHash
    }
  | {
      readonly kind: 'slot.marked'
      readonly node: NodeId
      readonly slot: number
      readonly as: 'migrating' | 'importing'
      /** The node at the other end; null takes the mark away. */
      readonly other: NodeId | null
    }
  /** Some nodes believe from now on that these slots have this owner. */
  | {
      readonly kind: 'slots.owned'
      readonly ranges: readonly SlotRange[]
      readonly owner: NodeId | null
      readonly seenBy: readonly NodeId[]
    }
  /** A key has left one node for another; the work of both was told before. */
  | {
      readonly kind: 'key.moved'
      readonly key: Bytes
      readonly slot: number
      readonly from: NodeId
      readonly to: NodeId
    }
  | { readonly kind: 'node.changed'; readonly node: NodeId; readonly change: NodeChange }
  | { readonly kind: 'node.added'; readonly node: ClusterNode }
  | { readonly kind: 'node.removed'; readonly node: NodeId }
  /** A replica took its primary's place; these keys had not reached it. */
  | {
      readonly kind: 'failed.over'
      readonly from: NodeId
      readonly to: NodeId
      readonly lost: readonly Bytes[]
    }
  /** A command that could not be done, and why: nothing else happened. */
  | { readonly kind: 'refused'; readonly why: Refused }

/** Why the cluster's own work could not be done. */
export type Refused =
  | { readonly reason: 'noSuchNode'; readonly node: NodeId }
  | { readonly reason: 'nodeExists'; readonly node: NodeId }
  | { readonly reason: 'noPrimary'; readonly node: NodeId }
  | { readonly reason: 'nodeIsDown'; readonly node: NodeId }
  | { readonly reason: 'noReplica'; readonly node: NodeId }
  | { readonly reason: 'lastPrimary'; readonly node: NodeId }
  | { readonly reason: 'ownsIt'; readonly node: NodeId; readonly slot: number }
  | { readonly reason: 'unassigned'; readonly slot: number }
  | { readonly reason: 'notMigrating'; readonly slot: number }
  | { readonly reason: 'isMigrating'; readonly slot: number }
  | { readonly reason: 'openSlot'; readonly slot: number }
  | { readonly reason: 'holdsKeys'; readonly node: NodeId; readonly slot: number }
  | { readonly reason: 'noKeysLeft'; readonly slot: number }
  | { readonly reason: 'balanced' }
