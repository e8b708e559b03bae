import type { Rect } from '../scene.ts'
import { HEAT_STATES, type Heat, type HeatState } from './picture.ts'

/** Columns of a strip: a few pixels each on a wide screen. */
const BINS = 192

const WIDTH = HEAT_STATES.length

/** The first count of the column at a place in [0, 1). */
const columnAt = (place: number): number => Math.min(BINS - 1, Math.floor(place * BINS)) * WIDTH

function addTo(counts: Uint16Array, place: number, state: HeatState, change: 1 | -1): void {
  const at = columnAt(place) + HEAT_STATES.indexOf(state)
  counts[at] = (counts[at] ?? 0) + change
}

/** A key at its place on the ruler, in [0, 1). */
export interface Placed {
  readonly place: number
  readonly state: HeatState
}

/** Counts keys by their place and their state. */
export function heatOf(keys: Iterable<Placed>): Heat {
  const counts = new Uint16Array(BINS * WIDTH)
  for (const { place, state } of keys) addTo(counts, place, state, 1)
  let most = 1
  for (let column = 0; column < counts.length; column += WIDTH) {
    const sum = counts.subarray(column, column + WIDTH).reduce((all, count) => all + count, 0)
    most = Math.max(most, sum)
  }
  return { bins: BINS, counts, most }
}

/** The counts after keys have changed their state: none moves, so the highest column stays. */
export function heatAfter(heat: Heat, changed: Iterable<Placed & { was: HeatState }>): Heat {
  const counts = heat.counts.slice()
  for (const { place, was, state } of changed) {
    addTo(counts, place, was, -1)
    addTo(counts, place, state, 1)
  }
  return { ...heat, counts }
}

/** The bars of one state as one path: a thousand keys stay one node. */
export function heatPath({ bins, counts, most }: Heat, state: HeatState, place: Rect): string {
  const level = HEAT_STATES.indexOf(state)
  const unit = (place.h - 4) / most
  const step = place.w / bins
  const bar = Math.max(0.8, step * 0.86).toFixed(2)
  const parts: string[] = []
  for (let bin = 0; bin < bins; bin++) {
    const count = counts[bin * WIDTH + level] ?? 0
    if (count === 0) continue
    let below = 0
    for (let under = 0; under < level; under++) below += counts[bin * WIDTH + under] ?? 0
    const x = (place.x + bin * step).toFixed(1)
    const y = (place.y + place.h - 2 - (below + count) * unit).toFixed(1)
    parts.push(`M${x} ${y}h${bar}v${(count * unit).toFixed(1)}h-${bar}z`)
  }
  return parts.join('')
}
