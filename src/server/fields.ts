import type { Bytes } from './bytes.ts'
import { has, payloadOf, removeOne } from './collection.ts'
import type { Session } from './session.ts'
import { fieldDeadline, sizeOf, type Collection } from './value.ts'

/** Whether a field's time is over. It may still lie in the hash. */
export function isFieldExpired({ state }: Session, value: Collection, field: Bytes): boolean {
  const at = fieldDeadline(value, field)
  return at !== undefined && at < state.now
}

/** Deletes a field, and the hash with its last one. False when the hash is gone. */
export function deleteField(session: Session, key: Bytes, field: Bytes): boolean {
  removeOne(session, key, field)
  if (sizeOf(session.current(key)) > 0) return true
  session.deleteKey(key)
  return false
}

/** Deletes a field that a command has found expired; false when it has not. */
function expireField(session: Session, key: Bytes, field: Bytes): boolean {
  if (!isFieldExpired(session, session.current(key), field)) return false
  session.tell({ kind: 'field.expired', key, field, by: 'lookup' })
  deleteField(session, key, field)
  return true
}

/** The value of a field that is there and has not expired; one that has is deleted. */
export function fieldOf(session: Session, key: Bytes, field: Bytes): Bytes | undefined {
  const payload = payloadOf(session, key, field)
  return payload === undefined || expireField(session, key, field) ? undefined : payload
}

/** Whether the hash has a field that has not expired; one that has is deleted. */
export const hasField = (session: Session, key: Bytes, field: Bytes): boolean =>
  has(session, key, field) && !expireField(session, key, field)
