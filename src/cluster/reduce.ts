import { reduceServerAll } from '../server/index.ts'
import type { ClusterEvent } from './events.ts'
import { withOwner, type NodeId } from './owners.ts'
import type { ClusterNode, ClusterState } from './state.ts'

function withNode(
  state: ClusterState,
  id: NodeId,
  change: (node: ClusterNode) => ClusterNode,
): ClusterState {
  return { ...state, nodes: state.nodes.map((node) => (node.id === id ? change(node) : node)) }
}

function withMark(node: ClusterNode, event: ClusterEvent & { kind: 'slot.marked' }): ClusterNode {
  const marks = new Map(node[event.as])
  if (event.other === null) marks.delete(event.slot)
  else marks.set(event.slot, event.other)
  return { ...node, [event.as]: marks }
}

function withOwned(state: ClusterState, event: ClusterEvent & { kind: 'slots.owned' }) {
  const seenBy = new Set(event.seenBy)
  // Nodes of one mind go on sharing one list.
  const changed = new Map<ClusterNode['owners'], ClusterNode['owners']>()
  const ownersAfter = (owners: ClusterNode['owners']) => {
    const known = changed.get(owners)
    if (known !== undefined) return known
    const next = event.ranges.reduce((all, range) => withOwner(all, range, event.owner), owners)
    changed.set(owners, next)
    return next
  }
  return {
    ...state,
    nodes: state.nodes.map((node) =>
      seenBy.has(node.id) ? { ...node, owners: ownersAfter(node.owners) } : node,
    ),
  }
}

const withEpoch = (state: ClusterState, epoch = 0): ClusterState =>
  epoch > state.currentEpoch ? { ...state, currentEpoch: epoch } : state

/** The state after an event: the only writer of `ClusterState`. */
export function reduceCluster(state: ClusterState, event: ClusterEvent): ClusterState {
  switch (event.kind) {
    case 'server.worked':
      return withNode(state, event.node, (node) => ({
        ...node,
        server: reduceServerAll(node.server, event.events),
      }))
    case 'server.loaded':
      return withNode(state, event.node, (node) => ({
        ...node,
        server: event.server,
        hash: event.hash,
      }))
    case 'slot.marked':
      return withNode(state, event.node, (node) => withMark(node, event))
    case 'slots.owned':
      return withOwned(state, event)
    case 'node.changed':
      return withEpoch(
        withNode(state, event.node, (node) => ({ ...node, ...event.change })),
        event.change.epoch,
      )
    case 'node.added':
      return withEpoch({ ...state, nodes: [...state.nodes, event.node] }, event.node.epoch)
    case 'node.removed':
      return { ...state, nodes: state.nodes.filter(({ id }) => id !== event.node) }
    case 'call.sent':
    case 'call.answered':
    case 'call.failed':
    case 'key.moved':
    case 'failed.over':
    case 'refused':
      return state
  }
}
