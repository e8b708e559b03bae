import { lower, type Bytes } from '../bytes.ts'
import {
  addToTable,
  compareScored,
  convertToTable,
  indexIn,
  makeRoom,
  payloadOf,
  removeMembers,
  setPairs,
} from '../collection.ts'
import { bulk, integer, NIL, Refusal, syntaxError, ZERO, type Reply } from '../reply.ts'
import { parseScore, printScore } from '../score.ts'
import type { Session } from '../session.ts'
import { emptyTable, isTable, sizeOf, type Pair, type SmallValue } from '../value.ts'

const OLD_FLAGS = ['nx', 'xx', 'ch'] as const
const FLAGS = [...OLD_FLAGS, 'gt', 'lt'] as const
type Flags = ReadonlySet<(typeof FLAGS)[number]>

interface Zadd {
  readonly flags: Flags
  readonly pairs: readonly Pair[]
}

function checkFlags(flags: Flags): void {
  if (flags.has('nx') && flags.has('xx')) {
    throw new Refusal('ERR XX and NX options at the same time are not compatible')
  }
  if (
    (flags.has('gt') && (flags.has('lt') || flags.has('nx'))) ||
    (flags.has('lt') && flags.has('nx'))
  ) {
    throw new Refusal('ERR GT, LT, and/or NX options at the same time are not compatible')
  }
}

function parseZadd({ rules }: Session, words: readonly Bytes[]): Zadd {
  const known = rules.profile.expireFlags ? FLAGS : OLD_FLAGS
  const flags = new Set<(typeof FLAGS)[number]>()
  let first = 0
  for (; first < words.length; first++) {
    const flag = known.find((name) => name === lower(words[first] ?? ''))
    if (flag === undefined) break
    flags.add(flag)
  }
  const rest = words.slice(first)
  if (rest.length === 0 || rest.length % 2 !== 0) throw syntaxError()
  checkFlags(flags)
  const pairs: Pair[] = []
  for (let i = 0; i < rest.length; i += 2) {
    pairs.push([rest[i + 1] ?? '', String(parseScore(rest[i] ?? ''))])
  }
  return { flags, pairs }
}

function createZset(session: Session, key: Bytes, pairs: readonly Pair[]): void {
  const { options } = session.state
  const { small, sizeHints } = session.rules.profile
  const limit = options['zset-max-listpack-entries']
  const tooMany = sizeHints ? pairs.length > limit : limit === 0
  if (!tooMany && (pairs[0]?.[0].length ?? 0) <= options['zset-max-listpack-value']) {
    session.addKey(key, { type: 'zset', encoding: small, pairs: [] })
    return
  }
  session.addKey(key, emptyTable('zset'))
  if (sizeHints) makeRoom(session, key, pairs.length)
}

function convertForMany(session: Session, key: Bytes, members: number): void {
  const many = members > session.state.options['zset-max-listpack-entries']
  if (session.rules.profile.sizeHints && many) convertToTable(session, key, members)
}

type Outcome = 'added' | 'changed' | 'same'

/** Whether the flags let a member's old score become the new one. */
function mayUpdate(flags: Flags, old: number, next: number): boolean {
  if (flags.has('nx') || old === next) return false
  if (flags.has('gt') && next <= old) return false
  return !(flags.has('lt') && next >= old)
}

const inOrder = (pairs: readonly Pair[]) => pairs.toSorted(compareScored)

/** Whether a sorted set of so many members, this one among them, may not be small. */
const tooBig = ({ state }: Session, members: number, member: Bytes): boolean =>
  members > state.options['zset-max-listpack-entries'] ||
  member.length > state.options['zset-max-listpack-value']

/** Adds a new member to a small sorted set, or makes it a table before or after, as the version. */
function addToSmall(session: Session, key: Bytes, value: SmallValue, pair: Pair): void {
  const { zsetConverts, presizesZset } = session.rules.profile
  const big = tooBig(session, value.pairs.length + 1, pair[0])
  const room = presizesZset ? value.pairs.length + 1 : null
  if (big && zsetConverts === 'before') {
    convertToTable(session, key, room)
    // The table is asked for the member once more before it is added.
    payloadOf(session, key, pair[0])
    addToTable(session, key, pair)
    return
  }
  setPairs(session, key, value, inOrder([...value.pairs, pair]))
  if (big) convertToTable(session, key, room)
}

function zaddOne(session: Session, key: Bytes, pair: Pair, flags: Flags): Outcome {
  const [member, payload] = pair
  const value = session.current(key)
  const old = payloadOf(session, key, member)
  if (old === undefined) {
    if (flags.has('xx')) return 'same'
    if (isTable(value)) addToTable(session, key, pair)
    else addToSmall(session, key, value, pair)
    return 'added'
  }
  if (!mayUpdate(flags, Number(old), Number(payload))) return 'same'
  if (isTable(value)) session.tell({ kind: 'payload.set', key, field: member, payload })
  else setPairs(session, key, value, inOrder(value.pairs.with(indexIn(value, member), pair)))
  return 'changed'
}

/** ZADD: one step per member, and one more for each that is new. */
export function zadd(session: Session, [, key = '', ...words]: readonly Bytes[]): Reply {
  const { flags, pairs } = parseZadd(session, words)
  if (session.collection(key, 'zset') === undefined) {
    if (flags.has('xx')) return ZERO
    createZset(session, key, pairs)
  } else convertForMany(session, key, pairs.length)
  const outcomes = pairs.map((pair) => zaddOne(session, key, pair, flags))
  const counted = outcomes.filter(
    (outcome) => outcome === 'added' || (flags.has('ch') && outcome === 'changed'),
  )
  return integer(counted.length)
}

export function zrem(session: Session, [, key = '', ...members]: readonly Bytes[]): Reply {
  if (session.collection(key, 'zset') === undefined) return ZERO
  return integer(removeMembers(session, key, members))
}

export function zscore(session: Session, [, key = '', member = '']: readonly Bytes[]): Reply {
  if (session.collection(key, 'zset') === undefined) return NIL
  const payload = payloadOf(session, key, member)
  if (payload === undefined) return NIL
  return bulk(printScore(Number(payload), session.rules.profile.scores))
}

export function zcard(session: Session, [, key = '']: readonly Bytes[]): Reply {
  const value = session.collection(key, 'zset')
  return value === undefined ? ZERO : integer(sizeOf(value))
}
