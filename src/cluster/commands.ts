import type { Bytes } from '../server/index.ts'
import type { NodeId } from './owners.ts'

/** Key by key with MIGRATING, IMPORTING and ASK; or all keys and the slot in one moment. */
export type MigrationKind = 'keys' | 'atomic'

/** What can be done to a cluster: a call to one of its nodes, or the world's work on it. */
export type ClusterCommand =
  | { readonly type: 'call'; readonly node: NodeId; readonly words: readonly Bytes[] }
  /** A write through the owner of its key, as a client with a fresh map does it. */
  | { readonly type: 'write'; readonly words: readonly Bytes[] }
  | {
      readonly type: 'migrate'
      readonly slot: number
      readonly to: NodeId
      readonly how: MigrationKind
    }
  /** The three parts of a migration key by key, so that a call may fall in between. */
  | { readonly type: 'migrateBegin'; readonly slot: number; readonly to: NodeId }
  | { readonly type: 'migrateKeys'; readonly slot: number; readonly count: number }
  | { readonly type: 'migrateEnd'; readonly slot: number }
  /** Slots move, atomically, until all primaries have about as many. */
  | { readonly type: 'rebalance' }
  | { readonly type: 'addNode'; readonly node: NodeId; readonly of: NodeId | null }
  /** Its slots go to the others first. */
  | { readonly type: 'removeNode'; readonly node: NodeId }
  /**
   * The primary `node` dies (`crash`) or steps back (`manual`), and a replica takes its place that
   * lacks the last `lost` keys.
   */
  | {
      readonly type: 'failover'
      readonly node: NodeId
      readonly lost: number
      readonly how: 'crash' | 'manual'
    }
  /** A node that is down comes back at its address, with a new seed, as a replica. */
  | { readonly type: 'restart'; readonly node: NodeId }
  | { readonly type: 'networkError'; readonly node: NodeId; readonly calls: number }
  | { readonly type: 'slow'; readonly node: NodeId; readonly ms: number }
  | { readonly type: 'unassign'; readonly slot: number }
  /** serverCron has its turn on every node. */
  | { readonly type: 'tick'; readonly ms: number }
