import type { AnyTrace } from '../trace/index.ts'
import { momentAfter, type Grain } from './grain.ts'

/** A walk of more stations goes in longer steps: by buckets, then by calls. */
const STATIONS = 12

/** Milliseconds between two stations at speed 1, and for a whole walk at most. */
const STATION = 480
const WHOLE = 6000

const GRAINS: readonly Grain[] = ['micro', 'bucket', 'call']

function stations(trace: AnyTrace, from: number, to: number, grain: Grain): number[] {
  const found: number[] = []
  let at = from
  while (at < to) {
    at = Math.min(to, momentAfter(trace, at, grain, 1))
    found.push(at)
  }
  return found
}

/**
 * The moments through which the picture goes from one moment to a later one: micro-steps when they
 * are few, else bucket by bucket, else call by call. To an earlier moment it goes at once.
 */
export function wayTo(trace: AnyTrace, from: number, to: number): readonly number[] {
  if (to <= from) return [to]
  const ways = GRAINS.map((grain) => () => stations(trace, from, to, grain))
  for (const way of ways) {
    const found = way()
    if (found.length <= STATIONS) return found
  }
  return stations(trace, from, to, 'call')
}

/** Milliseconds between two stations of a walk. */
export const paceOf = (count: number, speed: number): number =>
  Math.min(STATION, WHOLE / count) / speed
