import { sizeOfRanges } from './owners.ts'
import { placeOfCursor } from './place.ts'
import { readWire } from './slot.ts'
import { shared } from './slotRanges.ts'
import type { Progress } from './strategies/index.ts'
import { knownNode, type TopologyView } from './topology.ts'

/**
 * How many slots a client believes to have scanned. Of a node under way it counts the slots below
 * the cursor where cursors name a slot, and the share of the ruler elsewhere.
 */
export function slotsCovered(
  { scanned, lanes }: Progress,
  view: TopologyView,
  slotCursors: boolean,
): number {
  let covered = sizeOfRanges(scanned)
  for (const { node, cursor } of lanes) {
    const place = cursor === null ? null : placeOfCursor(cursor, slotCursors)
    if (cursor === null || place === null || cursor === '0') continue
    const slots = knownNode(view, node)?.slots ?? []
    if (!slotCursors) covered += place * sizeOfRanges(slots)
    else {
      const { slot } = readWire(BigInt(cursor))
      const below = slot === 0 ? [] : shared(slots, [{ from: 0, to: slot - 1 }])
      covered += sizeOfRanges(below) - sizeOfRanges(shared(below, scanned))
    }
  }
  return Math.round(covered)
}
