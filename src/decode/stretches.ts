import { bitLength } from './sizes.ts'
import { isBreath, type Work } from './work.ts'

/** Calls during which the (smaller) table had, as far as the cursors show, one size. */
export interface Stretch {
  /** From the first stop to before the last, both counted from 0. */
  readonly from: number
  readonly to: number
  /** The size is 2^exponent buckets, at least. */
  readonly exponent: number
}

/**
 * A change of size must save this many bits: of walks over one table that took steps as they came,
 * fewer than two in a thousand looked resized.
 */
export const DOUBT = 9.5

const LEAST = 2
const MOST = 64
const STATES = MOST - LEAST + 1

/**
 * The most buckets, as an exponent, that a table can have whose call went from one place to another:
 * a call looks at no more than `budget` buckets.
 */
export function mostExponent(from: number, to: number, budget: number): number {
  let exponent = 0
  while (exponent < MOST && 2 ** (exponent + 1) * (to - from) <= budget) exponent++
  return Math.max(LEAST, exponent)
}

/** Cheapest way to each size, stop by stop: staying is free, a change costs, a bit of size is a bit. */
interface Costs {
  now: Float64Array
  next: Float64Array
  /** 1 where the cheapest way into a size is a change. */
  readonly changed: Uint8Array
  /** The cheapest size before each stop. */
  readonly cheapest: Uint8Array
}

function advance(costs: Costs, stop: number, least: number, most: number): void {
  const { now, next, changed, cheapest } = costs
  let best = 0
  for (let state = 1; state < STATES; state++) {
    if ((now[state] ?? 0) < (now[best] ?? 0)) best = state
  }
  cheapest[stop] = best
  const change = (now[best] ?? 0) + (stop === 0 ? 0 : DOUBT)
  for (let state = 0; state < STATES; state++) {
    const stay = now[state] ?? 0
    const exponent = state + LEAST
    const possible = exponent >= least && exponent <= most
    changed[stop * STATES + state] = change < stay ? 1 : 0
    next[state] = possible ? Math.min(stay, change) + exponent : Infinity
  }
  costs.now = next
  costs.next = now
}

function traced({ now, changed, cheapest }: Costs, stops: number): Stretch[] {
  let state = now.indexOf(Math.min(...now))
  const stretches: Stretch[] = []
  let to = stops
  for (let stop = stops - 1; stop >= 0; stop--) {
    const turn = stop > 0 && changed[stop * STATES + state] === 1
    if (!turn && stop > 0) continue
    stretches.unshift({ from: stop, to, exponent: state + LEAST })
    to = stop
    if (turn) state = cheapest[stop] ?? 0
  }
  return stretches
}

/**
 * Splits a walk where its table was resized: the sizes by which the cursors take the fewest bits to
 * tell, when each takes as many as its table has and each change costs `DOUBT` (Viterbi's way).
 * `most` holds for each stop the most that the call allows. Yields now and then.
 */
export function* stretchesOf(
  cursors: readonly bigint[],
  most: readonly number[],
): Work<readonly Stretch[]> {
  const costs: Costs = {
    now: new Float64Array(STATES),
    next: new Float64Array(STATES),
    changed: new Uint8Array(cursors.length * STATES),
    cheapest: new Uint8Array(cursors.length),
  }
  for (const [stop, cursor] of cursors.entries()) {
    const least = Math.max(LEAST, bitLength(cursor))
    const bound = most[stop] ?? MOST
    // A bound below what the cursor needs comes from a call that the paste does not show.
    advance(costs, stop, least, bound < least ? MOST : bound)
    if (isBreath(stop)) yield
  }
  return cursors.length === 0 ? [] : traced(costs, cursors.length)
}
