import { isInteger, lower, type Bytes } from './bytes.ts'
import type { ServerProfile } from './profile.ts'

/** The options of CONFIG SET that matter to a scan; switches are 0 and 1. */
export interface Options {
  readonly 'set-max-intset-entries': number
  readonly 'set-max-listpack-entries': number
  readonly 'set-max-listpack-value': number
  readonly 'hash-max-listpack-entries': number
  readonly 'hash-max-listpack-value': number
  readonly 'zset-max-listpack-entries': number
  readonly 'zset-max-listpack-value': number
  readonly hz: number
  readonly activerehashing: number
  /** Not an option of CONFIG SET but of DEBUG SET-ACTIVE-EXPIRE. */
  readonly 'active-expire': number
}

export type OptionName = keyof Options

export const DEFAULT_OPTIONS: Options = {
  'set-max-intset-entries': 512,
  'set-max-listpack-entries': 128,
  'set-max-listpack-value': 64,
  'hash-max-listpack-entries': 512,
  'hash-max-listpack-value': 64,
  'zset-max-listpack-entries': 128,
  'zset-max-listpack-value': 64,
  hz: 10,
  activerehashing: 1,
  'active-expire': 1,
}

const isOptionName = (name: string): name is OptionName =>
  name in DEFAULT_OPTIONS && name !== 'active-expire'

const switches = new Set<OptionName>(['activerehashing', 'active-expire'])

const ofToday = (name: Bytes) => name.replace('-ziplist-', '-listpack-')

/** The option of this name, by its new or its old (ziplist) name. */
export function optionNamed(name: Bytes): OptionName | undefined {
  const known = ofToday(lower(name))
  return isOptionName(known) ? known : undefined
}

/** The names that CONFIG knows in a version: the old ones, since 7.0 the new ones as well. */
export function configNames({ small, setListpack }: ServerProfile): readonly string[] {
  return Object.keys(DEFAULT_OPTIONS)
    .filter((name) => isOptionName(name) && (setListpack || !name.startsWith('set-max-listpack')))
    .flatMap((name) => {
      const old = name.startsWith('set-') ? name : name.replace('-listpack-', '-ziplist-')
      return small === 'ziplist' || old === name ? [old] : [name, old]
    })
}

/** Why CONFIG SET does not take a value, in the words of 7.0. */
export interface Unfit {
  readonly why: string
}

const MOST = { int: '2147483647', long: '9223372036854775807' }

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 2 ** 10,
  m: 1e6,
  mb: 2 ** 20,
  g: 1e9,
  gb: 2 ** 30,
}

/** An amount of memory, with or without a unit. */
function memoryValue(words: Bytes): number | Unfit {
  const [, digits, unit = ''] = /^([0-9]{1,15})([a-z]*)$/.exec(lower(words)) ?? []
  const times = UNITS[unit]
  if (digits === undefined || times === undefined) return { why: 'argument must be a memory value' }
  return Number(digits) * times
}

/** Out of this range the server takes the nearest. */
const HZ = { least: 1, most: 500 }

/** An option's value from the words of CONFIG SET, or why it is none. */
export function optionValue(name: OptionName, words: Bytes): number | Unfit {
  if (switches.has(name)) {
    return { yes: 1, no: 0 }[lower(words)] ?? { why: "argument must be 'yes' or 'no'" }
  }
  if (name.endsWith('-value')) return memoryValue(words)
  if (!isInteger(words)) return { why: "argument couldn't be parsed into an integer" }
  const most = MOST[name === 'hz' ? 'int' : 'long']
  if (words.startsWith('-') || BigInt(words) > BigInt(most)) {
    return { why: `argument must be between 0 and ${most} inclusive` }
  }
  return name === 'hz' ? Math.min(Math.max(Number(words), HZ.least), HZ.most) : Number(words)
}

/** The value as CONFIG GET prints it. */
export const optionText = (name: OptionName, value: number): string =>
  switches.has(name) ? (value === 0 ? 'no' : 'yes') : String(value)
