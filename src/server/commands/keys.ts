import { entriesOf } from '../../engine/index.ts'
import { lower, type Bytes } from '../bytes.ts'
import { matchesGlob } from '../glob.ts'
import { bulks, integer, OK, status, syntaxError, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'

/** DEL and UNLINK. */
export function del(session: Session, [, ...names]: readonly Bytes[]): Reply {
  const deleted = names.filter((key) => {
    const isGone = session.expireIfNeeded(key) && session.rules.profile.delSkipsExpired
    return !isGone && session.deleteKey(key)
  })
  return integer(deleted.length)
}

/** EXISTS and TOUCH: a key that is named twice counts twice. */
export function exists(session: Session, [, ...names]: readonly Bytes[]): Reply {
  return integer(names.filter((key) => session.lookup(key) !== undefined).length)
}

export function type(session: Session, [, key = '']: readonly Bytes[]): Reply {
  return status(session.lookup(key)?.type ?? 'none')
}

export const dbsize = ({ state }: Session): Reply => integer(state.values.size)

/** KEYS walks with an iterator that pauses the rehash, so it moves no bucket of the keyspace. */
export function keys(session: Session, [, pattern = '']: readonly Bytes[]): Reply {
  const { keyspace, slots } = session.state
  const entries = slots === null ? entriesOf(keyspace) : slots.entriesOf('keyspace')
  const found = entries.filter(({ key }) => {
    if (pattern !== '*' && !matchesGlob(pattern, key)) return false
    if (session.state.deadlines.size === 0 || !session.find(session.expiresOf(key), key))
      return true
    return session.state.now <= (session.state.deadlines.get(key) ?? Infinity)
  })
  return bulks(found.map(({ key }) => key))
}

export function flushall(session: Session, [, ...words]: readonly Bytes[]): Reply {
  const [how] = words
  if (words.length > 1 || (how !== undefined && !['async', 'sync'].includes(lower(how)))) {
    throw syntaxError()
  }
  session.tell({ kind: 'all.flushed' })
  return OK
}
