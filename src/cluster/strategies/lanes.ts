import { united } from '../slotRanges.ts'
import { knownNode, ownerIn, primariesIn, type KnownNode, type TopologyView } from '../topology.ts'
import type { NodeId, SlotRange } from '../owners.ts'
import type { Progress, Surroundings } from './strategy.ts'

/** A scan of one node: the cursor that the node gave last, null at its end. */
export interface Lane {
  readonly node: NodeId
  readonly cursor: string | null
  /** What the node owned, as the client believed when it began or when it ended. */
  readonly slots: readonly SlotRange[]
  /** Begun at its beginning; else a part of it has not been read. */
  readonly whole: boolean
}

export const laneOf = ({ id, slots }: KnownNode): Lane => ({
  node: id,
  cursor: '0',
  slots,
  whole: true,
})

/** A lane that goes on from a cursor which somebody brought along. */
export const laneFrom = (node: KnownNode, cursor: string): Lane => ({
  ...laneOf(node),
  cursor,
  whole: cursor === '0',
})

/** A lane that is taken for done, unread. */
export const laneBehind = (node: KnownNode): Lane => ({
  ...laneOf(node),
  cursor: null,
  whole: false,
})

/** The lane after a page; at its end it takes down what the node owns now. */
export const laneAfter = (lane: Lane, cursor: string, view: TopologyView): Lane =>
  cursor === '0'
    ? { ...lane, cursor: null, slots: knownNode(view, lane.node)?.slots ?? lane.slots }
    : { ...lane, cursor }

export const progressOf = (lanes: readonly Lane[]): Progress => ({
  scanned: lanes
    .filter(({ cursor, whole }) => cursor === null && whole)
    .reduce<readonly SlotRange[]>((all, { slots }) => united(all, slots), []),
  lanes: lanes.map(({ node, cursor }) => ({ node, cursor })),
})

/** Nodes in the order in which they are to be asked: as they are known, or by the work they did. */
export const inOrder = <N extends { readonly node: NodeId }>(
  nodes: readonly N[],
  { options, busy }: Pick<Surroundings, 'options' | 'busy'>,
): readonly N[] =>
  options.balanced
    ? nodes.toSorted((a, b) => (busy.get(a.node) ?? 0) - (busy.get(b.node) ?? 0))
    : nodes

/** Who stands in the place of a node: itself while it is there, else the owner of its slots. */
function heirOf(lane: Lane, lanes: readonly Lane[], view: TopologyView): NodeId | null {
  if (knownNode(view, lane.node) !== undefined) return lane.node
  const [first] = lane.slots
  const heir = first === undefined ? undefined : ownerIn(view, first.from)
  const taken = lanes.some(({ node }) => node === heir?.id)
  return heir === undefined || taken ? null : heir.id
}

/**
 * Lanes whose node is gone, under a new picture: the scan goes on where the slots are, with the old
 * cursor unless it is to begin again. A node that is gone without an heir has no lane any more.
 */
export function followed(
  lanes: readonly Lane[],
  { view, options }: Pick<Surroundings, 'view' | 'options'>,
): readonly Lane[] {
  return lanes.flatMap((lane) => {
    if (lane.cursor === null) return [lane]
    const node = heirOf(lane, lanes, view)
    if (node === lane.node) return [lane]
    if (node === null) return []
    return [options.restart ? { ...lane, node, cursor: '0', whole: true } : { ...lane, node }]
  })
}

/** Primaries that have no lane yet. */
export const newPrimaries = (lanes: readonly Lane[], view: TopologyView): readonly KnownNode[] =>
  primariesIn(view).filter(({ id }) => !lanes.some(({ node }) => node === id))
