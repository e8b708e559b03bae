import fc from 'fast-check'
import { expect, it } from 'vitest'
import { positionOf, reverseIncrement } from '../../../src/engine/index.ts'
import { SLOTS, wireOf } from '../../../src/cluster/index.ts'
import { coveredBy, placeOf, slotScale } from '../../../src/view/cluster/places.ts'

type Chain = Parameters<typeof coveredBy>[0]

const EMPTY: Chain = { length: 0, last: null, before: null }

const chainOf = (cursors: readonly number[]): Chain =>
  cursors.slice(1).reduce<Chain>(
    (chain, next, nth) => ({
      length: chain.length + 1,
      last: { cursor: String(cursors[nth] ?? 0), next: String(next) },
      before: chain,
    }),
    EMPTY,
  )

/** The cursors of a full scan at rest, from 0 to 0. */
function walk(buckets: number): number[] {
  const cursors = [0]
  do cursors.push(reverseIncrement(cursors.at(-1) ?? 0, buckets - 1))
  while (cursors.at(-1) !== 0)
  return cursors
}

it('a full scan covers the ruler from 0 to 1, and each part of it one stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 7 }), fc.nat(), (bits, cut) => {
      const cursors = walk(2 ** bits)
      expect(coveredBy(chainOf(cursors), false)).toEqual([[0, 1]])
      const some = cursors.slice(0, 2 + (cut % (cursors.length - 2)))
      const reached = some.at(-1) ?? 0
      expect(coveredBy(chainOf(some), false)).toEqual([[0, positionOf(reached)]])
    }),
  )
})

it('a cursor with a slot stands in that slot’s part of the ruler', () => {
  fc.assert(
    fc.property(fc.nat(SLOTS - 1), fc.nat(2 ** 20), (slot, local) => {
      const place = placeOf(String(wireOf({ slot, local: BigInt(local) })), true)
      expect(place).toBeGreaterThanOrEqual(slot / SLOTS)
      expect(place).toBeLessThan((slot + 1) / SLOTS)
      expect(placeOf(String(local), false)).toBe(positionOf(local))
    }),
  )
})

it('a cursor of CLUSTERSCAN stands at its slot, or where its local cursor is', () => {
  expect(placeOf('0-{06S}-0', true)).toBe(0)
  expect(placeOf('0-{Qi}-0', true)).toBe(1 / SLOTS)
  const wire = String(wireOf({ slot: 7365, local: 1n }))
  expect(placeOf(`1mclmxv-{c}-${wire}`, true)).toBe(placeOf(wire, true))
  expect(placeOf('nonsense', true)).toBe(0)
})

it('the scale of a lane of slots rises, and each slot fills its own cell', () => {
  const anySlots = fc.uniqueArray(fc.nat(SLOTS - 1), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(anySlots, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (any, places) => {
      const slots = any.toSorted((a, b) => a - b)
      const scale = slotScale(slots)
      slots.forEach((slot, nth) => {
        expect(scale(slot / SLOTS)).toBeCloseTo(nth / slots.length, 9)
        expect(scale((slot + 1) / SLOTS)).toBeCloseTo((nth + 1) / slots.length, 9)
      })
      const rising = places.toSorted((a, b) => a - b).map(scale)
      rising.forEach((x, nth) => {
        expect(x).toBeGreaterThanOrEqual((rising[nth - 1] ?? 0) - 1e-9)
        expect(x).toBeLessThanOrEqual(1)
      })
    }),
  )
})
