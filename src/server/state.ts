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
import { slotOf } from './slot.ts'
import { SlotTable } from './slotTable.ts'
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
  /** A node of a cluster that keeps a dict for each slot, as Redis does since 7.4. */
  readonly dictPerSlot?: boolean
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
  /** The dicts of each slot, in the place of the two above; null where there is one for all keys. */
  readonly slots: SlotTable | null
  /** Where active expiry goes on in the table of deadlines. */
  readonly expireCursor: number
}

export const initialState = ({ options, now, dictPerSlot }: ServerConfig): ServerState => ({
  now,
  options: { ...DEFAULT_OPTIONS, ...options },
  child: false,
  keyspace: EMPTY_DICT,
  values: new NameMap(),
  expires: EMPTY_DICT,
  deadlines: new NameMap(),
  slots: dictPerSlot === true ? new SlotTable() : null,
  expireCursor: 0,
})

/** The dict at a place. */
export function dictAt(state: ServerState, place: Place): DictState {
  if (place.dict !== 'value') {
    if (place.slot === undefined) return state[place.dict]
    assert(state.slots !== null, 'the keyspace has a dict per slot')
    return state.slots.get(place.slot)[place.dict]
  }
  const value = state.values.get(place.key)
  assert(value !== undefined && isTable(value), `${place.key} holds a table`)
  return value.dict
}

const costOf = ({ tables }: DictState) =>
  tables.reduce((sum, { buckets, used }) => sum + buckets.length + used, 0)

/** Buckets and entries that a kept state costs. */
export function weightOf(state: ServerState): number {
  let weight = costOf(state.keyspace) + costOf(state.expires)
  for (const [, { keyspace, expires }] of state.slots?.entries() ?? []) {
    weight += costOf(keyspace) + costOf(expires)
  }
  for (const value of state.values.values()) {
    if (value.type === 'string') weight += 1
    else weight += isTable(value) ? costOf(value.dict) : value.pairs.length
  }
  return weight
}

function checkNames(
  dicts: readonly DictState[],
  names: ReadonlyMap<Bytes, unknown>,
  what: string,
): void {
  dicts.forEach(checkDict)
  const entries = dicts.flatMap(entriesOf)
  assert(entries.length === names.size, `${entries.length} entries, ${names.size} ${what}`)
  for (const { key } of entries) assert(names.has(key), `${key} is among the ${what}`)
}

/** Throws when an invariant is broken. */
export function checkServer(state: ServerState): void {
  const slots = [...(state.slots?.entries() ?? [])]
  for (const [slot, { keyspace }] of slots) {
    for (const { key } of entriesOf(keyspace)) assert(slotOf(key) === slot, `${key} is in its slot`)
  }
  const each = (dict: 'keyspace' | 'expires') => [
    state[dict],
    ...slots.map(([, dicts]) => dicts[dict]),
  ]
  checkNames(each('keyspace'), state.values, 'values')
  checkNames(each('expires'), state.deadlines, 'deadlines')
  for (const [key, value] of state.values) {
    if (value.type === 'string') continue
    const members = new Set(pairsOf(value).map(([member]) => member))
    for (const field of value.fieldDeadlines?.keys() ?? []) {
      assert(members.has(field), `${field} is a field of ${key}`)
    }
    if (isTable(value)) {
      if (value.type === 'set') checkDict(value.dict)
      else checkNames([value.dict], value.payloads, 'payloads')
    } else {
      assert(members.size === value.pairs.length, `no member of ${key} stands twice`)
    }
  }
}
