import { expand } from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import { addToTable, compareScored } from './collection.ts'
import { valueAt, type Place } from './events.ts'
import { OK, Refusal, type Reply } from './reply.ts'
import type { Session } from './session.ts'
import { emptyTable, isTable, pairsOf, type TableValue, type Value } from './value.ts'

/** A key as a dump has it. */
export interface DumpedKey {
  readonly key: Bytes
  readonly value: Value
  readonly deadline: number | null
}

/** How keys come and go between servers: the parts of MIGRATE, and a whole dump. */
export type KeyMove =
  /** The source looks at the keys that it is to give away. */
  | { readonly type: 'offer'; readonly keys: readonly Bytes[] }
  /** The target takes one in (RESTORE); `looks`: it asks first whether the key has come already. */
  | (DumpedKey & {
      readonly type: 'take'
      readonly looks: boolean
      readonly replaces: boolean
    })
  /** A server that starts, or follows another anew, reads all keys from a dump. */
  | { readonly type: 'load'; readonly items: readonly DumpedKey[] }
  /** The source lets go of what has arrived. */
  | { readonly type: 'drop'; readonly keys: readonly Bytes[] }

/** The table as it is loaded from a dump: given room at once, filled in the order of the dump. */
function rebuild(session: Session, key: Bytes, value: TableValue): void {
  const pairs = pairsOf(value)
  session.tell({ kind: 'value.set', key, value: emptyTable(value.type) })
  expand(session.open(valueAt(key)), session.rules.dict, pairs.length)
  // A sorted set is dumped from its highest score down.
  const dumped = value.type === 'zset' ? pairs.toSorted(compareScored).reverse() : pairs
  for (const pair of dumped) addToTable(session, key, pair)
  for (const [field, at] of value.fieldDeadlines ?? []) {
    session.tell({ kind: 'fieldDeadline.set', key, field, at })
  }
}

function take(session: Session, part: KeyMove & { type: 'take' }): void {
  const { key, value, deadline, looks, replaces } = part
  if (looks) session.lookup(key)
  if (replaces) session.deleteKey(key)
  else if (session.lookup(key) !== undefined) {
    throw new Refusal('BUSYKEY Target key name already exists.')
  }
  session.addKey(key, value)
  if (isTable(value)) rebuild(session, key, value)
  if (deadline !== null) session.setDeadline(key, deadline)
}

/** What a dump holds, slot by slot or all at once: the tables are given room first. */
function load(session: Session, items: readonly DumpedKey[]): void {
  const rooms = new Map<string, { place: Place; keys: number }>()
  for (const { key } of items) {
    const place = session.keyspaceOf(key)
    const name = JSON.stringify(place)
    rooms.set(name, { place, keys: (rooms.get(name)?.keys ?? 0) + 1 })
  }
  for (const { place, keys } of rooms.values()) {
    expand(session.open(place), session.rules.dict, keys)
  }
  for (const { key, value, deadline } of items) {
    session.addKey(key, value)
    if (isTable(value)) rebuild(session, key, value)
    if (deadline !== null) session.setDeadline(key, deadline)
  }
}

/** Does one part of it. */
export function move(session: Session, part: KeyMove): Reply {
  switch (part.type) {
    case 'offer': {
      const found = part.keys.filter((key) => session.lookup(key) !== undefined)
      for (const key of found) session.deadlineOf(key)
      return OK
    }
    case 'take':
      take(session, part)
      return OK
    case 'load':
      load(session, part.items)
      return OK
    case 'drop':
      for (const key of part.keys) session.deleteKey(key)
      return OK
  }
}
