import { lower, type Bytes } from '../bytes.ts'
import {
  addToTable,
  convertToTable,
  indexIn,
  makeRoom,
  removeMembers,
  setPairs,
} from '../collection.ts'
import { valueAt } from '../events.ts'
import { fieldOf, hasField, isFieldExpired } from '../fields.ts'
import { bulk, bulks, integer, NIL, OK, ONE, wrongArity, ZERO, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { fieldDeadline, isTable, pairsOf, sizeOf, type Pair } from '../value.ts'

/** The room that a hash asks for when it becomes a table. */
const roomFor = ({ rules }: Session, fields: number) => (rules.profile.presizesHash ? fields : null)

/** Before the first field is set: a table for many fields, or for one that is too long. */
function convertForWords(session: Session, key: Bytes, words: readonly Bytes[]): void {
  const value = session.current(key)
  if (isTable(value)) return
  const { options } = session.state
  const fields = words.length / 2
  if (session.rules.profile.sizeHints && fields > options['hash-max-listpack-entries']) {
    convertToTable(session, key, value.pairs.length)
    makeRoom(session, key, fields)
  } else if (words.some((word) => word.length > options['hash-max-listpack-value'])) {
    convertToTable(session, key, roomFor(session, value.pairs.length))
  }
}

function setInTable(session: Session, key: Bytes, pair: Pair): boolean {
  const [field, payload] = pair
  const there = session.rules.profile.hsetFinds && session.find(valueAt(key), field)
  if (!there && addToTable(session, key, pair)) return true
  session.tell({ kind: 'payload.set', key, field, payload })
  persistField(session, key, field)
  return false
}

/** A field that is set anew expires no more. */
function persistField(session: Session, key: Bytes, field: Bytes): void {
  if (fieldDeadline(session.current(key), field) === undefined) return
  session.tell({ kind: 'fieldDeadline.removed', key, field })
}

/** Sets one field; true when it is new. */
function setField(session: Session, key: Bytes, pair: Pair): boolean {
  const value = session.current(key)
  if (isTable(value)) return setInTable(session, key, pair)
  const index = indexIn(value, pair[0])
  if (index >= 0) {
    setPairs(session, key, value, value.pairs.with(index, pair))
    persistField(session, key, pair[0])
    return false
  }
  const pairs = [...value.pairs, pair]
  setPairs(session, key, value, pairs)
  if (pairs.length > session.state.options['hash-max-listpack-entries']) {
    convertToTable(session, key, roomFor(session, pairs.length))
  }
  return true
}

/** HSET and HMSET. */
export function hset(session: Session, [name = '', key = '', ...words]: readonly Bytes[]): Reply {
  const command = lower(name)
  if (words.length % 2 !== 0) throw wrongArity(command)
  if (session.collection(key, 'hash') === undefined) {
    session.addKey(key, { type: 'hash', encoding: session.rules.profile.small, pairs: [] })
  }
  convertForWords(session, key, words)
  let added = 0
  for (let i = 0; i < words.length; i += 2) {
    if (setField(session, key, [words[i] ?? '', words[i + 1] ?? ''])) added++
  }
  return command === 'hmset' ? OK : integer(added)
}

export function hget(session: Session, [, key = '', field = '']: readonly Bytes[]): Reply {
  if (session.collection(key, 'hash') === undefined) return NIL
  const payload = fieldOf(session, key, field)
  return payload === undefined ? NIL : bulk(payload)
}

export function hexists(session: Session, [, key = '', field = '']: readonly Bytes[]): Reply {
  if (session.collection(key, 'hash') === undefined) return ZERO
  return hasField(session, key, field) ? ONE : ZERO
}

export function hdel(session: Session, [, key = '', ...fields]: readonly Bytes[]): Reply {
  if (session.collection(key, 'hash') === undefined) return ZERO
  return integer(removeMembers(session, key, fields))
}

/** HLEN counts the expired fields that are still there, HGETALL leaves them out. */
export function hlen(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = session.collection(key, 'hash')
  return value === undefined ? ZERO : integer(sizeOf(value))
}

export function hgetall(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = session.collection(key, 'hash')
  if (value === undefined) return bulks([])
  return bulks(
    pairsOf(value).flatMap((pair) => (isFieldExpired(session, value, pair[0]) ? [] : pair)),
  )
}
