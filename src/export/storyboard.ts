import type { AnyTrace } from '../trace/index.ts'
import { callsOf } from './range.ts'

/** Pictures of one storyboard: ten pages. */
export const MOST_PICTURES = 60

/** Which moments a storyboard shows: the beginning and the end of each call, or so many of all. */
export type Choosing = 'calls' | 'even'

/** `count` of the values, evenly spaced, the first and the last among them. */
function spread(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values
  const step = (values.length - 1) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, nth) => values[Math.round(nth * step)] ?? 0)
}

/** The moments of a storyboard, first to last; `all` is how many there would be without the bound. */
export function boardMoments(trace: AnyTrace, choosing: Choosing, count: number) {
  const every = Array.from({ length: trace.length + 1 }, (_, moment) => moment)
  if (choosing === 'even') {
    const moments = spread(every, Math.max(2, Math.min(count, MOST_PICTURES)))
    return { moments, all: moments.length }
  }
  const ends = [...new Set([0, ...callsOf(trace).map(({ to }) => to), trace.length])]
  return { moments: spread(ends, MOST_PICTURES), all: ends.length }
}
