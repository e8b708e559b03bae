import { sizeOfWalk } from '../decode/index.ts'
import { mostExponent, stretchesOf, type Stretch } from '../decode/stretches.ts'
import type { ScanCall } from './calls.ts'

/** A stretch of calls with one table size, as the cursors let it be seen. */
export interface SizeSpan {
  /** From this call of the walk, counted from 0, to before that one. */
  readonly from: number
  readonly to: number
  /** Buckets of the table, at least; of the smaller one while there are two. */
  readonly size: number
  /**
   * How sure the change before this span is: with one size all along, cursors like these come once in
   * 2^evidence cases. Infinity: they cannot come at all. 0 for the first span.
   */
  readonly evidence: number
}

/** The largest table whose scan can return such a cursor and make so many calls for it. */
const mostOf = ({ from, to, next, budget }: ScanCall): number =>
  // What the last call passes may be the rest of any table.
  next === 0n ? 64 : mostExponent(from, to, budget)

/** What the larger of two sizes would cost in the stretch of the smaller one, in bits. */
function evidenceFor(most: readonly number[], before: Stretch, after: Stretch): number {
  const [small, large] = before.exponent < after.exponent ? [before, after] : [after, before]
  const impossible = most.slice(small.from, small.to).some((bound) => bound < large.exponent)
  return impossible ? Infinity : (large.exponent - small.exponent) * (small.to - small.from)
}

/**
 * The sizes of the table during a walk, inferred from its cursors alone: a full scan names the
 * buckets it stops at, so when the highest bit stays away for long, or a higher one comes, the table
 * has changed. Empty when no cursor but 0 came: then there may be no table at all; and where each
 * slot has a table.
 */
export function sizesOf(calls: readonly ScanCall[]): readonly SizeSpan[] {
  if (calls.some(({ slots }) => slots)) return []
  // The 0 that ends a walk says nothing; it belongs to the span before it.
  const stops = calls.filter(({ next }) => next !== 0n)
  const most = stops.map(mostOf)
  const work = stretchesOf(
    stops.map(({ next }) => next),
    most,
  )
  let step = work.next()
  while (step.done !== true) step = work.next()
  const stretches = step.value
  return stretches.map((stretch, index): SizeSpan => {
    const before = stretches[index - 1]
    const isLast = index === stretches.length - 1
    return {
      from: stretch.from,
      to: isLast ? calls.length : stretch.to,
      size: 2 ** stretch.exponent,
      evidence: before === undefined ? 0 : evidenceFor(most, before, stretch),
    }
  })
}

/** The table as all cursors of a walk together name it; null when no cursor but 0 came. */
export function sizeFromCursors(calls: readonly ScanCall[]): number | null {
  if (calls.some(({ slots }) => slots)) return null
  const size = sizeOfWalk(calls.map(({ next }) => next))
  return size === null ? null : Number(size)
}
