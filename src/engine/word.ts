/**
 * Cursor arithmetic on unsigned 32-bit words.
 *
 * Redis works on 64-bit words. A reverse increment fills every bit above the mask with ones before
 * it counts, so the carry leaves the word whatever its width: 32 bits give the 64-bit answer for
 * every table of at most 2^31 buckets. `word64.ts` holds the wide twin, a property test the claim.
 */

/** A cursor or mask: an unsigned 32-bit integer. */
export type Word = number

export const MAX_BUCKETS = 2 ** 31

/** Redis never makes a table smaller than this. */
export const MIN_BUCKETS = 4

/** The mask of a table of `bucketCount` buckets (a power of two). */
export const maskOf = (bucketCount: number): Word => (bucketCount - 1) >>> 0

/** Sets every bit above the mask. */
export const setUnmasked = (v: Word, mask: Word): Word => (v | ~mask) >>> 0

/** Mirrors the 32 bits. */
export function reverse(v: Word): Word {
  let x = v
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1)
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2)
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4)
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8)
  return ((x >>> 16) | (x << 16)) >>> 0
}

/** Adds one; the carry out of the top bit is lost, as in C. */
export const increment = (v: Word): Word => (v + 1) >>> 0

/**
 * The bucket that follows `v` in a table with this mask: counts up in mirrored binary. The carry
 * clears the ones at the mask's upper end and sets the first zero below them, so nothing need be
 * mirrored: `reverse(increment(reverse(setUnmasked(v, mask))))` in a third of the time.
 */
export function reverseIncrement(v: Word, mask: Word): Word {
  const zeros = ~v & mask
  if (zeros === 0) return 0
  const first = 0x80000000 >>> Math.clz32(zeros)
  return ((v & (first - 1)) | first) >>> 0
}

/** The step of the rule of 2013: counts the bits above the small mask upward, keeps those below. */
export const countUp = (v: Word, smallMask: Word): Word =>
  ((((v | smallMask) + 1) & ~smallMask) | (v & smallMask)) >>> 0

/**
 * Where a hash or cursor stands on the ruler, in [0, 1): its bits read backwards as a binary
 * fraction. A key's position never changes, and a cursor's only rises.
 */
export const positionOf = (v: Word): number => reverse(v) / 2 ** 32

/** The next power of two that is at least `request`, never below the least table. */
export function nextPower(request: number): number {
  let buckets = MIN_BUCKETS
  while (buckets < request) buckets *= 2
  return buckets
}
