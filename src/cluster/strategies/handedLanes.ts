import type { KnownNode } from '../topology.ts'
import { fits, readNodeCursor, startAt, type Fitting, type Handed, type Start } from './handed.ts'
import { laneBehind, laneFrom, laneOf, type Lane } from './lanes.ts'
import type { Surroundings } from './strategy.ts'

interface HandedLanes {
  /** One for each node, in their order; the `nth` goes on from the cursor. */
  readonly lanes: readonly Lane[]
  readonly nth: number
  readonly start: Start
}

/**
 * The lanes of a client that was handed a cursor of one of its nodes. Where it asks the nodes in
 * turn, that says that those before are done; where it asks them side by side, it says nothing of
 * the others.
 */
export function handedLanes(
  handed: Handed,
  nodes: readonly KnownNode[],
  around: Surroundings,
  asked: 'inTurn' | 'sideBySide',
): Fitting<HandedLanes> {
  const read = readNodeCursor(handed, nodes, around)
  if (!read.ok) return read
  const { node, cursor, nth } = read.value
  const passed = asked === 'inTurn' ? nodes.slice(0, nth) : []
  const others = nodes.map((one) => (passed.includes(one) ? laneBehind(one) : laneOf(one)))
  const lanes = others.with(nth, laneFrom(node, cursor))
  return fits({ lanes, nth, start: startAt(read.value, passed) })
}
