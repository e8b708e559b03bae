import { isInteger, lower, type Bytes } from '../bytes.ts'
import {
  bulk,
  integer,
  NIL,
  notAnInteger,
  OK,
  ONE,
  Refusal,
  syntaxError,
  wrongType,
  ZERO,
} from '../reply.ts'
import type { Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { encodingOf, isShared, type StringValue } from '../value.ts'
import { deadlineFrom } from './deadline.ts'

const stringOf = (bytes: Bytes, appended = false): StringValue => ({
  type: 'string',
  bytes,
  appended,
})

function lookupString(session: Session, key: Bytes): StringValue | undefined {
  const value = session.lookup(key)
  if (value === undefined) return undefined
  if (value.type !== 'string') throw wrongType()
  return value
}

interface SetOptions {
  readonly only: 'nx' | 'xx' | null
  readonly keepTtl: boolean
  readonly get: boolean
  readonly at: number | null
}

const TIMES = new Set(['ex', 'px', 'exat', 'pxat'])
/** What SET of 4.0 takes. */
const OLD = new Set(['nx', 'xx', 'ex', 'px'])

function parseSetOptions(session: Session, words: readonly Bytes[]): SetOptions {
  let options: SetOptions = { only: null, keepTtl: false, get: false, at: null }
  for (let i = 0; i < words.length; i++) {
    const name = lower(words[i] ?? '')
    const value = words[i + 1]
    if (!session.rules.profile.expireFlags && !OLD.has(name)) throw syntaxError()
    if ((name === 'nx' || name === 'xx') && (options.only ?? name) === name) {
      options = { ...options, only: name }
    } else if (name === 'get') options = { ...options, get: true }
    else if (name === 'keepttl' && options.at === null) options = { ...options, keepTtl: true }
    else if (TIMES.has(name) && value !== undefined && options.at === null && !options.keepTtl) {
      options = { ...options, at: deadlineFrom(session, value, name, 'set') }
      i++
    } else throw syntaxError()
  }
  return options
}

/** SET: a lookup, an add or another lookup, and one more to drop or set the deadline. */
export function set(session: Session, [, key = '', bytes = '', ...words]: readonly Bytes[]): Reply {
  const { only, keepTtl, get, at } = parseSetOptions(session, words)
  const old = get ? lookupString(session, key) : undefined
  const before: Reply = old === undefined ? NIL : bulk(old.bytes)
  const found = session.lookup(key) !== undefined
  if ((only === 'nx' && found) || (only === 'xx' && !found)) return get ? before : NIL
  if (found) session.replaceKey(key, stringOf(bytes))
  else session.addKey(key, stringOf(bytes))
  const keeps = keepTtl || (at !== null && session.rules.profile.keepsDeadlineEntry)
  if (!keeps) session.removeDeadline(key)
  const hasEntry = found && session.rules.profile.replaces === 'found'
  if (at !== null) session.setDeadline(key, at, hasEntry)
  return get ? before : OK
}

export function setnx(session: Session, [, key = '', bytes = '']: readonly Bytes[]): Reply {
  if (session.lookup(key) !== undefined) return ZERO
  session.addKey(key, stringOf(bytes))
  session.removeDeadline(key)
  return ONE
}

export function get(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = lookupString(session, key)
  return value === undefined ? NIL : bulk(value.bytes)
}

export function strlen(session: Session, [, key = '']: readonly Bytes[]): Reply {
  return integer(lookupString(session, key)?.bytes.length ?? 0)
}

/** APPEND lengthens a raw string where it lies; any other is replaced, at the cost of a lookup. */
export function append(session: Session, [, key = '', tail = '']: readonly Bytes[]): Reply {
  const value = lookupString(session, key)
  if (value === undefined) {
    session.addKey(key, stringOf(tail))
    return integer(tail.length)
  }
  const bytes = value.bytes + tail
  if (encodingOf(value) !== 'raw') session.replaceKey(key, stringOf(bytes, true))
  else session.tell({ kind: 'value.set', key, value: stringOf(bytes, true) })
  return integer(bytes.length)
}

/** INCR counts an integer of its own where it lies; any other value is replaced. */
export function incr(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = lookupString(session, key)
  if (value !== undefined && !isInteger(value.bytes)) throw notAnInteger()
  const next = BigInt(value?.bytes ?? 0) + 1n
  if (next >= 2n ** 63n) throw new Refusal('ERR increment or decrement would overflow')
  const replaced = stringOf(String(next))
  if (value === undefined) session.addKey(key, replaced)
  else if (encodingOf(value) === 'int' && !isShared(value) && !isShared(replaced)) {
    session.tell({ kind: 'value.set', key, value: replaced })
  } else session.replaceKey(key, replaced)
  return integer(next)
}
