import type { AnyTrace } from '../trace/index.ts'
import { pictureOf } from '../view/picture.ts'
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
    width = Math.max(width, leastWidth(pictureOf(trace, moment), gutter))
  }
  return { width, height: window.height }
}
