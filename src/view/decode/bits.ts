import { bitLength, clusteredOf, SLOT_BITS, type Layout } from '../../decode/index.ts'

/** What a bit belongs to: the slot, the cursor of a table, or nothing. */
export type CursorZone = 'slot' | 'cursor' | 'above'

export interface CursorBit {
  /** 0 is the least significant. */
  readonly place: number
  readonly value: 0 | 1
  readonly zone: CursorZone
}

const WIDTHS = [8, 16, 24, 32, 40, 48, 56, 64] as const

/** Bits of the least table that fits: Redis has none of fewer than four buckets. */
export const leastExponent = (cursor: bigint): number => Math.max(2, bitLength(cursor))

/** A cursor of one table: the number itself, or what stands above the slot. */
export const tableCursor = (cursor: bigint, layout: Layout): bigint =>
  layout === 'table' ? cursor : clusteredOf(cursor).dictCursor

/** The bits of a cursor, most significant first: all 64, or as many bytes as it fills. */
export function cursorBits(cursor: bigint, layout: Layout, all: boolean): CursorBit[] {
  const low = layout === 'table' ? 0 : SLOT_BITS
  const used = low + leastExponent(tableCursor(cursor, layout))
  const width = all ? 64 : (WIDTHS.find((bits) => bits >= used) ?? 64)
  return Array.from({ length: width }, (_, index) => {
    const place = width - 1 - index
    const zone = place < low ? 'slot' : place < used ? 'cursor' : 'above'
    return { place, value: ((cursor >> BigInt(place)) & 1n) === 0n ? 0 : 1, zone }
  })
}

/** The low bits of a table's cursor read backwards, as many as the least table has. */
export function backwardsBits(cursor: bigint): string {
  const bits = leastExponent(cursor)
  return Array.from(cursor.toString(2).padStart(bits, '0').slice(-bits)).reverse().join('')
}
