import { MIN_BUCKETS } from '../engine/index.ts'

const WORD_BITS = 32
const LOW_WORD = (1n << 32n) - 1n

/** How many bits a cursor has without its leading zeros: 0 for 0, at most 64. */
export function bitLength(cursor: bigint): number {
  const high = Number(cursor >> 32n)
  if (high > 0) return 2 * WORD_BITS - Math.clz32(high)
  return WORD_BITS - Math.clz32(Number(cursor & LOW_WORD))
}

/**
 * The least table, in buckets, whose scan can have returned this cursor: a scan returns numbers of
 * buckets only, those of the smaller table while there are two.
 */
export function leastSize(cursor: bigint): bigint {
  const buckets = 1n << BigInt(bitLength(cursor))
  return buckets < MIN_BUCKETS ? BigInt(MIN_BUCKETS) : buckets
}

/**
 * The size of a table, in buckets, by the OR of the cursors of a walk: exact for a full scan at rest
 * that asks for one bucket at a time, else a lower bound. Null when no cursor but 0 came.
 */
export function sizeOfWalk(cursors: Iterable<bigint>): bigint | null {
  let all = 0n
  for (const cursor of cursors) all |= cursor
  return all === 0n ? null : leastSize(all)
}
