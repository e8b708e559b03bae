import { EMPTY_DICT, entriesOf, type DictState } from '../engine/index.ts'
import { isInteger, type Bytes } from './bytes.ts'
import { NameMap } from './nameMap.ts'

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

/** When each field of a hash expires that expires at all, in milliseconds; since 7.4. */
export type FieldDeadlines = ReadonlyMap<Bytes, number>

/**
 * A small collection in one piece of memory: integers and scores in order, fields that expire in
 * the order of their deadlines before all others, else as they came.
 */
export interface SmallValue {
  readonly type: CollectionType
  readonly encoding: 'intset' | 'listpack' | 'listpackex' | 'ziplist'
  readonly pairs: readonly Pair[]
  readonly fieldDeadlines?: FieldDeadlines
}

/** A collection with a dict. Of a skip list only its dict matters to a scan. */
export interface TableValue {
  readonly type: CollectionType
  readonly encoding: 'hashtable' | 'skiplist'
  readonly dict: DictState
  readonly payloads: NameMap<Bytes>
  readonly fieldDeadlines?: FieldDeadlines
}

export type Collection = SmallValue | TableValue
export type Value = StringValue | Collection

export const isTable = (value: Value): value is TableValue => 'dict' in value

export const emptyTable = (type: CollectionType): TableValue => ({
  type,
  encoding: type === 'zset' ? 'skiplist' : 'hashtable',
  dict: EMPTY_DICT,
  payloads: new NameMap(),
})

/** The number of members. */
export const sizeOf = (value: Collection): number =>
  isTable(value) ? value.dict.tables[0].used + value.dict.tables[1].used : value.pairs.length

/** All members in the order of Redis' iterators: by bucket, table 0 first. */
export const pairsOf = (value: Collection): readonly Pair[] =>
  isTable(value)
    ? entriesOf(value.dict).map(({ key }) => [key, value.payloads.get(key) ?? ''])
    : value.pairs

/** When a field expires; undefined when it does not. */
export const fieldDeadline = (value: Collection, field: Bytes): number | undefined =>
  value.fieldDeadlines?.get(field)

/** Where a field with this deadline stands among others: before the first that expires no sooner. */
function placeFor(pairs: readonly Pair[], deadlines: FieldDeadlines, at: number): number {
  const place = pairs.findIndex(([other]) => (deadlines.get(other) ?? Infinity) >= at)
  return place < 0 ? pairs.length : place
}

/** The hash with another deadline for a field; small, it moves the field to its place. */
export function withFieldDeadline(value: Collection, field: Bytes, at: number): Collection {
  const fieldDeadlines = new Map(value.fieldDeadlines).set(field, at)
  if (isTable(value)) return { ...value, fieldDeadlines }
  const rest = value.pairs.filter(([other]) => other !== field)
  const moved = value.pairs.filter(([other]) => other === field)
  const pairs = rest.toSpliced(placeFor(rest, fieldDeadlines, at), 0, ...moved)
  return { ...value, pairs, fieldDeadlines }
}

function withoutDeadlineOf(value: Collection, field: Bytes): FieldDeadlines {
  const fieldDeadlines = new Map(value.fieldDeadlines)
  fieldDeadlines.delete(field)
  return fieldDeadlines
}

/** The hash with a field that expires no more; small, it has the field at its end. */
export function withoutFieldDeadline(value: Collection, field: Bytes): Collection {
  const fieldDeadlines = withoutDeadlineOf(value, field)
  if (isTable(value)) return { ...value, fieldDeadlines }
  const rest = value.pairs.filter(([other]) => other !== field)
  const moved = value.pairs.filter(([other]) => other === field)
  return { ...value, pairs: [...rest, ...moved], fieldDeadlines }
}

/** The small collection without the member at an index. */
export function withoutPair(value: SmallValue, index: number): SmallValue {
  const pairs = value.pairs.toSpliced(index, 1)
  if (value.fieldDeadlines === undefined) return { ...value, pairs }
  const field = value.pairs[index]?.[0] ?? ''
  return { ...value, pairs, fieldDeadlines: withoutDeadlineOf(value, field) }
}

/** The table without what hangs on a member. */
export function withoutPayload(value: TableValue, member: Bytes): TableValue {
  const payloads = value.payloads.without(member)
  if (value.fieldDeadlines === undefined) return { ...value, payloads }
  return { ...value, payloads, fieldDeadlines: withoutDeadlineOf(value, member) }
}

const EMBEDDED_BYTES = 44

const SHARED = /^[0-9]{1,4}$/

/** Redis keeps one object for each of the integers 0 to 9999, and never writes to it. */
export const isShared = (value: Value): boolean =>
  encodingOf(value) === 'int' && value.type === 'string' && SHARED.test(value.bytes)

/** What OBJECT ENCODING says. */
export function encodingOf(value: Value): string {
  if (value.type !== 'string') return value.encoding
  if (value.appended) return 'raw'
  if (isInteger(value.bytes)) return 'int'
  return value.bytes.length <= EMBEDDED_BYTES ? 'embstr' : 'raw'
}
