import { assert } from '../engine/assert.ts'
import {
  checkDict,
  EMPTY_DICT,
  entriesOf,
  type DictState,
  type HashConfig,
  type ProfileId,
} from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import type { Place } from './events.ts'
import { NameMap } from './nameMap.ts'
import { DEFAULT_OPTIONS, type Options } from './options.ts'
import { isTable, pairsOf, type Value } from './value.ts'

/**
 * How keys and members get their hash. `table`: low bits that were learned from a real server; a
 * name that is not in it is hashed under a seed of zeros.
 */
export type ServerHash =
  HashConfig | { readonly kind: 'table'; readonly low: ReadonlyMap<Bytes, number> }

export interface ServerConfig {
  readonly profile: ProfileId
  readonly hash: ServerHash
  readonly options: Partial<Options>
  /** The clock before the first command, in milliseconds. */
  readonly now: number
  /** Tell the micro-steps of each dictScan call too. */
  readonly probes: boolean
}

/** One server with one database, as a value. */
export interface ServerState {
  readonly now: number
  readonly options: Options
  /** A child process saves; the resize policy is AVOID as long as it lives. */
  readonly child: boolean
  readonly keyspace: DictState
  readonly values: NameMap<Value>
  readonly expires: DictState
  readonly deadlines: NameMap<number>
  /** Where active expiry goes on in the table of deadlines. */
  readonly expireCursor: number
}

export const initialState = ({ options, now }: ServerConfig): ServerState => ({
  now,
  options: { ...DEFAULT_OPTIONS, ...options },
  child: false,
  keyspace: EMPTY_DICT,
  values: new NameMap(),
  expires: EMPTY_DICT,
  deadlines: new NameMap(),
  expireCursor: 0,
})

/** The dict at a place. */
export function dictAt(state: ServerState, place: Place): DictState {
  if (place.dict !== 'value') return state[place.dict]
  const value = state.values.get(place.key)
  assert(value !== undefined && isTable(value), `${place.key} holds a table`)
  return value.dict
}

const costOf = ({ tables }: DictState) =>
  tables.reduce((sum, { buckets, used }) => sum + buckets.length + used, 0)

/** Buckets and entries that a kept state costs. */
export function weightOf(state: ServerState): number {
  let weight = costOf(state.keyspace) + costOf(state.expires)
  for (const value of state.values.values()) {
    if (value.type === 'string') weight += 1
    else weight += isTable(value) ? costOf(value.dict) : value.pairs.length
  }
  return weight
}

function checkNames(dict: DictState, names: ReadonlyMap<Bytes, unknown>, what: string): void {
  checkDict(dict)
  const entries = entriesOf(dict)
  assert(entries.length === names.size, `${entries.length} entries, ${names.size} ${what}`)
  for (const { key } of entries) assert(names.has(key), `${key} is among the ${what}`)
}

/** Throws when an invariant is broken. */
export function checkServer(state: ServerState): void {
  checkNames(state.keyspace, state.values, 'values')
  checkNames(state.expires, state.deadlines, 'deadlines')
  for (const [key, value] of state.values) {
    if (value.type === 'string') continue
    const members = new Set(pairsOf(value).map(([member]) => member))
    for (const field of value.fieldDeadlines?.keys() ?? []) {
      assert(members.has(field), `${field} is a field of ${key}`)
    }
    if (isTable(value)) {
      if (value.type === 'set') checkDict(value.dict)
      else checkNames(value.dict, value.payloads, 'payloads')
    } else {
      assert(members.size === value.pairs.length, `no member of ${key} stands twice`)
    }
  }
}
