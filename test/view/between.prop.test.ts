import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, marksOf, type Mark } from '../../src/view/between.ts'
import { sceneOf } from '../../src/view/scene.ts'
import { runs } from '../engine/settings.ts'
import { anyPicture } from './anyPicture.ts'

const anyMarks: fc.Arbitrary<Map<string, Mark>> = fc
  .tuple(anyPicture, fc.constantFrom('scan' as const, 'index' as const))
  .map(([picture, order]) =>
    marksOf(sceneOf(picture, order, { width: 800, visible: 800, height: 460 })),
  )

describe('a frame between two scenes', () => {
  it('begins where the first one stands and ends as the second', () => {
    fc.assert(
      fc.property(anyMarks, anyMarks, (from, to) => {
        expect(between(from, to, 1)).toEqual(to)
        const first = between(from, to, 0)
        expect([...first.keys()]).toEqual([...to.keys()])
        for (const [name, mark] of first) {
          const start = from.get(name)
          expect(mark).toEqual(start ?? { ...to.get(name), opacity: 0 })
        }
      }),
      runs(20),
    )
  })

  it('stands between the two at any time, and what is new appears in its place', () => {
    const anyTime = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(anyMarks, anyMarks, anyTime, (from, to, t) => {
        for (const [name, mark] of between(from, to, t)) {
          const goal = to.get(name)
          const start = from.get(name) ?? goal
          for (const part of ['x', 'y', 'w', 'h'] as const) {
            const [a, b] = [start?.[part] ?? NaN, goal?.[part] ?? NaN]
            expect(mark[part]).toBeGreaterThanOrEqual(Math.min(a, b) - 1e-9)
            expect(mark[part]).toBeLessThanOrEqual(Math.max(a, b) + 1e-9)
          }
          expect(mark.opacity).toBeGreaterThanOrEqual(0)
          expect(mark.opacity).toBeLessThanOrEqual(1)
        }
      }),
      runs(20),
    )
  })

  it('does not change a thing between a scene and itself', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        expect(between(marks, marks, 0.37)).toEqual(marks)
      }),
      runs(10),
    )
  })
})
