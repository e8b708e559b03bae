import type { Bytes } from '../../server/index.ts'
import { readClusterCursor } from '../clusterCursor.ts'
import type { NodeId } from '../owners.ts'
import { readWire } from '../slot.ts'
import { knownNode, ownerIn, type KnownNode, type TopologyView } from '../topology.ts'
import type { Surroundings } from './strategy.ts'

/** A cursor that somebody brings along, and the node whose it is; null: nobody said. */
export interface Handed {
  readonly cursor: Bytes
  readonly node: NodeId | null
}

/** Why a strategy cannot begin with a cursor. */
export type Misfit =
  /** Nothing was typed, or something that is no cursor of any kind. */
  | { readonly why: 'empty' | 'spaces' | 'negative' | 'tooLarge' | 'noNumber' }
  /** A number where CLUSTERSCAN wants its text, or that text where SCAN wants a number. */
  | { readonly why: 'noClusterCursor' | 'clusterCursor' }
  /** The strategy has no cursor that could be handed over. */
  | { readonly why: 'noCursors' }
  | { readonly why: 'noNode' }
  /** The client knows no such node, or never asks it. */
  | { readonly why: 'unknownNode' | 'notAsked'; readonly node: NodeId }
  /** The cursor names a slot that another node owns. */
  | {
      readonly why: 'otherOwner'
      readonly slot: number
      readonly node: NodeId
      readonly owner: NodeId
    }
  | { readonly why: 'unowned'; readonly slot: number }
  /** The tag of a cursor of CLUSTERSCAN is of one slot, the number behind it of another. */
  | { readonly why: 'twoSlots'; readonly slot: number; readonly wire: number }
  /** The number of a node that is not in a proxy's list. */
  | { readonly why: 'badIndex'; readonly index: number; readonly nodes: number }

/** Where a scan begins that was handed its first cursor, and what it takes for done. */
export interface Start {
  /** The cursor as it is sent. */
  readonly cursor: Bytes
  /** The nodes on whose rulers it stands; none: on that of whoever is asked first. */
  readonly nodes: readonly NodeId[]
  /** Nodes that are not asked, because they come before it. */
  readonly passed: readonly NodeId[]
  /** It is one walk through all slots, so those before its own are passed over on every node. */
  readonly bySlot: boolean
}

/** Something that fits, or why it does not. */
export type Fitting<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly misfit: Misfit }

/** What a strategy makes of a cursor. */
export type Taken<Memory> = Fitting<{ readonly memory: Memory; readonly start: Start }>

export const fits = <T>(value: T): Fitting<T> => ({ ok: true, value })
export const misfit = (why: Misfit): Fitting<never> => ({ ok: false, misfit: why })

export const LARGEST_CURSOR = 2n ** 64n - 1n
const MOST_DIGITS = String(LARGEST_CURSOR).length

/** A number as SCAN prints it. Servers take more, each version something else; nobody gives it. */
export function readNumber(text: Bytes): Fitting<bigint> {
  if (text === '') return misfit({ why: 'empty' })
  if (/\s/.test(text)) return misfit({ why: 'spaces' })
  if (readClusterCursor(text) !== null) return misfit({ why: 'clusterCursor' })
  if (/^-\d+$/.test(text)) return misfit({ why: 'negative' })
  if (!/^(0|[1-9]\d*)$/.test(text)) return misfit({ why: 'noNumber' })
  // Of a million digits nobody wants to know the value.
  if (text.length > MOST_DIGITS) return misfit({ why: 'tooLarge' })
  const value = BigInt(text)
  return value > LARGEST_CURSOR ? misfit({ why: 'tooLarge' }) : fits(value)
}

/** The owner of a slot, as the client knows it. */
export function ownerFor(slot: number, view: TopologyView): Fitting<KnownNode> {
  const owner = ownerIn(view, slot)
  return owner === undefined ? misfit({ why: 'unowned', slot }) : fits(owner)
}

const hasSlot = ({ slots }: KnownNode, slot: number): boolean =>
  slots.some(({ from, to }) => from <= slot && slot <= to)

/** With a dict for each slot a number names one; 0 is the beginning of any node. */
const slotNamed = (value: bigint, slotCursors: boolean): number | null =>
  slotCursors && value !== 0n ? readWire(value).slot : null

/** Whether a number may be a cursor of this node. */
export function ofNode(
  value: bigint,
  node: KnownNode,
  { view, slotCursors }: Pick<Surroundings, 'view' | 'slotCursors'>,
): Fitting<KnownNode> {
  const slot = slotNamed(value, slotCursors)
  if (slot === null || hasSlot(node, slot)) return fits(node)
  const owner = ownerFor(slot, view)
  return owner.ok
    ? misfit({ why: 'otherOwner', slot, node: node.id, owner: owner.value.id })
    : owner
}

/** Reads a cursor that goes to whichever node is asked first; its slot has to be somebody's. */
export function readNumberOfAny(
  cursor: Bytes,
  { view, slotCursors }: Pick<Surroundings, 'view' | 'slotCursors'>,
): Fitting<bigint> {
  const number = readNumber(cursor)
  if (!number.ok) return number
  const slot = slotNamed(number.value, slotCursors)
  const owner = slot === null ? number : ownerFor(slot, view)
  return owner.ok ? number : owner
}

/** A cursor of one node among those that a strategy asks. */
export interface NodeCursor {
  readonly cursor: Bytes
  readonly node: KnownNode
  readonly nth: number
}

/** Reads a cursor of the node that was named with it. */
export function readNodeCursor(
  { cursor, node }: Handed,
  nodes: readonly KnownNode[],
  around: Surroundings,
): Fitting<NodeCursor> {
  const number = readNumber(cursor)
  if (!number.ok) return number
  if (node === null) return misfit({ why: 'noNode' })
  const known = knownNode(around.view, node)
  if (known === undefined) return misfit({ why: 'unknownNode', node })
  const nth = nodes.indexOf(known)
  if (nth < 0) return misfit({ why: 'notAsked', node })
  const right = ofNode(number.value, known, around)
  return right.ok ? fits({ cursor, node: known, nth }) : right
}

/** The start on one node, with those before it passed over. */
export const startAt = ({ cursor, node }: NodeCursor, passed: readonly KnownNode[]): Start => ({
  cursor,
  nodes: [node.id],
  passed: passed.map(({ id }) => id),
  bySlot: false,
})
