import type { ClusterScene, SceneEvent } from '../../cluster/index.ts'
import { eventAt, type ClusterTrace } from '../../trace/index.ts'
import type { SlotMove } from './picture.ts'

/** Slots marked in the band at once; more of them would be a blur. */
const MOST_MARKS = 3

/** The events of the running command, up to a moment. */
export function eventsSoFar(trace: ClusterTrace, moment: number): readonly SceneEvent[] {
  const found = eventAt(trace, moment)
  return found === undefined ? [] : found.step.events.slice(0, moment - found.step.start)
}

/** What moves at this moment: by the marks of the nodes, and by what the running command did. */
export function movesAt(
  { cluster }: ClusterScene,
  events: readonly SceneEvent[],
): readonly SlotMove[] {
  const moves = new Map<number, SlotMove>()
  for (const { id, migrating } of cluster.nodes) {
    for (const [slot, to] of migrating) {
      moves.set(slot, { slot, from: id, to, keys: 0, done: false })
    }
  }
  for (const event of events) {
    if (event.kind === 'key.moved') {
      const { slot, from, to } = event
      const before = moves.get(slot)
      moves.set(slot, { slot, from, to, keys: (before?.keys ?? 0) + 1, done: false })
    }
    if (event.kind === 'slots.owned') {
      for (const { from } of event.ranges) {
        const move = moves.get(from)
        if (move !== undefined) moves.set(from, { ...move, done: true })
      }
    }
  }
  return [...moves.values()].slice(-MOST_MARKS)
}
