import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bitLength, leastSize, sizeOfWalk } from '../../src/decode/index.ts'
import { reverseIncrement64 } from '../../src/engine/index.ts'
import { scanBare } from '../engine/scan/bareTables.ts'
import { runs } from '../engine/settings.ts'

const cursor64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
const bits = fc.integer({ min: 2, max: 12 })

/** The cursors of a full scan of two bare tables, 0 for no second one. */
function fullScan(first: number, second: number): bigint[] {
  const cursors: bigint[] = []
  let cursor = 0
  do {
    cursor = scanBare('dictScan2018', first, second, cursor).next
    cursors.push(BigInt(cursor))
  } while (cursor !== 0)
  return cursors
}

it('a full scan of a table of n buckets at rest tells n', () => {
  for (let size = 4; size <= 4096; size *= 2) {
    expect(sizeOfWalk(fullScan(size, 0))).toBe(BigInt(size))
  }
})

it('while there are two tables, a full scan tells the smaller one', () => {
  fc.assert(
    fc.property(bits, bits, (a, b) => {
      fc.pre(a !== b)
      expect(sizeOfWalk(fullScan(2 ** a, 2 ** b))).toBe(BigInt(2 ** Math.min(a, b)))
    }),
    runs(40),
  )
})

it('no cursor of a table needs a larger one, wherever the scan stood', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 64 }), cursor64, (exponent, start) => {
      const buckets = 1n << BigInt(exponent)
      const next = reverseIncrement64(start, buckets - 1n)
      expect(leastSize(next)).toBeLessThanOrEqual(buckets)
    }),
    runs(500),
  )
})

it('the least size is the next power of two above a cursor, and never below four', () => {
  fc.assert(
    fc.property(cursor64, (cursor) => {
      const size = leastSize(cursor)
      expect(size).toBeGreaterThan(cursor)
      expect(size === 4n || size / 2n <= cursor).toBe(true)
      expect(cursor.toString(2).length).toBe(Math.max(1, bitLength(cursor)))
    }),
    runs(500),
  )
})

it('a walk without any cursor but 0 tells nothing', () => {
  expect(sizeOfWalk([])).toBeNull()
  expect(sizeOfWalk([0n, 0n])).toBeNull()
  expect(sizeOfWalk([0n, 5n, 0n])).toBe(8n)
})
