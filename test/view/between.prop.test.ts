import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, isSameMark, marksOf, movesOf, type Mark } from '../../src/view/between.ts'
import { sceneOf } from '../../src/view/scene.ts'
import { runs } from '../engine/settings.ts'
import { anyPicture } from './anyPicture.ts'

const anyMarks: fc.Arbitrary<ReadonlyMap<string, Mark>> = fc
  .tuple(anyPicture, fc.constantFrom('scan' as const, 'index' as const))
  .map(([picture, order]) =>
    marksOf(sceneOf(picture, order, { width: 800, visible: 800, height: 460 })),
  )

describe('the moves from one scene to another', () => {
  it('name each node once that comes or changes, and no other', () => {
    fc.assert(
      fc.property(anyMarks, anyMarks, (from, to) => {
        const moves = new Map(movesOf(from, to).map((move) => [move.name, move]))
        for (const [name, goal] of to) {
          const start = from.get(name)
          const move = moves.get(name)
          if (move === undefined) expect(start !== undefined && isSameMark(start, goal)).toBe(true)
          else expect(move).toEqual({ name, from: start ?? null, to: goal })
        }
        expect([...moves.keys()].filter((name) => !to.has(name))).toEqual([])
      }),
      runs(20),
    )
  })

  it('are none from a scene to itself', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        expect(movesOf(marks, marks)).toEqual([])
        expect(
          movesOf(new Map([...marks].map(([name, mark]) => [name, { ...mark }])), marks),
        ).toEqual([])
      }),
      runs(10),
    )
  })
})

describe('a frame of a move', () => {
  it('begins where the node stands, or unseen in its place, and ends at the goal', () => {
    fc.assert(
      fc.property(anyMarks, anyMarks, (from, to) => {
        for (const move of movesOf(from, to)) {
          expect(between(move, 0)).toEqual(move.from ?? { ...move.to, opacity: 0 })
          expect(between(move, 1)).toEqual(move.to)
        }
      }),
      runs(20),
    )
  })

  it('stands between the two at any time, and what is new appears in its place', () => {
    const anyTime = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(anyMarks, anyMarks, anyTime, (from, to, t) => {
        for (const move of movesOf(from, to)) {
          const mark = between(move, t)
          const start = move.from ?? { ...move.to, opacity: 0 }
          for (const part of ['x', 'y', 'w', 'h', 'opacity'] as const) {
            const [a, b] = [start[part], move.to[part]]
            expect(mark[part]).toBeGreaterThanOrEqual(Math.min(a, b) - 1e-9)
            expect(mark[part]).toBeLessThanOrEqual(Math.max(a, b) + 1e-9)
          }
        }
      }),
      runs(20),
    )
  })
})
