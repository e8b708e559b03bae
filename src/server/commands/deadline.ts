import { isInteger, lower, type Bytes } from '../bytes.ts'
import { integer, notAnInteger, ONE, Refusal, wrongArity, ZERO, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'

const MAX_TIME = 2 ** 63

/** The moment that the words mean: of EX and PX from now, of EXAT and PXAT since 1970. */
export function deadlineFrom(
  session: Session,
  words: Bytes,
  unit: string,
  command: string,
  signed = false,
): number {
  if (!isInteger(words)) throw notAnInteger()
  const { profile } = session.rules
  const quoted = profile.containers ? `'${command}' command` : command
  const invalid = () => new Refusal(`ERR invalid expire time in ${quoted}`)
  const given = Number(words)
  if (!signed && given <= 0) throw invalid()
  const scaled = unit.startsWith('p') ? given : given * 1000
  const at = unit.endsWith('at') ? scaled : scaled + session.state.now
  if (Math.abs(at) >= MAX_TIME || Math.abs(scaled) >= MAX_TIME) throw invalid()
  return at
}

type Flag = 'nx' | 'xx' | 'gt' | 'lt'

function parseFlags({ rules }: Session, command: string, words: readonly Bytes[]) {
  if (!rules.profile.expireFlags && words.length > 0) throw wrongArity(command)
  const flags = new Set<Flag>()
  for (const word of words) {
    const name = lower(word)
    const known = name === 'nx' || name === 'xx' || name === 'gt' || name === 'lt'
    if (!known) throw new Refusal(`ERR Unsupported option ${word}`)
    flags.add(name)
  }
  if (flags.has('nx') && flags.size > 1) {
    throw new Refusal('ERR NX and XX, GT or LT options at the same time are not compatible')
  }
  if (flags.has('gt') && flags.has('lt')) {
    throw new Refusal('ERR GT and LT options at the same time are not compatible')
  }
  return flags
}

/** Whether the flags let the deadline `at` take the place of `old`. */
function allowed(flags: ReadonlySet<Flag>, old: number | undefined, at: number): boolean {
  if (flags.has('nx') && old !== undefined) return false
  if (flags.has('xx') && old === undefined) return false
  if (flags.has('gt') && (old === undefined || at <= old)) return false
  return !(flags.has('lt') && old !== undefined && at >= old)
}

/** EXPIRE, PEXPIRE, EXPIREAT, PEXPIREAT; a moment that is over deletes the key at once. */
export function expire(
  session: Session,
  [name = '', key = '', words = '', ...rest]: readonly Bytes[],
): Reply {
  const command = lower(name)
  const unit = command.replace('expire', '') || 'ex'
  const flags = parseFlags(session, command, rest)
  const at = deadlineFrom(session, words, unit, command, true)
  if (session.lookup(key) === undefined) return ZERO
  if (flags.size > 0 && !allowed(flags, session.deadlineOf(key), at)) return ZERO
  if (at <= session.state.now) session.deleteKey(key)
  else session.setDeadline(key, at)
  return ONE
}

/** TTL and PTTL: -2 for no key, -1 for no deadline. */
export function ttl(session: Session, [name = '', key = '']: readonly Bytes[]): Reply {
  if (session.lookup(key) === undefined) return integer(-2)
  const at = session.deadlineOf(key)
  if (at === undefined) return integer(-1)
  const left = Math.max(0, at - session.state.now)
  return integer(lower(name) === 'pttl' ? left : Math.floor((left + 500) / 1000))
}

export function persist(session: Session, [, key = '']: readonly Bytes[]): Reply {
  if (session.lookup(key) === undefined) return ZERO
  return session.removeDeadline(key) ? ONE : ZERO
}
