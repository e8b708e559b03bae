import type { Bytes } from './bytes.ts'
import { keyspaceOfSlot, type Place } from './events.ts'
import type { Session } from './session.ts'
import { SLOTS } from './slot.ts'

/** What one dictScan call found, and the cursor that leads on. */
export interface Walked {
  readonly cursor: number
  readonly keys: readonly Bytes[]
}

/** One dictScan call after the other, each from the cursor that it is given. */
export type Walk = (cursor: number) => Walked

/** The calls of a scan of one dict. Bits of a cursor beyond a word never name a bucket: engine/word.ts. */
export function walkOf(session: Session, place: Place): Walk {
  const dict = session.open(place)
  return (cursor) => {
    const keys: Bytes[] = []
    const emit = (id: number) => {
      keys.push(dict.keyOf(id))
    }
    const next = session.probes
      ? session.rules.scan(dict, cursor, emit, (probe) => {
          session.tell({ kind: 'dict.probe', place, probe })
        })
      : session.rules.scan(dict, cursor, emit)
    session.tell({ kind: 'scan.called', place, cursor, next, collected: keys })
    return { cursor: next, keys }
  }
}

/** The cursor of a keyspace with a dict per slot; 46 bits are a safe number. */
export const slotCursor = (slot: number, local: number): number => local * SLOTS + slot

/**
 * The calls of a scan of all slots up to `last`, or of one alone: in ascending order, each dict from
 * 0 to its end. The cursor carries the slot in its low bits.
 */
export function walkSlots(session: Session, only: number | null, last = SLOTS - 1): Walk {
  return (cursor) => {
    let slot = cursor % SLOTS
    let local = Math.floor(cursor / SLOTS)
    if (only !== null && slot > only) return { cursor: 0, keys: [] }
    if (only !== null && slot < only) {
      slot = only
      local = 0
    }
    const there = session.slots.get(slot).keyspace.tables[0].buckets.length > 0
    const walked = there
      ? walkOf(session, keyspaceOfSlot(slot))(local)
      : { cursor: 0, keys: [] as const }
    if (walked.cursor !== 0) return { ...walked, cursor: slotCursor(slot, walked.cursor) }
    const next = only === null ? session.slots.next(slot + 1, 'keyspace') : null
    return { ...walked, cursor: next === null || next > last ? 0 : next }
  }
}
