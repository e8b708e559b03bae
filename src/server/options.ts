import { isInteger, lower, type Bytes } from './bytes.ts'

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

/** The option of this name, by its new or its old (ziplist) name. */
export function optionNamed(name: Bytes): OptionName | undefined {
  const known = lower(name).replace('-ziplist-', '-listpack-')
  return isOptionName(known) ? known : undefined
}

export const optionNames = Object.keys(DEFAULT_OPTIONS).filter(isOptionName)

/** An option's value from the words of CONFIG SET; undefined when it is none. */
export function optionValue(name: OptionName, words: Bytes): number | undefined {
  if (switches.has(name)) return { yes: 1, no: 0 }[lower(words)]
  return isInteger(words) && Number(words) >= 0 ? Number(words) : undefined
}

/** The value as CONFIG GET prints it. */
export const optionText = (name: OptionName, value: number): string =>
  switches.has(name) ? (value === 0 ? 'no' : 'yes') : String(value)
