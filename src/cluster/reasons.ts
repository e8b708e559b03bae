import type { Bytes } from '../server/index.ts'
import type { Around, Ledger, Move, Returned } from './ledger.ts'
import type { NodeId } from './owners.ts'
import type { ScanClient } from './client.ts'
import { placeOfCursor, placeOfKey, standingOf, standingOfKey } from './place.ts'
import { isServing, nodeOf, type ClusterNode } from './state.ts'

/** Why a key that was there all the time was never returned. */
export type MissReason =
  /** Its slot moved to a node whose scan was over, or whose cursor had gone by. */
  | {
      readonly kind: 'movedToFinished' | 'movedBehind' | 'movedToUnasked'
      readonly slot: number
      readonly from: NodeId
      readonly to: NodeId
    }
  /** It had moved while its slot still belonged to the old owner, which was scanned without it. */
  | {
      readonly kind: 'movedAheadOfSlot'
      readonly slot: number
      readonly from: NodeId
      readonly to: NodeId
    }
  /** `to` took the place of `from`, and the cursor of `from` means another place there. */
  | { readonly kind: 'takenOver'; readonly from: NodeId; readonly to: NodeId }
  /** The node was asked with a cursor that another node had given. */
  | { readonly kind: 'foreignCursor'; readonly node: NodeId; readonly giver: NodeId }
  /** It stands left of the place at which the scan of its node, or of its slot, began. */
  | {
      readonly kind: 'beforeStart'
      readonly node: NodeId
      readonly slot: number | null
      readonly place: number
      readonly began: number
    }
  /** The scan began in a later slot than the key's. */
  | { readonly kind: 'slotBeforeStart'; readonly began: number }
  /** The scan began at a later node. */
  | { readonly kind: 'nodeBeforeStart'; readonly node: NodeId; readonly first: NodeId }
  | { readonly kind: 'neverAsked'; readonly node: NodeId }
  /** The client stopped before it came there. */
  | { readonly kind: 'stopped'; readonly node: NodeId }
  /** The node is down and nobody took its place. */
  | { readonly kind: 'down'; readonly node: NodeId }
  /** Its scan was begun and never came to its end. */
  | { readonly kind: 'abandoned'; readonly node: NodeId }
  | { readonly kind: 'passedOver'; readonly node: NodeId }

/** Why a key came again. */
export type DoubleReason =
  | {
      readonly kind: 'moved'
      readonly slot: number
      readonly from: NodeId
      readonly to: NodeId
    }
  | { readonly kind: 'takenOver'; readonly from: NodeId; readonly to: NodeId }
  | { readonly kind: 'replica'; readonly primary: NodeId; readonly replica: NodeId }
  /** The node, or the slot, was scanned again from its beginning. */
  | { readonly kind: 'again'; readonly node: NodeId; readonly first: NodeId }
  | { readonly kind: 'foreignCursor'; readonly node: NodeId; readonly giver: NodeId }
  /** A table became smaller, and a part of its ruler came again. */
  | { readonly kind: 'shrunk'; readonly node: NodeId }

/** Where the scan of a node stands as a key arrives there. */
export function movedWhere(key: Bytes, to: NodeId, { cluster, client }: Around): Move['where'] {
  const scan = client.scans.get(to)
  const node = nodeOf(cluster, to)
  if (scan === undefined || node === undefined) return 'unasked'
  if (scan.finished) return 'finished'
  const reached = placeOfCursor(scan.cursor, client.slotCursors)
  if (reached === null) return 'ahead'
  return placeOfKey(key, node, client.slotCursors) < reached ? 'behind' : 'ahead'
}

const KIND_OF_MOVE = {
  finished: 'movedToFinished',
  behind: 'movedBehind',
  unasked: 'movedToUnasked',
} as const

/** Why a key was out of reach from the beginning: the scan began with a cursor right of it. */
function outOfReach(key: Bytes, node: ClusterNode, client: ScanClient): MissReason | null {
  const { start, slotCursors } = client
  if (start === null) return null
  const [first] = start.nodes
  if (first !== undefined && start.passed.includes(node.id)) {
    return { kind: 'nodeBeforeStart', node: node.id, first }
  }
  if (!start.bySlot && !start.nodes.includes(node.id)) return null
  const bySlot = start.bySlot || slotCursors
  const began = standingOf(start.cursor, bySlot)
  const { slot, place } = standingOfKey(key, node, bySlot)
  if (slot !== null && began.slot !== null && slot !== began.slot) {
    return slot < began.slot ? { kind: 'slotBeforeStart', began: began.slot } : null
  }
  return place < began.place
    ? { kind: 'beforeStart', node: node.id, slot, place, began: began.place }
    : null
}

/** Strategies that count slots, not nodes. */
const BY_SLOT: ReadonlySet<string> = new Set(['slotBitmap', 'clusterScan', 'perSlot'])

/** Why this key was missed; null when it is not there any more. */
export function whyMissed(
  ledger: Ledger,
  key: Bytes,
  { cluster, client }: Around,
): MissReason | null {
  const holds = ({
    server,
  }: {
    readonly server: { readonly values: { has(k: Bytes): boolean } }
  }) => server.values.has(key)
  const holder = cluster.nodes.find((node) => isServing(node) && holds(node))
  if (holder === undefined) {
    const dead = cluster.nodes.find((node) => !node.alive && holds(node))
    return dead === undefined || ledger.heirs.size > 0 ? null : { kind: 'down', node: dead.id }
  }
  const { id: node } = holder
  const scan = client.scans.get(node)
  const move = ledger.moves.get(key)
  if (move?.to === node && move.aheadOfSlot && BY_SLOT.has(client.strategy)) {
    const { slot, from, to } = move
    return { kind: 'movedAheadOfSlot', slot, from, to }
  }
  const reach = move === undefined ? outOfReach(key, holder, client) : null
  if (reach !== null) return reach
  if (client.status === 'failed' && scan?.finished !== true) return { kind: 'stopped', node }
  if (
    move?.to === node &&
    move.where !== 'ahead' &&
    (scan !== undefined || move.where === 'unasked')
  ) {
    const { slot, from, to } = move
    return { kind: KIND_OF_MOVE[move.where], slot, from, to }
  }
  const from = ledger.heirs.get(node)
  if (from !== undefined) return { kind: 'takenOver', from, to: node }
  if (scan === undefined) return { kind: 'neverAsked', node }
  if (scan.foreign !== null) return { kind: 'foreignCursor', node, giver: scan.foreign }
  return { kind: scan.finished ? 'passedOver' : 'abandoned', node }
}

/** Why this key comes again, now from `node`. */
export function whyDoubled(
  ledger: Ledger,
  key: Bytes,
  first: Returned,
  node: NodeId,
  { cluster, client }: Around,
): DoubleReason {
  const scan = client.scans.get(node)
  const move = ledger.moves.get(key)
  if (ledger.heirs.get(node) === first.node) {
    return { kind: 'takenOver', from: first.node, to: node }
  }
  const isReplica = (one: NodeId, other: NodeId) => nodeOf(cluster, one)?.of === other
  if (isReplica(node, first.node)) return { kind: 'replica', primary: first.node, replica: node }
  if (isReplica(first.node, node)) return { kind: 'replica', primary: node, replica: first.node }
  if (first.node !== node && move?.to === node) {
    return { kind: 'moved', slot: move.slot, from: move.from, to: node }
  }
  if (first.node !== node || client.slotCursors || (scan?.rounds ?? 0) > first.round) {
    return { kind: 'again', node, first: first.node }
  }
  const giver = scan?.foreign ?? null
  return giver === null ? { kind: 'shrunk', node } : { kind: 'foreignCursor', node, giver }
}
