import { compareIntegers, isInteger, type Bytes } from '../bytes.ts'
import {
  addToTable,
  convertToTable,
  has,
  indexIn,
  makeRoom,
  removeMembers,
  setPairs,
} from '../collection.ts'
import { bulks, integer, ONE, ZERO, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { emptyTable, isTable, pairsOf, sizeOf, type SmallValue } from '../value.ts'

/** A new set for `members`: the first one decides, since 7.2 their number too. */
function createSet(session: Session, key: Bytes, members: readonly Bytes[]): void {
  const { options } = session.state
  const { setListpack, sizeHints } = session.rules.profile
  const hint = sizeHints ? members.length : 0
  const small = (encoding: SmallValue['encoding']) => {
    session.addKey(key, { type: 'set', encoding, pairs: [] })
  }
  if (isInteger(members[0] ?? '') && hint <= options['set-max-intset-entries']) small('intset')
  else if (setListpack && hint <= options['set-max-listpack-entries']) small('listpack')
  else {
    session.addKey(key, emptyTable('set'))
    if (sizeHints) makeRoom(session, key, hint)
  }
}

/** A set that gets more members than it may hold small becomes a table of their number at once. */
function convertForMany(session: Session, key: Bytes, members: number): void {
  const value = session.current(key)
  const { options } = session.state
  if (!session.rules.profile.sizeHints || isTable(value)) return
  const limit =
    value.encoding === 'intset'
      ? options['set-max-intset-entries']
      : options['set-max-listpack-entries']
  if (members > limit) convertToTable(session, key, members)
}

function insertInteger(session: Session, key: Bytes, value: SmallValue, member: Bytes): boolean {
  if (indexIn(value, member) >= 0) return false
  const after = value.pairs.findIndex(([other]) => compareIntegers(other, member) > 0)
  const pairs = value.pairs.toSpliced(after < 0 ? value.pairs.length : after, 0, [member, ''])
  setPairs(session, key, value, pairs)
  if (pairs.length > session.state.options['set-max-intset-entries']) {
    convertToTable(session, key, pairs.length)
  }
  return true
}

/** Whether a small set with this member more may be a listpack. */
function fitsListpack(session: Session, value: SmallValue, member: Bytes): boolean {
  const { options } = session.state
  const integers = value.encoding === 'intset' ? value.pairs : []
  const longest = Math.max(member.length, ...integers.map(([other]) => other.length))
  return (
    session.rules.profile.setListpack &&
    value.pairs.length < options['set-max-listpack-entries'] &&
    longest <= options['set-max-listpack-value']
  )
}

function addMember(session: Session, key: Bytes, member: Bytes): boolean {
  const value = session.current(key)
  if (isTable(value)) return addToTable(session, key, [member, ''])
  if (value.encoding === 'intset' && isInteger(member)) {
    return insertInteger(session, key, value, member)
  }
  if (indexIn(value, member) >= 0) return false
  if (fitsListpack(session, value, member)) {
    const pairs = [...value.pairs, [member, ''] as const]
    setPairs(session, key, { ...value, encoding: 'listpack' }, pairs)
    return true
  }
  const { sizeHints } = session.rules.profile
  convertToTable(session, key, value.pairs.length + (sizeHints ? 1 : 0))
  return addToTable(session, key, [member, ''])
}

/** SADD: one step of the set's table per member, present or not. */
export function sadd(session: Session, [, key = '', ...members]: readonly Bytes[]): Reply {
  if (session.collection(key, 'set') === undefined) createSet(session, key, members)
  else convertForMany(session, key, members.length)
  return integer(members.filter((member) => addMember(session, key, member)).length)
}

export function srem(session: Session, [, key = '', ...members]: readonly Bytes[]): Reply {
  if (session.collection(key, 'set') === undefined) return ZERO
  return integer(removeMembers(session, key, members))
}

export function sismember(session: Session, [, key = '', member = '']: readonly Bytes[]): Reply {
  if (session.collection(key, 'set') === undefined) return ZERO
  return has(session, key, member) ? ONE : ZERO
}

export function scard(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = session.collection(key, 'set')
  return value === undefined ? ZERO : integer(sizeOf(value))
}

/** SMEMBERS walks the buckets from 0 upward, table 0 first, and moves none. */
export function smembers(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = session.collection(key, 'set')
  return bulks(value === undefined ? [] : pairsOf(value).map(([member]) => member))
}
