import { SLOTS } from '../server/index.ts'
import { learnOwners, loadedFrom } from './failover.ts'
import { addressAt, emptyNode } from './init.ts'
import { moveSlots, openSlots } from './migrate.ts'
import { NO_OWNERS, ownerOf, rangesFrom, rangesOf, type NodeId } from './owners.ts'
import type { ClusterSession } from './session.ts'
import { keysBySlot } from './slotKeys.ts'
import { nodeOf, ownersOf, type ClusterNode } from './state.ts'

/** The first number whose address nobody has. */
function freeIndex({ state }: ClusterSession): number {
  const taken = new Set(state.nodes.map(({ address }) => address))
  let index = 0
  while (taken.has(addressAt(index))) index++
  return index
}

/** A node joins: without slots, or as a replica that reads all keys of its primary. */
export function addNode(session: ClusterSession, id: NodeId, of: NodeId | null): void {
  if (nodeOf(session.state, id) !== undefined) session.refuse({ reason: 'nodeExists', node: id })
  const primary = of === null ? null : session.primary(of)
  const owners = ownersOf(session.state)
  const role = primary === null ? 'primary' : 'replica'
  const node = emptyNode(session.config, { id, role, of, epoch: 0 }, freeIndex(session), NO_OWNERS)
  const now = session.state.nodes[0]?.server.now ?? session.config.now
  session.tell({ kind: 'node.added', node: { ...node, server: { ...node.server, now } } })
  learnOwners(session, id, owners)
  if (primary === null) return
  const server = loadedFrom(session, primary.server, node.hash)
  session.tell({ kind: 'server.loaded', node: id, server, hash: node.hash })
}

const slotsOf = (session: ClusterSession, { id }: ClusterNode): readonly number[] =>
  rangesOf(ownersOf(session.state), id).flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, nth) => from + nth),
  )

interface Load {
  readonly node: ClusterNode
  readonly slots: readonly number[]
  readonly wanted: number
}

/** The primaries with what they own and what they are to own. */
function loadsOf(session: ClusterSession, among: readonly ClusterNode[]): readonly Load[] {
  const owned = session.primaries().map((node) => ({ node, slots: slotsOf(session, node) }))
  const total = owned.reduce((sum, { slots }) => sum + slots.length, 0)
  const share = Math.floor(total / among.length)
  const more = total % among.length
  return owned.map(({ node, slots }) => {
    const place = among.indexOf(node)
    return { node, slots, wanted: place < 0 ? 0 : share + (place < more ? 1 : 0) }
  })
}

/** Slots move until every node of `among` has its share, and nobody else has any; false: all do. */
function spread(session: ClusterSession, among: readonly ClusterNode[]): boolean {
  const loads = loadsOf(session, among)
  const given = loads.flatMap(({ node, slots, wanted }) =>
    slots.slice(0, Math.max(0, slots.length - wanted)).map((slot) => ({ slot, from: node.id })),
  )
  let next = 0
  for (const { node, slots, wanted } of loads) {
    const taken = given.slice(next, next + Math.max(0, wanted - slots.length))
    next += taken.length
    for (const from of new Set(taken.map((one) => one.from))) {
      const theirs = taken.filter((one) => one.from === from).map(({ slot }) => slot)
      moveSlots(session, from, node.id, rangesFrom(theirs))
    }
  }
  return given.length > 0
}

/** As redis-cli does: slots are spread when none is half way, for its keys are on two nodes. */
function refuseOpenSlots(session: ClusterSession): void {
  const [slot] = openSlots(session.state.nodes)
  if (slot !== undefined) session.refuse({ reason: 'openSlot', slot })
}

/** A node does not take keys of others' slots along; those of a slot of nobody are lost already. */
function refuseStrays(session: ClusterSession, { id, server }: ClusterNode): void {
  const owners = ownersOf(session.state)
  const isOfAnother = (slot: number) => ![id, null].includes(ownerOf(owners, slot))
  const slot = [...keysBySlot(server).keys()].find(isOfAnother)
  if (slot !== undefined) session.refuse({ reason: 'holdsKeys', node: id, slot })
}

/** All primaries get about as many slots; the lowest of who has too many move. */
export function rebalance(session: ClusterSession): void {
  refuseOpenSlots(session)
  const primaries = session.primaries()
  if (primaries.length === 0 || !spread(session, primaries)) {
    session.refuse({ reason: 'balanced' })
  }
}

/** A node leaves; a primary gives its slots to the others first and takes its replicas along. */
export function removeNode(session: ClusterSession, id: NodeId): void {
  const node = session.node(id)
  if (node.role === 'primary') {
    if (!node.alive) session.refuse({ reason: 'nodeIsDown', node: id })
    const others = session.primaries().filter((one) => one.id !== id)
    if (others.length === 0) session.refuse({ reason: 'lastPrimary', node: id })
    refuseOpenSlots(session)
    refuseStrays(session, node)
    if (slotsOf(session, node).length > 0) spread(session, others)
    for (const replica of session.state.nodes.filter(({ of }) => of === id)) {
      session.tell({ kind: 'node.removed', node: replica.id })
    }
  }
  session.tell({ kind: 'node.removed', node: id })
}

/** A slot is taken from its owner and given to nobody; its keys stay where they are. */
export function unassign(session: ClusterSession, slot: number): void {
  if (slot < 0 || slot >= SLOTS) session.refuse({ reason: 'unassigned', slot })
  const range = { from: slot, to: slot }
  session.tell({ kind: 'slots.owned', ranges: [range], owner: null, seenBy: session.living() })
}
