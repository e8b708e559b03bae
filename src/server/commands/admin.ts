import { lower, untilZero, type Bytes } from '../bytes.ts'
import {
  bulk,
  integer,
  NIL,
  Refusal,
  status,
  syntaxError,
  wrongArity,
  ZERO,
  type Reply,
} from '../reply.ts'
import type { Session } from '../session.ts'
import { encodingOf, isShared } from '../value.ts'

const MAX_SHOWN = 128

/** The refusal of a word behind OBJECT or CONFIG; only containers have one text for all. */
export function unknownSubcommand(session: Session, name: string, word: Bytes): Refusal {
  const shown = untilZero(word).slice(0, MAX_SHOWN)
  return session.rules.profile.containers
    ? new Refusal(`ERR unknown subcommand '${shown}'. Try ${name} HELP.`)
    : new Refusal(`ERR Unknown ${name} subcommand or wrong number of arguments for '${word}'`)
}

/** What REFCOUNT says of an object that all share. */
const FOR_EVER = 2 ** 31 - 1

/** The model has no policy that counts how often a key is used. */
const notTracked = () =>
  new Refusal(
    'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that ' +
      'when switching between policies at runtime LRU and LFU data will take some time to adjust.',
  )

/** OBJECT ENCODING, REFCOUNT, IDLETIME, FREQ: each a lookup of the key. */
export function object(session: Session, [, word = '', ...words]: readonly Bytes[]): Reply {
  const name = lower(word)
  if (!['encoding', 'refcount', 'idletime', 'freq'].includes(name)) {
    throw unknownSubcommand(session, 'OBJECT', word)
  }
  const [key = ''] = words
  if (words.length !== 1) throw wrongArity(`object|${name}`)
  const value = session.lookup(key)
  if (value === undefined) return NIL
  if (name === 'freq') throw notTracked()
  if (name === 'encoding') return bulk(encodingOf(value))
  return name === 'refcount' ? integer(isShared(value) ? FOR_EVER : 1) : ZERO
}

/** BGSAVE [SCHEDULE]: the child lives until the world says that it has ended. */
export function bgsave(session: Session, [, word, ...more]: readonly Bytes[]): Reply {
  if (more.length > 0 || (word !== undefined && lower(word) !== 'schedule')) throw syntaxError()
  if (session.state.child) throw new Refusal('ERR Background save already in progress')
  session.tell({ kind: 'child.started' })
  return status('Background saving started')
}

/** INFO in short: the version, the child, and the keys. */
export function info({ state, rules }: Session): Reply {
  const { deadlines, values, child } = state
  const keyspace =
    values.size === 0 ? '' : `db0:keys=${values.size},expires=${deadlines.size},avg_ttl=0\r\n`
  return bulk(
    `# Server\r\nredis_version:${rules.profile.version}\r\n\r\n` +
      `# Persistence\r\nrdb_bgsave_in_progress:${child ? 1 : 0}\r\n\r\n` +
      `# Keyspace\r\n${keyspace}`,
  )
}

export function ping(_: Session, [, ...words]: readonly Bytes[]): Reply {
  const [word] = words
  if (words.length > 1) throw wrongArity('ping')
  return word === undefined ? status('PONG') : bulk(word)
}

export const echo = (_: Session, [, word = '']: readonly Bytes[]): Reply => bulk(word)
