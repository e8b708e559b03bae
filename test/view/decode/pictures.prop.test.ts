import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusteredOf, placeOf, type Layout } from '../../../src/decode/index.ts'
import { bytes, digitsFor, power, share } from '../../../src/view/decode/amounts.ts'
import {
  backwardsBits,
  cursorBits,
  leastExponent,
  tableCursor,
} from '../../../src/view/decode/bits.ts'
import { curvePath, marksPath, pointsOf, thinned } from '../../../src/view/decode/curve.ts'
import { lensOf } from '../../../src/view/decode/lens.ts'
import { sizeRows } from '../../../src/view/decode/sizeRows.ts'
import { decoded } from '../../decode/decoded.ts'
import { asCli, restingWalk } from '../../decode/walks.ts'
import { runs } from '../../engine/settings.ts'

const cursor64 = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.bigInt({ min: 0n, max: 5000n }),
)
const layout = fc.constantFrom<Layout>('table', 'cluster')

describe('amounts', () => {
  it('are written as people do', () => {
    expect([2, 20, 21, 64].map((exponent) => power(exponent, 'en'))).toEqual([
      '4',
      '1,048,576',
      '2²¹',
      '2⁶⁴',
    ])
    expect([3, 13, 45, 67].map((exponent) => bytes(exponent, 'en'))).toEqual([
      '8 B',
      '8 KiB',
      '32 TiB',
      '128 EiB',
    ])
  })

  it('only the start is 0 % and only the end is 100 %', () => {
    expect([0, 1e-9, 0.5, 0.9999999, 1].map((place) => share(place, 'en'))).toEqual([
      '0%',
      '< 0.1%',
      '50%',
      '99.9%',
      '100%',
    ])
    expect(share(0.45042419, 'en', digitsFor(16))).toBe('45.0424%')
  })
})

describe('the bits of a cursor', () => {
  it('are its own, whatever the layout, and the slot lies in the low 14', () => {
    fc.assert(
      fc.property(cursor64, layout, fc.boolean(), (cursor, how, all) => {
        const bits = cursorBits(cursor, how, all)
        expect(BigInt(`0b${bits.map(({ value }) => value).join('')}`)).toBe(cursor)
        expect(bits.length % 8).toBe(0)
        if (all) expect(bits.length).toBe(64)
        const slot = bits.filter(({ zone }) => zone === 'slot')
        expect(slot.length).toBe(how === 'cluster' ? 14 : 0)
        if (how === 'cluster') {
          expect(Number(`0b${slot.map(({ value }) => value).join('')}`)).toBe(
            clusteredOf(cursor).slot,
          )
        }
      }),
      runs(300),
    )
  })

  it('read backwards they are its place', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 50n) - 1n }), (cursor) => {
        const bits = backwardsBits(cursor)
        expect(Number(BigInt(`0b${bits}`)) / 2 ** bits.length).toBe(placeOf(cursor))
      }),
      runs(300),
    )
  })
})

it('the lens shows the cell of the cursor in each row, of the width that its table gives it', () => {
  fc.assert(
    fc.property(cursor64, (cursor) => {
      const lens = lensOf(cursor)
      expect(lens.from).toBeLessThanOrEqual(placeOf(cursor))
      expect(lens.x).toBeGreaterThanOrEqual(0)
      // Beyond 53 bits a number is rounded up.
      expect(lens.x).toBeLessThanOrEqual(1)
      for (const { exponent, cells, lit, fits } of lens.rows) {
        expect(cells).toBe(2 ** (exponent - lens.window))
        expect(lit).toBeLessThan(cells)
        expect(lit / cells).toBeLessThanOrEqual(lens.x)
        expect(fits).toBe(exponent >= leastExponent(cursor))
        if (fits) expect(lit / cells).toBe(lens.x)
      }
      expect(lens.rows.some(({ fits }) => fits)).toBe(true)
    }),
    runs(500),
  )
})

it('the table of sizes holds the least one and the walk’s, and tells what comes again', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: (1n << 40n) - 1n }), fc.nat(4), (cursor, more) => {
      const walk = 1n << BigInt(leastExponent(cursor) + more)
      const rows = sizeRows(cursor, placeOf(cursor), walk, false)
      expect(rows.filter(({ isLeast }) => isLeast)).toHaveLength(1)
      expect(rows.filter(({ isWalk }) => isWalk)).toHaveLength(more === 0 ? 0 : 1)
      for (const { fits, again, from, exponent } of rows) {
        if (fits) expect(again).toBe(0)
        else expect(again).toBeGreaterThan(0)
        expect(again).toBeLessThan(2 ** -exponent)
        expect(from).toBeLessThanOrEqual(placeOf(cursor))
      }
    }),
    runs(300),
  )
  expect(sizeRows(17n, placeOf(17n), null, true).at(-1)?.exponent).toBe(64)
})

describe('the curve', () => {
  it('goes from 0 to 1 through the stops of a whole scan', () => {
    const result = decoded(asCli(restingWalk(16)))
    const [scan] = result.scans
    const points = scan === undefined ? [] : pointsOf(scan, result)
    expect(points.map(({ place }) => place)).toEqual(Array.from({ length: 17 }, (_, n) => n / 16))
  })

  it('thinned, it keeps the first, the last, the least and the greatest of each column', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 300 }), (places) => {
        const points = places.map((one, at) => ({ at, place: one }))
        const columnOf = (at: number) => Math.floor(at / 20)
        const thin = thinned(points, columnOf)
        expect(thin.length).toBeLessThanOrEqual(4 * Math.ceil(points.length / 20))
        expect(thin.map(({ at }) => at)).toEqual(
          [...new Set(thin.map(({ at }) => at))].toSorted((a, b) => a - b),
        )
        for (let column = 0; column * 20 < points.length; column++) {
          const own = (list: typeof points) =>
            list.filter(({ at }) => columnOf(at) === column).map((point) => point.place)
          const [before, after] = [own(points), own([...thin])]
          expect(Math.min(...after)).toBe(Math.min(...before))
          expect(Math.max(...after)).toBe(Math.max(...before))
          expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)])
        }
      }),
      runs(200),
    )
  })

  it('a hundred thousand cursors are a path of some thousand points', () => {
    const points = Array.from({ length: 100_000 }, (_, at) => ({ at, place: (at % 7) / 7 }))
    const path = curvePath(
      points,
      (at) => at / 125,
      (one) => one * 200,
    )
    expect(path.split('L').length).toBeLessThan(3300)
  })

  it('marks on the ruler are one for each pixel, and the end has none', () => {
    const path = marksPath([0, 0.0001, 0.5, 1], (one) => one * 100, 4, 8)
    expect(path).toBe('M0 4v8M50 4v8')
  })
})

it('the cursor of a slot’s table stands above the slot', () => {
  expect(tableCursor((5n << 14n) | 7n, 'cluster')).toBe(5n)
  expect(tableCursor(5n, 'table')).toBe(5n)
})
