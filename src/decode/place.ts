import { positionOf } from '../engine/index.ts'
import { bitLength } from './sizes.ts'

const WORD_BITS = 32n
const LOW_WORD = (1n << WORD_BITS) - 1n

const lowOf = (cursor: bigint): number => Number(cursor & LOW_WORD)
const highOf = (cursor: bigint): number => Number(cursor >> WORD_BITS)

/** The 64 bits mirrored: of two cursors of one table, the one with the larger mirror is further. */
export function mirrored(cursor: bigint): bigint {
  const upper = BigInt(positionOf(lowOf(cursor)) * 2 ** 32) << WORD_BITS
  const high = highOf(cursor)
  return high === 0 ? upper : upper | BigInt(positionOf(high) * 2 ** 32)
}

/** Where a cursor stands on the ruler, in [0, 1): the 53 bits that count most, for drawing. */
export const placeOf = (cursor: bigint): number =>
  positionOf(lowOf(cursor)) + Math.floor(positionOf(highOf(cursor)) * 2 ** 21) / 2 ** 53

/** What a table of one size makes of a cursor. */
export interface Cell {
  readonly buckets: bigint
  /** The bucket that the call with this cursor reads first. */
  readonly bucket: bigint
  /** What a call that reads one bucket returns; 0 when it was the last. */
  readonly next: bigint
  /** The bucket's cell on the ruler. */
  readonly from: number
  readonly to: number
  /** Whether a table of this size can have returned the cursor. */
  readonly fits: boolean
}

/** A cursor, any 64-bit number, in a table of 2^exponent buckets at rest. */
export function cellAt(cursor: bigint, exponent: number): Cell {
  const buckets = 1n << BigInt(exponent)
  const bucket = cursor & (buckets - 1n)
  // The low bits turned round count the cells from the left.
  const nth = exponent === 0 ? 0n : mirrored(bucket) >> BigInt(64 - exponent)
  const after = nth + 1n
  const next = after === buckets ? 0n : mirrored(after << BigInt(64 - exponent))
  return {
    buckets,
    bucket,
    next,
    from: placeOf(bucket),
    to: next === 0n ? 1 : placeOf(next),
    fits: bitLength(cursor) <= exponent,
  }
}
