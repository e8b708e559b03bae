import { SLOT_BITS, SLOTS } from '../server/index.ts'

export { slotOf, SLOT_BITS, SLOTS } from '../server/index.ts'

/** What a cursor of a node with one dict per slot says. */
export interface WireCursor {
  readonly slot: number
  /** The cursor within the dict of the slot. */
  readonly local: bigint
}

/** Reads a cursor that carries a slot in its low bits. */
export const readWire = (cursor: bigint): WireCursor => ({
  slot: Number(cursor & BigInt(SLOTS - 1)),
  local: cursor >> BigInt(SLOT_BITS),
})

/** The cursor that names a slot and a place in its dict. */
export const wireOf = ({ slot, local }: WireCursor): bigint =>
  (local << BigInt(SLOT_BITS)) | BigInt(slot)
