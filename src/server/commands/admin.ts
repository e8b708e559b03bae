import { lower, type Bytes } from '../bytes.ts'
import { matchesGlob } from '../glob.ts'
import { optionNamed, optionNames, optionText, optionValue } from '../options.ts'
import { bulk, bulks, NIL, OK, Refusal, status, wrongArity, ZERO, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { encodingOf } from '../value.ts'

/** The refusal of a word behind OBJECT or CONFIG; only containers have one text for all. */
function unknownSubcommand(session: Session, name: string, word: Bytes): Refusal {
  return session.rules.profile.containers
    ? new Refusal(`ERR unknown subcommand '${word}'. Try ${name} HELP.`)
    : new Refusal(`ERR Unknown ${name} subcommand or wrong number of arguments for '${word}'`)
}

/** OBJECT ENCODING, REFCOUNT, IDLETIME: each a lookup of the key. */
export function object(session: Session, [, word = '', ...words]: readonly Bytes[]): Reply {
  const name = lower(word)
  if (!['encoding', 'refcount', 'idletime'].includes(name)) {
    throw unknownSubcommand(session, 'OBJECT', word)
  }
  const [key = ''] = words
  if (words.length !== 1) throw wrongArity(`object|${name}`)
  const value = session.lookup(key)
  if (value === undefined) return NIL
  if (name === 'encoding') return bulk(encodingOf(value))
  return name === 'refcount' ? { kind: 'integer', value: 1 } : ZERO
}

function configSet(session: Session, words: readonly Bytes[]): Reply {
  if (words.length === 0 || words.length % 2 !== 0) throw wrongArity('config|set')
  for (let i = 0; i < words.length; i += 2) {
    const [word = '', value = ''] = words.slice(i, i + 2)
    const name = optionNamed(word)
    if (name === undefined) {
      throw new Refusal(`ERR Unknown option or number of arguments for CONFIG SET - '${word}'`)
    }
    const parsed = optionValue(name, value)
    if (parsed === undefined) {
      const why = name === 'activerehashing' ? 'must be' : "couldn't be parsed into an integer"
      throw new Refusal(
        `ERR CONFIG SET failed (possibly related to argument '${word}') - argument ${why}` +
          (name === 'activerehashing' ? " 'yes' or 'no'" : ''),
      )
    }
    session.tell({ kind: 'option.set', name, value: parsed })
  }
  return OK
}

function configGet(session: Session, patterns: readonly Bytes[]): Reply {
  const found = optionNames.filter((name) =>
    patterns.some((pattern) => matchesGlob(lower(pattern), name)),
  )
  return bulks(found.flatMap((name) => [name, optionText(name, session.state.options[name])]))
}

export function config(session: Session, [, word = '', ...words]: readonly Bytes[]): Reply {
  const name = lower(word)
  if (name === 'set') return configSet(session, words)
  if (name !== 'get') throw unknownSubcommand(session, 'CONFIG', word)
  if (words.length === 0) throw wrongArity('config|get')
  return configGet(session, words)
}

/** BGSAVE: the child lives until the world says that it has ended. */
export function bgsave(session: Session): Reply {
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
