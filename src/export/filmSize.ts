import type { AnyTrace } from '../trace/index.ts'
import { readingAt } from '../view/reading.ts'
import { gutterFor, leastWidth } from '../view/scene.ts'
import type { Span } from './range.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** The size of a film: as the stage's window, and as wide as the widest picture on it. */
export function filmSize(trace: AnyTrace, { from, to }: Span, window: Size): Size {
  const gutter = gutterFor(window.width)
  let { width } = window
  for (let moment = from; moment <= to; moment++) {
    const { dict } = readingAt(trace, moment)
    const tables = dict.tables.map(({ buckets }) => ({ buckets: buckets.length }))
    width = Math.max(width, leastWidth({ tables }, gutter))
  }
  return { width, height: window.height }
}
