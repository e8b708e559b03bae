import { placeOf } from '../decode/index.ts'
import type { Bytes } from '../server/index.ts'
import type { ScanCall } from './calls.ts'
import { spanAt, type Telling, type WalkAt } from './telling.ts'

/** A part of the ruler: from <= place < to. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What is known of a name that the walk has returned. */
export interface Known {
  readonly name: Bytes
  /** How often it has been returned. */
  readonly times: number
  /** The last call that returned it, counted from 0 within the walk. */
  readonly lastCall: number
  /** Where its hash lies: exactly, when its bits were learned, else within what was read. */
  readonly place: Stretch
  readonly learned: boolean
}

/** The part of the ruler that a call has read: from the start of its first bucket on. */
export function readBy(call: ScanCall, buckets: number | null): Stretch {
  const from = buckets === null ? call.from : Math.floor(call.from * buckets) / buckets
  return { from, to: call.to }
}

const meet = (a: Stretch, b: Stretch): Stretch => {
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
  // Sizes are inferred: if two pages have nothing in common, the later one stands.
  return both.from < both.to ? both : b
}

/** Where a learned hash lies. */
function learnedPlace({ low, hashBits }: Telling, name: Bytes): Stretch | null {
  const bits = low.get(name)
  if (bits === undefined) return null
  const from = placeOf(BigInt(bits))
  return { from, to: from + 2 ** -hashBits }
}

/** All names that a walk has returned so far. Pages without a table tell nothing of the place. */
export function knownIn(telling: Telling, { walk, calls }: WalkAt): ReadonlyMap<Bytes, Known> {
  const known = new Map<Bytes, Known>()
  calls.forEach((call, nth) => {
    const span = spanAt(walk, nth)
    const page = readBy(call, span?.size ?? (call.slots ? null : 1))
    for (const name of call.keys) {
      const before = known.get(name)
      const learned = before === undefined ? learnedPlace(telling, name) : null
      const place = learned ?? (before === undefined ? page : meet(before.place, page))
      known.set(name, {
        name,
        times: (before?.times ?? 0) + 1,
        lastCall: nth,
        place: before?.learned === true ? before.place : place,
        learned: before?.learned ?? learned !== null,
      })
    }
  })
  return known
}

/** The bucket of a table that a stretch lies in as a whole; null when it lies in several. */
export function bucketOf({ from, to }: Stretch, buckets: number): number | null {
  const cell = Math.floor(from * buckets)
  if (to * buckets > cell + 1) return null
  // Cells stand in the order of mirrored bucket numbers.
  return placeOf(BigInt(cell)) * buckets
}
