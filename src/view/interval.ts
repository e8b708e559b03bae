import { positionOf } from '../engine/index.ts'
import type { ScanCall } from '../machines/index.ts'

/** From, to on the ruler, 0 <= from < to <= 1. */
export type Interval = readonly [from: number, to: number]

/** Intervals joined where they touch, in order. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  for (const [from, to] of intervals.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last[1])
      joined[joined.length - 1] = [last[0], Math.max(last[1], to)]
    else joined.push([from, to])
  }
  return joined
}

/**
 * What the calls have read, as intervals. A call that reads both tables has covered only what it
 * read in the larger one: a key of the smaller table's cell may still be in an unread bucket there.
 */
export function coveredBy(calls: readonly ScanCall[]): Interval[] {
  const cells = calls.flatMap((call) =>
    call.reads
      .filter(({ role }) => role !== 'smaller')
      .map(({ bucket, buckets }): Interval => {
        const start = positionOf(bucket)
        return [start, start + 1 / buckets]
      }),
  )
  return union(cells)
}
