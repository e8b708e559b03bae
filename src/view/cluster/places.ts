import { positionOf } from '../../engine/index.ts'
import {
  chainFold,
  readWire,
  slotOf,
  SLOTS,
  type Chain,
  type NodeCall,
} from '../../cluster/index.ts'
import { union, type Interval } from '../interval.ts'

/** `fingerprint-{tag}-cursor`, as CLUSTERSCAN writes it. */
const NAMED = /^[^-]*-(\{[^}]*\})-(\d+)$/

/**
 * Where a cursor stands on the ruler of a node, in [0, 1]. With a dict per slot the ruler is that of
 * all slots, and the cursor carries its slot.
 */
export function placeOf(cursor: string, bySlot: boolean): number {
  const named = NAMED.exec(cursor)
  if (named !== null) {
    const [, tag = '', local = '0'] = named
    return local === '0' ? slotOf(tag) / SLOTS : placeOf(local, bySlot)
  }
  if (!/^\d+$/.test(cursor)) return 0
  const wire = bySlot ? readWire(BigInt(cursor)) : { slot: 0, local: BigInt(cursor) }
  const place = positionOf(Number(BigInt.asUintN(32, wire.local)))
  return bySlot ? (wire.slot + place) / SLOTS : place
}

function stretchOf({ cursor, next }: NodeCall, bySlot: boolean): Interval {
  const from = placeOf(cursor, bySlot)
  return [from, next === '0' ? 1 : Math.max(from, placeOf(next, bySlot))]
}

const covering = (bySlot: boolean) =>
  chainFold<NodeCall, readonly Interval[]>([], (covered, call) => {
    const stretch = stretchOf(call, bySlot)
    return stretch[0] < stretch[1] ? union([...covered, stretch]) : covered
  })

const [byPlace, bySlots] = [covering(false), covering(true)]

/** What the calls have covered. */
export const coveredBy = (calls: Chain<NodeCall>, bySlot: boolean): readonly Interval[] =>
  bySlot ? bySlots(calls) : byPlace(calls)

/**
 * The x-scale of a lane of slots: each slot that holds keys has a cell of equal width. A place
 * between two of them stands at the border of their cells.
 */
export function slotScale(slots: readonly number[]): (place: number) => number {
  return (place) => {
    const at = place * SLOTS
    let low = 0
    let high = slots.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((slots[middle] ?? 0) < Math.floor(at + 1e-9)) low = middle + 1
      else high = middle
    }
    const inside = slots[low] === Math.floor(at + 1e-9) ? at - Math.floor(at + 1e-9) : 0
    return slots.length === 0 ? place : Math.max(0, Math.min(1, (low + inside) / slots.length))
  }
}
