import { positionOf } from '../engine/index.ts'
import type { Interval } from './interval.ts'

/** Buckets as they lie in memory, or as the scan visits them. */
export type Order = 'scan' | 'index'

/**
 * The one x-scale of ruler, icicle, tables and cursor line, from the ruler's [0, 1] to [0, 1] of the
 * picture. In scan order it is the identity. In index order the ruler is cut into the cells of the
 * smaller table, and these stand in the order of their indices.
 */
export interface Axis {
  readonly order: Order
  /** Buckets of the smaller live table: the pieces that the index order shuffles. */
  readonly pieces: number
}

/** Left edge in [0, 1] of a place on the ruler. The right end stays the right end. */
export function axisX({ order, pieces }: Axis, position: number): number {
  if (order === 'scan' || position >= 1) return position
  const piece = Math.floor(position * pieces)
  return (mirrored(piece, pieces) + position * pieces - piece) / pieces
}

/** `index` with its log2(pieces) bits reversed. */
export const mirrored = (index: number, pieces: number): number => positionOf(index) * pieces

/** The parts of intervals as they lie on the axis, one per shuffled piece. */
export function onAxis(axis: Axis, intervals: readonly Interval[]): Interval[] {
  if (axis.order === 'scan') return [...intervals]
  return intervals.flatMap(([from, to]) => {
    const parts: Interval[] = []
    for (let piece = Math.floor(from * axis.pieces); piece < to * axis.pieces; piece++) {
      const start = Math.max(from, piece / axis.pieces)
      const end = Math.min(to, (piece + 1) / axis.pieces)
      if (start < end) {
        const x = axisX(axis, start)
        parts.push([x, x + end - start])
      }
    }
    return parts
  })
}
