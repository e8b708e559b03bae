import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisX, mirrored, onAxis, type Axis, type Order } from '../../src/view/axis.ts'
import type { Interval } from '../../src/view/interval.ts'
import { runs } from '../engine/settings.ts'

const anyOrder = fc.constantFrom<Order>('scan', 'index')
const anyBits = fc.integer({ min: 2, max: 6 })

/** The cells of a table of 2^bits buckets, from left to right on the ruler. */
const cellsOf = (bits: number): Interval[] =>
  Array.from({ length: 2 ** bits }, (_, n) => [n / 2 ** bits, (n + 1) / 2 ** bits])

const lengthOf = (intervals: readonly Interval[]) =>
  intervals.reduce((sum, [from, to]) => sum + to - from, 0)

describe('the axis', () => {
  it('is the ruler itself in scan order', () => {
    const axis: Axis = { order: 'scan', pieces: 8 }
    for (const place of [0, 0.125, 0.3, 0.999, 1]) expect(axisX(axis, place)).toBe(place)
  })

  it('puts the cells of the smaller table in the order of their indices', () => {
    const axis: Axis = { order: 'index', pieces: 8 }
    // Bucket 4 stands second on the ruler and fifth in memory.
    expect(axisX(axis, 1 / 8)).toBe(4 / 8)
    expect([0, 4, 2, 6, 1, 5, 3, 7].map((_, nth) => mirrored(nth, 8))).toEqual([
      0, 4, 2, 6, 1, 5, 3, 7,
    ])
    expect(axisX(axis, 1)).toBe(1)
  })

  it('tiles [0, 1) with the pieces of any table, in either order', () => {
    fc.assert(
      fc.property(anyOrder, anyBits, fc.nat(4), (order, bits, more) => {
        const axis: Axis = { order, pieces: 2 ** bits }
        const tiles = cellsOf(bits + more).flatMap((cell) => onAxis(axis, [cell]))
        const sorted = tiles.toSorted((a, b) => a[0] - b[0])
        sorted.forEach(([from, to], index) => {
          expect(from).toBe(sorted[index - 1]?.[1] ?? 0)
          expect(to).toBeGreaterThan(from)
        })
        expect(sorted.at(-1)?.[1]).toBe(1)
      }),
      runs(100),
    )
  })

  it('cuts intervals but keeps their length', () => {
    const ends = fc.tuple(fc.nat(256), fc.nat(256)).filter(([from, to]) => from < to)
    fc.assert(
      fc.property(anyOrder, anyBits, ends, (order, bits, [from, to]) => {
        const axis: Axis = { order, pieces: 2 ** bits }
        const whole: Interval = [from / 256, to / 256]
        const parts = onAxis(axis, [whole])
        expect(lengthOf(parts)).toBeCloseTo(lengthOf([whole]), 12)
        for (const [start, end] of parts) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(1)
        }
        if (order === 'scan') expect(parts).toEqual([whole])
      }),
      runs(200),
    )
  })

  it('leads a place and the piece that begins there to the same point', () => {
    fc.assert(
      fc.property(anyOrder, anyBits, fc.nat(4), fc.nat(1023), (order, bits, more, nth) => {
        const axis: Axis = { order, pieces: 2 ** bits }
        const cells = cellsOf(bits + more)
        const cell = cells[nth % cells.length] ?? [0, 1]
        expect(onAxis(axis, [cell])[0]?.[0]).toBe(axisX(axis, cell[0]))
      }),
      runs(200),
    )
  })
})
