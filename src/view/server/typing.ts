import type { ProfileId } from '../../engine/index.ts'
import {
  commandNamed,
  commands,
  DEFAULT_OPTIONS,
  serverProfiles,
  wordsOf,
  type Bytes,
} from '../../server/index.ts'
import { LIMITS } from '../../trace/index.ts'

/** Why a typed line is not sent; it stays to be mended. */
export type Fault =
  | { readonly why: 'invalid' }
  | { readonly why: 'lineLong'; readonly count: number }
  | { readonly why: 'wordLong'; readonly nth: number; readonly count: number }
  | { readonly why: 'wordsMany'; readonly count: number }
  | { readonly why: 'repeat' }

/** What a typed line comes to. */
export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'help'; readonly about: string }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'call'; readonly words: readonly Bytes[]; readonly times: number }

const refused = (fault: Fault): Typed => ({ kind: 'fault', fault })

/** A number ahead of a command repeats it. */
function repeated(words: readonly Bytes[]): Typed {
  const [first = '', ...rest] = words
  if (rest.length === 0 || !/^[+-]?[0-9]+$/.test(first)) return { kind: 'call', words, times: 1 }
  const times = Number(first)
  return times >= 1 && times <= LIMITS.commands
    ? { kind: 'call', words: rest, times }
    : refused({ why: 'repeat' })
}

/** Reads a line as redis-cli does, within the bounds of a scenario. */
export function readLine(line: string): Typed {
  if (line.length > LIMITS.line) return refused({ why: 'lineLong', count: line.length })
  const words = wordsOf(line)
  if (words === null) return refused({ why: 'invalid' })
  const [first] = words
  if (first === undefined) return { kind: 'nothing' }
  if (words.length > LIMITS.words) return refused({ why: 'wordsMany', count: words.length })
  const long = words.findIndex(({ length }) => length > LIMITS.keyBytes)
  if (long >= 0) {
    return refused({ why: 'wordLong', nth: long + 1, count: words[long]?.length ?? 0 })
  }
  const name = first.toLowerCase()
  if (name === 'help' || name === '?') return { kind: 'help', about: words[1] ?? '' }
  return repeated(words)
}

/** The names of a version's commands as they are typed. */
export const namesIn = (profile: ProfileId): readonly string[] =>
  [...commands.keys()]
    .filter((name) => commandNamed(name, serverProfiles[profile]) !== undefined)
    .map((name) => name.toUpperCase())

/** The number ahead, the command's name and what follows. */
const PARTS = /^\s*(?:[0-9]+\s+)?(\S+)(\s.*)?$/s

/** What stands behind a command's name in a version; undefined when there is no such command. */
export const usageOf = (name: string, profile: ProfileId): string | undefined =>
  commandNamed(name.toLowerCase(), serverProfiles[profile])?.usage

/** The name of the command that is being typed; null when there is none yet. */
export const nameIn = (line: string): string | null => PARTS.exec(line)?.[1] ?? null

/** Words in capitals of a usage: options and subcommands, and what CONFIG can set. */
function optionsOf(name: string, usage: string): readonly string[] {
  const words = usage.match(/[A-Z][A-Z-]+/g) ?? []
  return name.toLowerCase() === 'config' ? [...words, ...Object.keys(DEFAULT_OPTIONS)] : words
}

/** What the last word of a line can become, in order; the line as it would be then. */
export function completionsOf(line: string, profile: ProfileId): readonly string[] {
  const start = line.search(/\S*$/)
  const [before, word] = [line.slice(0, start), line.slice(start)]
  const [, name = '', rest] = PARTS.exec(line) ?? []
  if (word === '') return []
  const all = rest === undefined ? namesIn(profile) : optionsOf(name, usageOf(name, profile) ?? '')
  const fitting = all.filter((one) => one.toLowerCase().startsWith(word.toLowerCase()))
  return fitting.filter((one) => one !== word).map((one) => before + one)
}
