import type { Interval } from '../interval.ts'
import type { Rect } from '../scene.ts'
import type { SlotRun } from './picture.ts'
import { slotX } from './scene.ts'

/** Runs narrower than this are widened, so that a single slot of a busy band is still seen. */
const LEAST = 0.6

const block = (x: number, w: number, { y, h }: Rect): string =>
  `M${x.toFixed(2)} ${y}h${Math.max(LEAST, w).toFixed(2)}v${h}h-${Math.max(LEAST, w).toFixed(2)}z`

/** One path for all slots of an owner: thousands of runs stay one node. */
export const runPath = (runs: readonly SlotRun[], hue: number, band: Rect): string =>
  runs
    .filter((run) => run.hue === hue)
    .map(({ from, to }) => block(slotX(band, from), slotX(band, to) - slotX(band, from), band))
    .join('')

/** The scanned part of the band. */
export const scannedPath = (scanned: readonly Interval[], band: Rect): string =>
  scanned.map(([from, to]) => block(band.x + from * band.w, (to - from) * band.w, band)).join('')

/** The widest run of each owner, which has room for its name. */
export function namedRuns(runs: readonly SlotRun[]): readonly SlotRun[] {
  const widest = new Map<string | null, SlotRun>()
  for (const run of runs) {
    const known = widest.get(run.owner)
    if (known === undefined || run.to - run.from > known.to - known.from) widest.set(run.owner, run)
  }
  return [...widest.values()]
}

/** Hues in the band, each once. */
export const huesIn = (runs: readonly SlotRun[]): readonly number[] => [
  ...new Set(runs.map(({ hue }) => hue)),
]
