import type { Bytes, Reply } from '../server/index.ts'
import { slotOf } from '../server/index.ts'
import { isWithin, ownerOf, type NodeId, type SlotRange } from './owners.ts'
import type { ClusterSession } from './session.ts'
import { keysBySlot } from './slotKeys.ts'
import type { ClusterNode } from './state.ts'

/** Keys go from one node to another as MIGRATE takes them; returns what the target refused with. */
export function moveKeys(
  session: ClusterSession,
  from: NodeId,
  to: NodeId,
  keys: readonly Bytes[],
  { copies = false, replaces = false } = {},
): Reply | null {
  session.serve(from, { type: 'offer', keys })
  const { values, deadlines } = session.node(from).server
  const moved: Bytes[] = []
  let refusal: Reply | null = null
  for (const key of keys) {
    const value = values.get(key)
    if (value === undefined) continue
    const reply = session.serve(to, {
      type: 'take',
      key,
      value,
      deadline: deadlines.get(key) ?? null,
      looks: session.node(to).importing.has(slotOf(key)),
      replaces,
    })
    if (reply?.kind === 'error') refusal ??= reply
    else moved.push(key)
  }
  if (copies) return refusal
  if (moved.length > 0) session.serve(from, { type: 'drop', keys: moved })
  for (const key of moved) session.tell({ kind: 'key.moved', key, slot: slotOf(key), from, to })
  return refusal
}

/** Marks a slot as on its way, or takes the mark away. */
export function mark(
  session: ClusterSession,
  node: NodeId,
  as: 'migrating' | 'importing',
  slot: number,
  other: NodeId | null,
): void {
  if (session.node(node)[as].get(slot) === (other ?? undefined)) return
  session.tell({ kind: 'slot.marked', node, slot, as, other })
}

/** The highest epoch that anybody has heard of. */
export const currentEpoch = ({ state }: ClusterSession): number =>
  state.nodes.reduce((most, { epoch }) => Math.max(most, epoch), state.currentEpoch)

/** An importer takes a new epoch, unless its own is the highest already. */
export function bumpEpoch(session: ClusterSession, id: NodeId): void {
  const most = currentEpoch(session)
  if (session.node(id).epoch === most && most > 0) return
  session.tell({ kind: 'node.changed', node: id, change: { epoch: most + 1 } })
}

/** Drops keys that a node still holds of slots that it has lost without having given them away. */
function dropStrays(
  session: ClusterSession,
  node: ClusterNode,
  ranges: readonly SlotRange[],
): void {
  const isLost = (slot: number) => isWithin(ranges, slot) && ownerOf(node.owners, slot) === node.id
  if (!ranges.some(({ from, to }) => isLost(from) || isLost(to))) return
  const keys = [...keysBySlot(node.server)].flatMap(([slot, held]) => (isLost(slot) ? held : []))
  if (keys.length > 0) session.serve(node.id, { type: 'drop', keys })
}

/**
 * A node says that slots are its own now, and all who hear it believe it: those who know the slots
 * with a lower epoch, and are not importing them themselves.
 */
export function claim(session: ClusterSession, id: NodeId, ranges: readonly SlotRange[]): void {
  const { epoch } = session.node(id)
  const hears = ({ id: other, alive, owners, importing }: ClusterNode) => {
    if (other === id) return true
    if (!alive) return false
    return ranges.every(({ from }) => {
      const owner = ownerOf(owners, from)
      const known = session.state.nodes.find((node) => node.id === owner)
      return !importing.has(from) && (known === undefined || owner === id || known.epoch < epoch)
    })
  }
  const hearers = session.state.nodes.filter(hears)
  for (const node of hearers) {
    if (node.id !== id && node.role === 'primary') dropStrays(session, node, ranges)
  }
  session.tell({ kind: 'slots.owned', ranges, owner: id, seenBy: hearers.map((node) => node.id) })
}

/** The end of a migration at the importer: the slot is its own, under an epoch that all respect. */
export function importDone(session: ClusterSession, id: NodeId, slot: number): void {
  bumpEpoch(session, id)
  mark(session, id, 'importing', slot, null)
  claim(session, id, [{ from: slot, to: slot }])
}
