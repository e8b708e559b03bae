import type { Rect } from '../scene.ts'
import { HEAT_STATES, type Heat } from './picture.ts'

/** Columns of a strip: a few pixels each on a wide screen. */
const BINS = 192

export type HeatState = (typeof HEAT_STATES)[number]

/** Counts keys by their place on the ruler, in [0, 1), and by their state. */
export function createHeat() {
  const width = HEAT_STATES.length
  const counts = new Uint16Array(BINS * width)
  const sums = new Uint16Array(BINS)
  let most = 1
  return {
    add: (place: number, state: HeatState) => {
      const bin = Math.min(BINS - 1, Math.floor(place * BINS))
      const at = bin * width + HEAT_STATES.indexOf(state)
      counts[at] = (counts[at] ?? 0) + 1
      const sum = (sums[bin] ?? 0) + 1
      sums[bin] = sum
      if (sum > most) most = sum
    },
    heat: (): Heat => ({ bins: BINS, counts, most }),
  }
}

/** The bars of one state as one path: a thousand keys stay one node. */
export function heatPath({ bins, counts, most }: Heat, state: HeatState, place: Rect): string {
  const width = HEAT_STATES.length
  const level = HEAT_STATES.indexOf(state)
  const unit = (place.h - 4) / most
  const step = place.w / bins
  const bar = Math.max(0.8, step * 0.86).toFixed(2)
  const parts: string[] = []
  for (let bin = 0; bin < bins; bin++) {
    const count = counts[bin * width + level] ?? 0
    if (count === 0) continue
    let below = 0
    for (let under = 0; under < level; under++) below += counts[bin * width + under] ?? 0
    const x = (place.x + bin * step).toFixed(1)
    const y = (place.y + place.h - 2 - (below + count) * unit).toFixed(1)
    parts.push(`M${x} ${y}h${bar}v${(count * unit).toFixed(1)}h-${bar}z`)
  }
  return parts.join('')
}
