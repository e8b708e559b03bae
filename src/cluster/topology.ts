import { rangesOf, sizeOfRanges, type NodeId, type SlotRange } from './owners.ts'
import { nodeOf, ownersOf, type ClusterState, type NodeRole } from './state.ts'

/** One node of a client's picture. */
export interface KnownNode {
  readonly id: NodeId
  readonly address: string
  readonly role: NodeRole
  readonly of: NodeId | null
  readonly epoch: number
  readonly slots: readonly SlotRange[]
}

/** What a client knows of a cluster; as old as its last look. */
export interface TopologyView {
  readonly nodes: readonly KnownNode[]
}

/**
 * The picture that a node gives to a client who asks it (CLUSTER SHARDS); by default the one that
 * gossip comes to. Nodes that are down are not in it. A replica has the slots of its primary.
 */
export function topologyOf(state: ClusterState, asked: NodeId | null = null): TopologyView {
  const owners = (asked === null ? undefined : nodeOf(state, asked)?.owners) ?? ownersOf(state)
  return {
    nodes: state.nodes
      .filter(({ alive }) => alive)
      .map(({ id, address, role, of, epoch }) => ({
        id,
        address,
        role,
        of,
        epoch: nodeOf(state, of ?? id)?.epoch ?? epoch,
        slots: rangesOf(owners, of ?? id),
      })),
  }
}

/** The node that a picture gives a slot to. */
export const ownerIn = ({ nodes }: TopologyView, slot: number): KnownNode | undefined =>
  nodes.find(
    ({ role, slots }) =>
      role === 'primary' && slots.some(({ from, to }) => from <= slot && slot <= to),
  )

/** How many slots a node of a picture has. */
export const slotCount = ({ slots }: KnownNode): number => sizeOfRanges(slots)

/** A node of a picture by its name. */
export const knownNode = ({ nodes }: TopologyView, node: NodeId): KnownNode | undefined =>
  nodes.find(({ id }) => id === node)

export const primariesIn = ({ nodes }: TopologyView): readonly KnownNode[] =>
  nodes.filter(({ role }) => role === 'primary')
