import { isInteger, lower, type Bytes } from '../bytes.ts'
import { has, payloadOf } from '../collection.ts'
import { deleteField, isFieldExpired } from '../fields.ts'
import { array, integer, notAnInteger, Refusal, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { fieldDeadline, isTable } from '../value.ts'

/** What is answered for a field that is not there, or that has no deadline. */
const NO_FIELD = -2
const NO_DEADLINE = -1
const NOT_MET = 0
const DONE = 1
const DELETED = 2

/** The latest moment that a field's deadline may be: 46 bits of milliseconds. */
const LATEST = 2 ** 46 - 1
const MAX_FIELDS = 2n ** 63n - 1n

const CONDITIONS = ['nx', 'xx', 'gt', 'lt'] as const
type Condition = (typeof CONDITIONS)[number]

/** The fields behind the word FIELDS and their number, which must be right. */
function parseFields(words: readonly Bytes[], wrongNumber: string): readonly Bytes[] {
  const [word = '', count = '', ...fields] = words
  if (lower(word) !== 'fields') {
    throw new Refusal('ERR Mandatory argument FIELDS is missing or not at the right position')
  }
  if (!isInteger(count) || BigInt(count) < 1n || BigInt(count) > MAX_FIELDS) {
    throw new Refusal(`ERR ${wrongNumber}`)
  }
  if (BigInt(count) !== BigInt(fields.length)) {
    throw new Refusal('ERR The `numfields` parameter must match the number of arguments')
  }
  return fields
}

/** One answer for each field; the same for all when the key is missing. */
const answers = (fields: readonly Bytes[], answer: (field: Bytes) => number): Reply =>
  array(fields.map((field) => integer(answer(field))))

/** The moment that the words mean: from now, or since 1970 in the commands that end with AT. */
function parseMoment({ state }: Session, command: string, words: Bytes): number {
  if (!isInteger(words)) throw notAnInteger()
  const given = Number(words)
  if (given < 0) throw new Refusal('ERR invalid expire time, must be >= 0')
  const base = command.endsWith('at') ? 0 : state.now
  const at = (command.startsWith('hp') ? given : given * 1000) + base
  if (at > LATEST) throw new Refusal(`ERR invalid expire time in '${command}' command`)
  return at
}

/** Before the first deadline a small hash changes its form, and the key is looked up once more. */
function prepare(session: Session, key: Bytes): void {
  const value = session.current(key)
  if (!isTable(value) && value.encoding !== 'listpackex') {
    session.tell({ kind: 'value.set', key, value: { ...value, encoding: 'listpackex' } })
  }
  if ((value.fieldDeadlines?.size ?? 0) === 0) session.find(session.keyspaceOf(key), key)
}

/** Whether the condition lets the deadline `at` take the place of `old`. */
function isMet(condition: Condition | undefined, old: number | undefined, at: number): boolean {
  switch (condition) {
    case undefined:
      return true
    case 'nx':
      return old === undefined
    case 'xx':
      return old !== undefined
    case 'gt':
      return old !== undefined && at > old
    case 'lt':
      return old === undefined || at < old
  }
}

/** HEXPIRE, HPEXPIRE, HEXPIREAT, HPEXPIREAT; a moment that is over deletes the field at once. */
export function hexpire(
  session: Session,
  [name = '', key = '', words = '', ...rest]: readonly Bytes[],
): Reply {
  const there = session.collection(key, 'hash') !== undefined
  const at = parseMoment(session, lower(name), words)
  const condition = CONDITIONS.find((one) => one === lower(rest[0] ?? ''))
  const fields = parseFields(
    condition === undefined ? rest : rest.slice(1),
    'Parameter `numFields` should be greater than 0',
  )
  if (!there) return answers(fields, () => NO_FIELD)
  prepare(session, key)
  let alive = true
  return answers(fields, (field) => {
    if (!alive || payloadOf(session, key, field) === undefined) return NO_FIELD
    if (!isMet(condition, fieldDeadline(session.current(key), field), at)) return NOT_MET
    if (at <= session.state.now) {
      alive = deleteField(session, key, field)
      return DELETED
    }
    session.tell({ kind: 'fieldDeadline.set', key, field, at })
    return DONE
  })
}

/** What a command shows of a deadline: what is left of it, or itself, in its unit. */
function shown(command: string, at: number, now: number): number {
  const moment = command.endsWith('expiretime') ? at : at - now
  return command.startsWith('hp') ? moment : Math.floor((moment + 999) / 1000)
}

const WRONG_NUMBER = 'Number of fields must be a positive integer'

/** HTTL, HPTTL, HEXPIRETIME, HPEXPIRETIME. */
export function httl(session: Session, [name = '', key = '', ...rest]: readonly Bytes[]): Reply {
  const value = session.collection(key, 'hash')
  const fields = parseFields(rest, WRONG_NUMBER)
  if (value === undefined) return answers(fields, () => NO_FIELD)
  const { now } = session.state
  return answers(fields, (field) => {
    if (!has(session, key, field)) return NO_FIELD
    const at = fieldDeadline(value, field)
    if (at === undefined) return NO_DEADLINE
    return at < now || (at === now && !isTable(value)) ? NO_FIELD : shown(lower(name), at, now)
  })
}

export function hpersist(session: Session, [, key = '', ...rest]: readonly Bytes[]): Reply {
  const there = session.collection(key, 'hash') !== undefined
  const fields = parseFields(rest, WRONG_NUMBER)
  if (!there) return answers(fields, () => NO_FIELD)
  return answers(fields, (field) => {
    if (!has(session, key, field)) return NO_FIELD
    const value = session.current(key)
    if (fieldDeadline(value, field) === undefined) return NO_DEADLINE
    if (isFieldExpired(session, value, field)) return NO_FIELD
    session.tell({ kind: 'fieldDeadline.removed', key, field })
    return DONE
  })
}
