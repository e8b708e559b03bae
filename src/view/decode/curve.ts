import { line } from 'd3'
import type { Decoded, ScanReport } from '../../decode/index.ts'

export interface CurvePoint {
  /** The cursor's place among those of the paste. */
  readonly at: number
  /** Which share of the walk lies behind it. */
  readonly place: number
}

/** The way of one scan: its beginning and its end, if the paste holds them, and its stops. */
export function pointsOf({ first, began, endedAt, stops }: ScanReport, decoded: Decoded) {
  const points: CurvePoint[] = stops.map(({ at }) => ({ at, place: decoded.places[at] ?? 0 }))
  if (began && points[0]?.at !== first) points.unshift({ at: first, place: 0 })
  if (endedAt !== null) points.push({ at: endedAt, place: 1 })
  return points
}

/**
 * At most four points for each of so many columns, which draw the same line: the first, the least,
 * the greatest and the last.
 */
export function thinned(
  points: readonly CurvePoint[],
  columnOf: (at: number) => number,
): readonly CurvePoint[] {
  const thin: CurvePoint[] = []
  let from = 0
  while (from < points.length) {
    const column = columnOf(points[from]?.at ?? 0)
    let to = from
    let [least, most] = [from, from]
    while (to < points.length && columnOf(points[to]?.at ?? 0) === column) {
      const place = points[to]?.place ?? 0
      if (place < (points[least]?.place ?? 0)) least = to
      if (place > (points[most]?.place ?? 0)) most = to
      to++
    }
    const kept = new Set([from, Math.min(least, most), Math.max(least, most), to - 1])
    for (const nth of kept) {
      const point = points[nth]
      if (point !== undefined) thin.push(point)
    }
    from = to
  }
  return thin
}

const number = (value: number) => Math.round(value * 10) / 10

/** The path of a scan's progress. */
export const curvePath = (
  points: readonly CurvePoint[],
  x: (at: number) => number,
  y: (place: number) => number,
): string =>
  line<CurvePoint>()
    .x(({ at }) => number(x(at)))
    .y(({ place }) => number(y(place)))(thinned(points, (at) => Math.floor(x(at)))) ?? ''

/** Short marks at these places of the ruler: one for each pixel that has any. */
export function marksPath(
  places: Iterable<number>,
  x: (place: number) => number,
  y: number,
  height: number,
): string {
  const columns = new Set<number>()
  for (const place of places) if (place < 1) columns.add(Math.round(x(place)))
  return Array.from(columns, (column) => `M${column} ${y}v${height}`).join('')
}
