import { EMPTY_DICT, entriesOf, type DictState } from '../engine/index.ts'
import { isInteger, type Bytes } from './bytes.ts'

/** A member with what hangs on it: a field's value, a score as text, nothing for a set. */
export type Pair = readonly [key: Bytes, payload: Bytes]

export type CollectionType = 'set' | 'hash' | 'zset'
export type ValueType = 'string' | CollectionType

export interface StringValue {
  readonly type: 'string'
  readonly bytes: Bytes
  /** APPEND leaves a string raw however short it is. */
  readonly appended: boolean
}

/** A small collection in one piece of memory: integers and scores in order, else as they came. */
export interface SmallValue {
  readonly type: CollectionType
  readonly encoding: 'intset' | 'listpack' | 'ziplist'
  readonly pairs: readonly Pair[]
}

/** A collection with a dict. Of a skip list only its dict matters to a scan. */
export interface TableValue {
  readonly type: CollectionType
  readonly encoding: 'hashtable' | 'skiplist'
  readonly dict: DictState
  readonly payloads: ReadonlyMap<Bytes, Bytes>
}

export type Collection = SmallValue | TableValue
export type Value = StringValue | Collection

export const isTable = (value: Value): value is TableValue => 'dict' in value

export const emptyTable = (type: CollectionType): TableValue => ({
  type,
  encoding: type === 'zset' ? 'skiplist' : 'hashtable',
  dict: EMPTY_DICT,
  payloads: new Map(),
})

/** The number of members. */
export const sizeOf = (value: Collection): number =>
  isTable(value) ? value.dict.tables[0].used + value.dict.tables[1].used : value.pairs.length

/** All members in the order of Redis' iterators: by bucket, table 0 first. */
export const pairsOf = (value: Collection): readonly Pair[] =>
  isTable(value)
    ? entriesOf(value.dict).map(({ key }) => [key, value.payloads.get(key) ?? ''])
    : value.pairs

const EMBEDDED_BYTES = 44

/** What OBJECT ENCODING says. */
export function encodingOf(value: Value): string {
  if (value.type !== 'string') return value.encoding
  if (value.appended) return 'raw'
  if (isInteger(value.bytes)) return 'int'
  return value.bytes.length <= EMBEDDED_BYTES ? 'embstr' : 'raw'
}
