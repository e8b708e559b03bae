import { expand } from '../engine/index.ts'
import { compareBytes, type Bytes } from './bytes.ts'
import { valueAt } from './events.ts'
import type { Session } from './session.ts'
import { emptyTable, isTable, sizeOf, withoutPair, type Pair, type SmallValue } from './value.ts'

/** Where a member stands in a small collection; -1 when it is not there. */
export const indexIn = (value: SmallValue, member: Bytes): number =>
  value.pairs.findIndex(([key]) => key === member)

/** Whether the collection has the member. A table makes a rehash step, whatever the answer. */
export function has(session: Session, key: Bytes, member: Bytes): boolean {
  const value = session.current(key)
  return isTable(value) ? session.find(valueAt(key), member) : indexIn(value, member) >= 0
}

/** What hangs on a member; undefined when it is not there. */
export function payloadOf(session: Session, key: Bytes, member: Bytes): Bytes | undefined {
  const value = session.current(key)
  if (!isTable(value)) return value.pairs[indexIn(value, member)]?.[1]
  return session.find(valueAt(key), member) ? value.payloads.get(member) : undefined
}

export function setPairs(session: Session, key: Bytes, value: SmallValue, pairs: readonly Pair[]) {
  session.tell({ kind: 'value.set', key, value: { ...value, pairs } })
}

/** Makes room in the table of a collection for `members` at once (dictExpand). */
export function makeRoom(session: Session, key: Bytes, members: number): void {
  expand(session.open(valueAt(key)), session.rules.dict, members)
}

/** Adds to a table what is known to be new, with what hangs on it. */
export function addToTable(session: Session, key: Bytes, [member, payload]: Pair): boolean {
  if (!session.add(valueAt(key), member)) return false
  if (session.current(key).type !== 'set') {
    session.tell({ kind: 'payload.set', key, field: member, payload })
  }
  return true
}

/** Turns a small collection into a table, sized for `room` members first unless that is null. */
export function convertToTable(session: Session, key: Bytes, room: number | null): void {
  const value = session.current(key)
  if (isTable(value)) return
  session.tell({ kind: 'value.set', key, value: emptyTable(value.type) })
  if (room !== null) makeRoom(session, key, room)
  for (const pair of value.pairs) addToTable(session, key, pair)
  for (const [field, at] of value.fieldDeadlines ?? []) {
    session.tell({ kind: 'fieldDeadline.set', key, field, at })
  }
}

/** Removes a member; a table makes a rehash step, whatever the answer. */
export function removeOne(session: Session, key: Bytes, member: Bytes): boolean {
  const value = session.current(key)
  if (isTable(value)) {
    if (!session.removeMember(key, member)) return false
    if (value.type !== 'set') session.tell({ kind: 'payload.removed', key, field: member })
    return true
  }
  const index = indexIn(value, member)
  if (index < 0) return false
  session.tell({ kind: 'value.set', key, value: withoutPair(value, index) })
  return true
}

/** SREM, HDEL and ZREM: how many were there. Stops when the last one goes, and the key with it. */
export function removeMembers(session: Session, key: Bytes, members: readonly Bytes[]): number {
  let removed = 0
  for (const member of members) {
    if (!removeOne(session, key, member)) continue
    removed++
    if (sizeOf(session.current(key)) === 0) {
      session.deleteKey(key)
      break
    }
  }
  return removed
}

/** Orders members of a small sorted set: by score, equal ones by their bytes. */
export const compareScored = ([a, scoreA]: Pair, [b, scoreB]: Pair): number => {
  const difference = Number(scoreA) - Number(scoreB)
  return difference > 0 ? 1 : difference < 0 ? -1 : compareBytes(a, b)
}
