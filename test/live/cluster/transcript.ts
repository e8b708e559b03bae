import type { ClusterCommand, ClusterVersion, NodeId } from '../../../src/cluster/index.ts'
import type { Bytes, Reply } from '../../../src/server/index.ts'

/** How far a reply must be alike: to the last, or a page with its elements in any order. */
export type Likeness = 'all' | 'set'

/** What was done to the real cluster, in order. */
export type Step =
  | {
      readonly kind: 'asked'
      readonly node: NodeId
      readonly words: readonly Bytes[]
      readonly reply: Reply
      readonly alike: Likeness
      /** The scan that this call is a part of. */
      readonly walk: string | null
    }
  /** The rehash of a node's keyspace was led to its end. */
  | { readonly kind: 'settled'; readonly node: NodeId }
  | { readonly kind: 'happened'; readonly command: ClusterCommand }

/** What a node of the real cluster is called, and the bits that were learned of its hash. */
export interface KnownRealNode {
  readonly address: string
  readonly name: string
  readonly low: Readonly<Record<string, number>>
}

export interface Transcript {
  readonly version: ClusterVersion
  readonly keys: readonly Bytes[]
  readonly nodes: ReadonlyMap<NodeId, KnownRealNode>
  readonly steps: readonly Step[]
  /** The keys that were there from the beginning of each scan to its end. */
  readonly alive: ReadonlyMap<string, readonly Bytes[]>
}
