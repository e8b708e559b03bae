import { clusteredOf, clusterPlaceOf } from './clustered.ts'
import { mirrored, placeOf } from './place.ts'
import type { Scan } from './scans.ts'
import { isBreath, type Work } from './work.ts'

/** How the bits of a cursor are taken: one table, or in cluster mode the slot in the low 14 bits. */
export type Layout = 'table' | 'cluster'

/** What is above the slot has 50 bits, so mirrored its low 14 are free. */
const SLOT_PLACE = 50n
const FREE = 14n

/**
 * A number of 64 bits that rises along a scan: of two cursors the one with the larger is further.
 * (Longer ones would all fall into the same place of a Map.)
 */
export function orderOf(cursor: bigint, layout: Layout): bigint {
  if (layout === 'table') return mirrored(cursor)
  const { slot, dictCursor } = clusteredOf(cursor)
  return (BigInt(slot) << SLOT_PLACE) | (mirrored(dictCursor) >> FREE)
}

/** Which share of the walk lies behind a cursor, in [0, 1). */
export const progressOf = (cursor: bigint, layout: Layout): number =>
  layout === 'table' ? placeOf(cursor) : clusterPlaceOf(cursor)

/** How often the scans do not go forward. */
export function* countBacks(scans: readonly Scan[], layout: Layout): Work<number> {
  let [backs, seen] = [0, 0]
  for (const { stops } of scans) {
    let last = -1n
    for (const { value } of stops) {
      const order = orderOf(value, layout)
      if (order <= last) backs++
      last = order
      if (isBreath(seen++)) yield
    }
  }
  return backs
}

/** Once back may be a scan that began again; twice, or once in a list this long, is not. */
const LONG = 6

/**
 * The layout in which the scans go forward: one table, unless the cursors go back in it and do not
 * when their low 14 bits are a slot.
 */
export function* likelyLayout(scans: readonly Scan[]): Work<Layout> {
  const asTable = yield* countBacks(scans, 'table')
  const stops = scans.reduce((sum, scan) => sum + scan.stops.length, 0)
  if (asTable === 0 || (asTable === 1 && stops < LONG)) return 'table'
  return (yield* countBacks(scans, 'cluster')) * 4 <= asTable ? 'cluster' : 'table'
}
