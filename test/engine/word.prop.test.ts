import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import { maskOf, positionOf, reverseIncrement, reverseIncrement64 } from '../../src/engine/index.ts'
import { countUp, reverse } from '../../src/engine/word.ts'
import { countExpansion64, reverse64 } from '../../src/engine/word64.ts'
import { runs } from './settings.ts'

const low = (wide: bigint) => Number(BigInt.asUintN(32, wide))
const word32 = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const word64 = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.constantFrom(0n, 1n, 1n << 63n, (1n << 64n) - 1n, (1n << 32n) - 1n, 1n << 32n),
)
/** Masks of tables of 4 to 2^31 buckets. */
const mask = fc.integer({ min: 2, max: 31 }).map((bits) => 2 ** bits - 1)

const mirrored = (v: bigint, width: number) =>
  BigInt(`0b${[...v.toString(2).padStart(width, '0')].reverse().join('')}`)

describe('32 bits give the answer of 64', () => {
  it('for the mirrored count, whatever stands above the mask', () => {
    fc.assert(
      fc.property(word64, mask, (v, m) => {
        expect(BigInt(reverseIncrement(low(v), m))).toBe(reverseIncrement64(v, BigInt(m)))
      }),
      runs(2000),
    )
  })

  it('for the count of 2013, in every bit that a table can see', () => {
    fc.assert(
      fc.property(word64, mask, (v, m) => {
        expect(countUp(low(v), m)).toBe(low(countExpansion64(v, BigInt(m))))
      }),
      runs(2000),
    )
  })
})

describe('the words of both widths are mirrored as their digits are', () => {
  it('32 bits', () => {
    fc.assert(
      fc.property(word32, (v) => {
        expect(BigInt(reverse(v))).toBe(mirrored(BigInt(v), 32))
      }),
      runs(500),
    )
  })

  it('64 bits', () => {
    fc.assert(
      fc.property(word64, (v) => {
        expect(reverse64(v)).toBe(mirrored(v, 64))
      }),
      runs(500),
    )
  })
})

it('the next cursor is the end of the cell in which the cursor stands', () => {
  fc.assert(
    fc.property(word32, fc.integer({ min: 2, max: 31 }), (v, bits) => {
      const cell = 2 ** -bits
      const end = (Math.floor(positionOf(v) / cell) + 1) * cell
      const next = reverseIncrement(v, 2 ** bits - 1)
      expect(next === 0 ? 1 : positionOf(next)).toBe(end)
    }),
    runs(1000),
  )
})

it('the next cursor of a bucket is a bucket of the same table', () => {
  fc.assert(
    fc.property(word32, mask, (v, m) => {
      expect(reverseIncrement(v, m)).toBeLessThanOrEqual(m)
    }),
    runs(500),
  )
})

/** The buckets in the order of a scan at rest. */
function order(buckets: number): number[] {
  const seen = [0]
  for (let v = reverseIncrement(0, maskOf(buckets)); v !== 0;) {
    seen.push(v)
    v = reverseIncrement(v, maskOf(buckets))
  }
  return seen
}

describe('the order of buckets', () => {
  it.each([
    [4, [0, 2, 1, 3]],
    [8, [0, 4, 2, 6, 1, 5, 3, 7]],
    [16, [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15]],
  ])('of %d: %j', (buckets, expected) => {
    expect(order(buckets)).toEqual(expected)
  })

  it('of 2n is that of n with every bucket b followed by b + n', () => {
    for (let buckets = 4; buckets <= 512; buckets *= 2) {
      const split = order(buckets).flatMap((bucket) => [bucket, bucket + buckets])
      expect(order(2 * buckets)).toEqual(split)
    }
  })

  it('starts with bucket 0 and visits each bucket once', () => {
    const seen = order(1024)
    expect(at(seen, 0)).toBe(0)
    expect(new Set(seen).size).toBe(1024)
    expect(seen.length).toBe(1024)
  })
})
