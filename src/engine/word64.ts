/**
 * The same arithmetic on 64-bit words, as Redis does it: for showing all 64 bits, and as the judge
 * of the 32-bit fast path.
 */

const ALL = (1n << 64n) - 1n

export const setUnmasked64 = (v: bigint, mask: bigint): bigint => v | (ALL ^ mask)

/** Mirrors the 64 bits by swapping ever larger neighbours. */
export function reverse64(v: bigint): bigint {
  let x = v
  let low = ALL
  for (let half = 32n; half > 0n; half >>= 1n) {
    low ^= (low << half) & ALL
    x = ((x >> half) & low) | ((x << half) & (ALL ^ low))
  }
  return x
}

export const increment64 = (v: bigint): bigint => (v + 1n) & ALL

export const reverseIncrement64 = (v: bigint, mask: bigint): bigint =>
  reverse64(increment64(reverse64(setUnmasked64(v, mask))))

/** The step of the rule of 2013 on 64 bits: counts the bits above the small mask upward. */
export const countExpansion64 = (v: bigint, smallMask: bigint): bigint =>
  (((v | smallMask) + 1n) & (ALL ^ smallMask)) | (v & smallMask)
