import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordDict, type Scenario } from '../../src/trace/index.ts'
import { pictureOf, type KeyState } from '../../src/view/picture.ts'
import { sceneOf } from '../../src/view/scene.ts'
import { barPath, cellAt, stripOf } from '../../src/view/strip.ts'
import { runs } from '../engine/settings.ts'

const STATES: readonly KeyState[] = [
  'waiting',
  'emitting',
  'returned',
  'twice',
  'missed',
  'added',
  'deleted',
]

/** A coarse table: 128 to 1024 buckets, perhaps on the way to another. */
const anyStrip = fc
  .record({
    bits: fc.integer({ min: 7, max: 10 }),
    goal: fc.integer({ min: 2, max: 10 }),
    keys: fc.nat(600),
    moved: fc.integer({ min: 1, max: 400 }),
    calls: fc.nat(40),
    width: fc.integer({ min: 366, max: 1100 }),
    order: fc.constantFrom('scan' as const, 'index' as const),
  })
  .map(({ bits, goal, keys, moved, calls, width, order }) => {
    const scenario: Scenario = {
      version: 1,
      machine: 'dict',
      config: {
        profile: 'redis-7.4',
        algorithm: 'dictScan2018',
        hash: { kind: 'given' },
        buckets: 2 ** bits,
        keys: Array.from({ length: Math.min(keys, 2 ** goal) }, (_, n) => ({ key: `k${n * 37}` })),
        automatic: { grows: false, shrinks: false, steps: false },
      },
      commands: [
        ...new Array<{ type: 'scan' }>(calls).fill({ type: 'scan' }),
        { type: 'resize', buckets: 2 ** goal },
        { type: 'rehash', buckets: moved },
      ],
    }
    const trace = recordDict(scenario)
    const picture = pictureOf(trace, trace.length)
    return { picture, scene: sceneOf(picture, order, { width, visible: width, height: 460 }) }
  })

describe('a table of more buckets than can be told apart', () => {
  it('has a bar for every chain, which stands in its place and holds all its keys', () => {
    fc.assert(
      fc.property(anyStrip, ({ picture, scene }) => {
        for (const table of picture.tables) {
          const place = scene.places[table.table]
          const { bars, unit } = stripOf(picture, table, scene)
          expect(bars.flatMap(({ states }) => states)).toHaveLength(table.used)
          for (const { x, w, bottom, states } of bars) {
            expect(x).toBeGreaterThanOrEqual(place.x)
            expect(x + w).toBeLessThanOrEqual(place.x + place.w + 1)
            expect(bottom).toBeLessThanOrEqual(place.y + place.h)
            expect(bottom - unit * states.length).toBeGreaterThanOrEqual(place.y)
          }
        }
      }),
      runs(20),
    )
  })

  it('draws every key once, whatever its state, and never a number that is none', () => {
    fc.assert(
      fc.property(anyStrip, ({ picture, scene }) => {
        for (const table of picture.tables) {
          const strip = stripOf(picture, table, scene)
          const paths = STATES.map((state) => barPath(strip, [state]))
          const drawn = paths.join('').split('M').length - 1
          expect(drawn).toBe(table.used)
          expect(paths.join('')).not.toMatch(/NaN|Infinity|undefined/)
        }
      }),
      runs(15),
    )
  })

  it('finds the cell at a point, and none outside', () => {
    fc.assert(
      fc.property(anyStrip, fc.nat(2000), ({ picture, scene }, nth) => {
        for (const table of picture.tables) {
          const cell = table.cells[nth % table.buckets]
          const rect = scene.cells.get(cell?.id ?? '')?.rect ?? { x: 0, y: 0, w: 0, h: 0 }
          const middle = [rect.x + rect.w / 2, rect.y + rect.h / 2] as const
          expect(cellAt(table, scene, ...middle)).toBe(cell?.id)
          expect(cellAt(table, scene, -5, middle[1])).toBeNull()
          expect(cellAt(table, scene, middle[0], -5)).toBeNull()
        }
      }),
      runs(20),
    )
  })
})
