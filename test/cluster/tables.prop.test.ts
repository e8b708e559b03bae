import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_CHAIN, linked, newest, type Chain } from '../../src/cluster/chain.ts'
import { KeyTable } from '../../src/cluster/index.ts'
import type { SlotRange } from '../../src/cluster/index.ts'
import { lowestMissing, shared, united } from '../../src/cluster/slotRanges.ts'
import { runs } from '../engine/settings.ts'

const key = fc.string({ maxLength: 3 })
const change = fc.oneof(
  fc.record({ set: fc.array(fc.tuple(key, fc.nat()), { maxLength: 9 }) }),
  fc.record({ without: key }),
)

describe('a table of keys', () => {
  it('does what a Map does, and its past stays as it was', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        let table = new KeyTable<number>()
        const map = new Map<string, number>()
        const past: [KeyTable<number>, Map<string, number>][] = []
        for (const one of changes) {
          if ('set' in one) {
            table = table.withMany(one.set)
            for (const [name, value] of one.set) map.set(name, value)
          } else {
            table = table.without(one.without)
            map.delete(one.without)
          }
          past.push([table, new Map(map)])
        }
        for (const [then, wanted] of past) {
          expect(then.size).toBe(wanted.size)
          expect(new Map(then.entries())).toEqual(wanted)
        }
      }),
      runs(200),
    )
  })
})

/** Few slots, so that ranges meet. */
const range: fc.Arbitrary<SlotRange> = fc
  .tuple(fc.nat(40), fc.nat(6))
  .map(([from, more]) => ({ from, to: from + more }))
const ranges = fc.array(range, { maxLength: 6 })

function slotsIn(list: readonly SlotRange[]): ReadonlySet<number> {
  const slots = new Set<number>()
  for (const { from, to } of list) for (let slot = from; slot <= to; slot++) slots.add(slot)
  return slots
}

const isTidy = (list: readonly SlotRange[]) =>
  list.every(({ from, to }, nth) => from <= to && from > (list[nth - 1]?.to ?? -2) + 1)

describe('ranges of slots', () => {
  it('are joined and cut as the sets of their slots are', () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const [a, b] = [slotsIn(one), slotsIn(other)]
        const sorted = (slots: Iterable<number>) => [...slots].sort((x, y) => x - y)
        expect(isTidy(united(one, other))).toBe(true)
        expect(sorted(slotsIn(united(one, other)))).toEqual(sorted(new Set([...a, ...b])))
        expect(isTidy(shared(one, other))).toBe(true)
        expect(sorted(slotsIn(shared(one, other)))).toEqual(sorted(a).filter((slot) => b.has(slot)))
      }),
      runs(300),
    )
  })

  it('know the lowest slot that is missing', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const slots = slotsIn(list)
        let slot = 0
        while (slots.has(slot)) slot++
        expect(lowestMissing(united(list, []))).toBe(slot)
      }),
      runs(300),
    )
    expect(lowestMissing([{ from: 0, to: 16_383 }])).toBeNull()
  })
})

describe('a chain', () => {
  it('gives back what was linked, the newest first, and never changes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(20), (values, most) => {
        const chains: Chain<number>[] = [EMPTY_CHAIN]
        for (const value of values) chains.push(linked(chains.at(-1) ?? EMPTY_CHAIN, value))
        for (const [length, chain] of chains.entries()) {
          expect(chain.length).toBe(length)
          expect(newest(chain)).toEqual(values.slice(0, length).reverse())
          expect(newest(chain, most)).toEqual(values.slice(0, length).reverse().slice(0, most))
        }
      }),
      runs(50),
    )
  })
})
