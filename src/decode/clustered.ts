import { SLOT_BITS, SLOTS } from '../server/slot.ts'
import { placeOf } from './place.ts'

export { SLOT_BITS, SLOTS }

const SLOT_MASK = BigInt(SLOTS - 1)

/** A cursor of a cluster node, since Redis 7.4 and Valkey 8: the slot, and the cursor in the dict of that slot. */
export interface Clustered {
  readonly slot: number
  readonly dictCursor: bigint
}

export const clusteredOf = (cursor: bigint): Clustered => ({
  slot: Number(cursor & SLOT_MASK),
  dictCursor: cursor >> BigInt(SLOT_BITS),
})

export const cursorOf = ({ slot, dictCursor }: Clustered): bigint =>
  (dictCursor << BigInt(SLOT_BITS)) | BigInt(slot)

/** Parts of a slot that a number of 53 bits can tell apart. */
const PARTS = 2 ** (53 - SLOT_BITS)

/** Which share of all slots lies behind a cursor of a cluster node, in [0, 1). */
export function clusterPlaceOf(cursor: bigint): number {
  const { slot, dictCursor } = clusteredOf(cursor)
  return (slot + Math.floor(placeOf(dictCursor) * PARTS) / PARTS) / SLOTS
}
