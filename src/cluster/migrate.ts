import type { Bytes } from '../server/index.ts'
import { bumpEpoch, claim, importDone, mark, moveKeys } from './moves.ts'
import { isWithin, ownerOf, type NodeId, type SlotRange } from './owners.ts'
import type { ClusterSession } from './session.ts'
import { keysBySlot, keysInSlot } from './slotKeys.ts'
import { nodeOf, ownersOf, type ClusterNode, type ClusterState } from './state.ts'

/** The primary that owns a slot, as all who matter believe. */
function ownerOfSlot(session: ClusterSession, slot: number): ClusterNode {
  const owner = ownerOf(ownersOf(session.state), slot)
  if (owner === null) session.refuse({ reason: 'unassigned', slot })
  return session.primary(owner)
}

/**
 * Who gives away a slot that is on its way, and to whom; null when nobody does, or when the taker is
 * a primary no more: then the slot can set out again.
 */
export function onItsWay(
  state: ClusterState,
  slot: number,
): { readonly source: ClusterNode; readonly to: NodeId } | null {
  const source = state.nodes.find(({ alive, migrating }) => alive && migrating.has(slot))
  const to = source?.migrating.get(slot)
  if (source === undefined || to === undefined) return null
  return nodeOf(state, to)?.role === 'primary' ? { source, to } : null
}

/** The slots that these nodes are giving away or taking. */
export const openSlots = (nodes: readonly ClusterNode[]): readonly number[] =>
  nodes.flatMap(({ migrating, importing }) => [...migrating.keys(), ...importing.keys()])

/** Who gives a slot away and who takes it, before the first step. */
function parties(session: ClusterSession, slot: number, to: NodeId) {
  const target = session.primary(to)
  const source = ownerOfSlot(session, slot)
  if (source.id === to) session.refuse({ reason: 'ownsIt', node: to, slot })
  if (onItsWay(session.state, slot) !== null) session.refuse({ reason: 'isMigrating', slot })
  return { source, target }
}

/** Both ends are told that the slot is on its way. */
export function migrateBegin(session: ClusterSession, slot: number, to: NodeId): void {
  const { source, target } = parties(session, slot, to)
  mark(session, target.id, 'importing', slot, source.id)
  mark(session, source.id, 'migrating', slot, target.id)
}

/** Who gives away and who takes a slot that must be on its way. */
function underWay(session: ClusterSession, slot: number) {
  const found = onItsWay(session.state, slot) ?? session.refuse({ reason: 'notMigrating', slot })
  return { source: found.source, target: session.primary(found.to) }
}

/** The next keys of a slot that is on its way, in the order of GETKEYSINSLOT. */
export function migrateKeys(session: ClusterSession, slot: number, count: number): void {
  const { source, target } = underWay(session, slot)
  const keys = keysInSlot(source.server, slot).slice(0, count)
  if (keys.length === 0) session.refuse({ reason: 'noKeysLeft', slot })
  moveKeys(session, source.id, target.id, keys)
}

/** What is left of the slot goes too; then the slot is the target's. */
export function migrateEnd(session: ClusterSession, slot: number): void {
  const { source, target } = underWay(session, slot)
  const keys = keysInSlot(source.server, slot)
  if (keys.length > 0) moveKeys(session, source.id, target.id, keys)
  importDone(session, target.id, slot)
  mark(session, source.id, 'migrating', slot, null)
}

/** A slot and all its keys change hands; how decides what others could see on the way. */
export function migrate(
  session: ClusterSession,
  slot: number,
  to: NodeId,
  how: 'keys' | 'atomic',
): void {
  if (how === 'keys') {
    migrateBegin(session, slot, to)
    migrateEnd(session, slot)
    return
  }
  const { source } = parties(session, slot, to)
  moveSlots(session, source.id, to, [{ from: slot, to: slot }])
}

/** Whole slots go from one primary to another in one moment. */
export function moveSlots(
  session: ClusterSession,
  from: NodeId,
  to: NodeId,
  ranges: readonly SlotRange[],
): void {
  const held = keysBySlot(session.node(from).server)
  const keys: Bytes[] = []
  for (const range of ranges) {
    for (let slot = range.from; slot <= range.to; slot++) keys.push(...(held.get(slot) ?? []))
  }
  const open = openSlots([session.node(from), session.node(to)])
  for (const slot of open.filter((one) => isWithin(ranges, one))) {
    mark(session, from, 'migrating', slot, null)
    mark(session, to, 'importing', slot, null)
  }
  if (keys.length > 0) moveKeys(session, from, to, keys)
  bumpEpoch(session, to)
  claim(session, to, ranges)
}
