import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../src/scenarios/index.ts'
import { recordDict, stateAt } from '../../src/trace/index.ts'
import { coveredBy, union, type Interval } from '../../src/view/interval.ts'
import { runs } from '../engine/settings.ts'

const anyInterval = fc
  .tuple(fc.nat(63), fc.integer({ min: 1, max: 64 }))
  .filter(([from, to]) => from < to)
  .map(([from, to]): Interval => [from / 64, to / 64])

/** The 64ths of the ruler that intervals cover. */
const pieces = (intervals: readonly Interval[]) =>
  Array.from({ length: 64 }, (_, n) =>
    intervals.some(([from, to]) => from <= n / 64 && (n + 1) / 64 <= to),
  )

describe('the union of intervals', () => {
  it('joins what touches or overlaps and leaves gaps', () => {
    expect(union([])).toEqual([])
    expect(
      union([
        [0.5, 0.75],
        [0, 0.25],
        [0.25, 0.375],
      ]),
    ).toEqual([
      [0, 0.375],
      [0.5, 0.75],
    ])
    expect(
      union([
        [0, 1],
        [0.25, 0.5],
      ]),
    ).toEqual([[0, 1]])
  })

  it('covers what the intervals covered, in order and with gaps between', () => {
    fc.assert(
      fc.property(fc.array(anyInterval, { maxLength: 12 }), (intervals) => {
        const joined = union(intervals)
        const covered = Array.from({ length: 64 }, (_, n) =>
          intervals.some(([from, to]) => from <= n / 64 && (n + 1) / 64 <= to),
        )
        expect(pieces(joined)).toEqual(covered)
        joined.forEach(([from, to], index) => {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(joined[index - 1]?.[1] ?? -1)
        })
        expect(union(joined)).toEqual(joined)
      }),
      runs(300),
    )
  })
})

it('a call that jumped over a bucket has not covered it, though it read the smaller bucket', () => {
  const trace = recordDict(scenarios.lostBucket)
  const call = trace.steps[6]
  const { scan } = stateAt(trace, (call?.start ?? 0) + (call?.events.length ?? 0))
  expect(scan.calls.at(-1)?.reads[0]).toMatchObject({ role: 'smaller', bucket: 2 })
  // 0 8 4 12 2 10, then 14; bucket 6 stands at 6/16 of the ruler.
  expect(coveredBy(scan.calls)).toEqual([
    [0, 6 / 16],
    [7 / 16, 8 / 16],
  ])
})
