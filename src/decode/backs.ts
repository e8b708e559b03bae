import { isBreath, type Work } from './work.ts'

/** The same cursors come again and again: `period` of them, from one stop to before another. */
export interface Loop {
  readonly from: number
  readonly to: number
  readonly period: number
  /** The walk shows nothing after it. */
  readonly endless: boolean
}

/** A stop that stands no further than the one before it. */
export interface Backs {
  readonly loops: readonly Loop[]
  /** Stops outside the loops that went back. */
  readonly backs: readonly number[]
}

/** Rounds that make a loop; a cursor sent twice is a retry. */
const ROUNDS = 2
const ROUNDS_ALONE = 3

function loopAt(
  orders: readonly bigint[],
  first: number,
  back: number,
): { readonly to: number; readonly rounds: number } {
  const period = back - first
  let to = back
  while (to < orders.length && orders[to] === orders[to - period]) to++
  return { to, rounds: (to - first) / period }
}

/** Where a walk goes back or in circles; `orders` rise along a scan. */
export function* backsOf(orders: readonly bigint[]): Work<Backs> {
  const loops: Loop[] = []
  const backs: number[] = []
  const seen = new Map<bigint, number>()
  for (let stop = 0; stop < orders.length; stop++) {
    const order = orders[stop] ?? 0n
    const before = orders[stop - 1]
    if (before !== undefined && order <= before) {
      const first = seen.get(order)
      const { to, rounds } =
        first === undefined ? { to: stop, rounds: 0 } : loopAt(orders, first, stop)
      const enough = first === stop - 1 ? ROUNDS_ALONE : ROUNDS
      if (first !== undefined && rounds >= enough) {
        loops.push({ from: first, to, period: stop - first, endless: to === orders.length })
        stop = to - 1
        continue
      }
      backs.push(stop)
    }
    seen.set(order, stop)
    if (isBreath(stop)) yield
  }
  return { loops, backs }
}

/** More walks than this are no walks at all. */
const MOST_WALKS = 12

/**
 * How many walks, each only going forward, are enough to make up the list when each cursor joins
 * the walk that is least behind it; null when more than a dozen are needed.
 */
export function* walksIn(orders: readonly bigint[]): Work<number | null> {
  const heads: bigint[] = []
  for (const [nth, order] of orders.entries()) {
    if (isBreath(nth)) yield
    let best = -1
    heads.forEach((head, walk) => {
      if (head < order && (best === -1 || head > (heads[best] ?? 0n))) best = walk
    })
    if (best !== -1) heads[best] = order
    else if (heads.length === MOST_WALKS) return null
    else heads.push(order)
  }
  return heads.length
}
