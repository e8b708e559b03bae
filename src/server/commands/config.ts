import { lower, type Bytes } from '../bytes.ts'
import { matchesGlob } from '../glob.ts'
import { configNames, optionNamed, optionText, optionValue, type OptionName } from '../options.ts'
import { bulks, OK, Refusal, syntaxError, wrongArity, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { unknownSubcommand } from './admin.ts'

interface Named {
  readonly name: string
  readonly option: OptionName
  readonly words: Bytes
}

/** The options that are named; refused when one is unknown or stands twice under one name. */
function namedOptions(session: Session, words: readonly Bytes[]): readonly Named[] {
  const known = configNames(session.rules.profile)
  const named: Named[] = []
  for (let i = 0; i < words.length; i += 2) {
    const [word = '', value = ''] = words.slice(i, i + 2)
    const name = lower(word)
    const option = known.includes(name) ? optionNamed(name) : undefined
    if (option === undefined) {
      throw new Refusal(`ERR Unknown option or number of arguments for CONFIG SET - '${word}'`)
    }
    if (named.some((other) => other.name === name)) throw failed(name, 'duplicate parameter')
    named.push({ name, option, words: value })
  }
  return named
}

const failed = (name: Bytes, why: string) =>
  new Refusal(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`)

/** CONFIG SET: all of it or nothing. */
function configSet(session: Session, words: readonly Bytes[]): Reply {
  if (words.length < 2) throw wrongArity('config|set')
  if (words.length % 2 !== 0) throw syntaxError()
  const values = namedOptions(session, words).map(({ name, option, words }) => {
    const value = optionValue(option, words)
    if (typeof value === 'object') throw failed(name, value.why)
    return { option, value }
  })
  for (const { option: name, value } of values) session.tell({ kind: 'option.set', name, value })
  return OK
}

/** CONFIG GET: a name comes back as it was written, a pattern brings all names that it matches. */
function configGet({ rules, state }: Session, words: readonly Bytes[]): Reply {
  const names = configNames(rules.profile)
  const found = words.flatMap((word) =>
    /[*?[]/.test(word)
      ? names.filter((name) => matchesGlob(lower(word), name))
      : names.includes(lower(word))
        ? [word]
        : [],
  )
  return bulks(
    found.flatMap((name) => {
      const option = optionNamed(name)
      return option === undefined ? [] : [name, optionText(option, state.options[option])]
    }),
  )
}

export function config(session: Session, [, word = '', ...words]: readonly Bytes[]): Reply {
  const name = lower(word)
  if (name === 'set') return configSet(session, words)
  if (name === 'resetstat' && words.length === 0) return OK
  if (name !== 'get') throw unknownSubcommand(session, 'CONFIG', word)
  if (words.length === 0) throw wrongArity('config|get')
  return configGet(session, words)
}
