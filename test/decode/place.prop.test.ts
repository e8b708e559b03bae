import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  cellAt,
  clusteredOf,
  clusterPlaceOf,
  cursorOf,
  mirrored,
  placeOf,
  SLOTS,
} from '../../src/decode/index.ts'
import { reverse64, reverseIncrement64 } from '../../src/engine/index.ts'
import { runs } from '../engine/settings.ts'

const MAX = (1n << 64n) - 1n
const cursor64 = fc.oneof(
  fc.bigInt({ min: 0n, max: MAX }),
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }),
  fc.bigInt({ min: 0n, max: 64n }),
  fc.constantFrom(0n, 1n, 1n << 31n, 1n << 32n, 1n << 63n, MAX),
)
const exponent = fc.integer({ min: 0, max: 64 })

it('the mirror is that of the engine, and a mirror of a mirror is the cursor', () => {
  fc.assert(
    fc.property(cursor64, (cursor) => {
      expect(mirrored(cursor)).toBe(reverse64(cursor))
      expect(mirrored(mirrored(cursor))).toBe(cursor)
    }),
    runs(1000),
  )
})

it('a place is the mirror as a fraction below 1, and rises with it', () => {
  fc.assert(
    fc.property(cursor64, cursor64, (a, b) => {
      expect(placeOf(a)).toBeGreaterThanOrEqual(0)
      expect(placeOf(a)).toBeLessThan(1)
      expect(Math.abs(placeOf(a) - Number(mirrored(a)) / 2 ** 64)).toBeLessThan(2 ** -50)
      if (mirrored(a) < mirrored(b)) expect(placeOf(a)).toBeLessThanOrEqual(placeOf(b))
    }),
    runs(1000),
  )
})

it('a cell holds the cursor, and its end is the next cursor, as 64 bits count it', () => {
  fc.assert(
    fc.property(cursor64, exponent, (cursor, bits) => {
      const cell = cellAt(cursor, bits)
      const mask = cell.buckets - 1n
      expect(cell.bucket).toBe(cursor & mask)
      expect(cell.next).toBe(reverseIncrement64(cursor, mask))
      expect(cell.from).toBeLessThanOrEqual(placeOf(cursor))
      if (bits <= 50) {
        expect(placeOf(cursor)).toBeLessThan(cell.to)
        expect(cell.to).toBe(cell.next === 0n ? 1 : placeOf(cell.next))
      }
      expect(cell.fits).toBe(cursor <= mask)
      if (cell.fits && bits <= 50) expect(cell.from).toBe(placeOf(cursor))
    }),
    runs(1000),
  )
})

it('a cluster cursor comes apart and together, and moves forward slot by slot', () => {
  const slot = fc.integer({ min: 0, max: SLOTS - 1 })
  const dictCursor = fc.bigInt({ min: 0n, max: (1n << 50n) - 1n })
  fc.assert(
    fc.property(slot, dictCursor, (slot, dictCursor) => {
      const cursor = cursorOf({ slot, dictCursor })
      expect(clusteredOf(cursor)).toEqual({ slot, dictCursor })
      expect(Math.floor(clusterPlaceOf(cursor) * SLOTS)).toBe(slot)
    }),
    runs(500),
  )
})
