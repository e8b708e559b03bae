import type { ResizePolicy, TableIndex } from './state.ts'
import { maskOf } from './word.ts'

/** No entry: ids begin with 1. */
export const NONE = 0

/** What an algorithm may read, whichever storage lies beneath. */
export interface DictView {
  readonly rehashIndex: number
  readonly rehashPauses: number
  readonly autoResizePauses: number
  readonly policy: ResizePolicy
  /** 0 when the table does not exist. */
  bucketCount(table: TableIndex): number
  used(table: TableIndex): number
  /** The newest entry of a chain, or NONE. */
  head(table: TableIndex, bucket: number): number
  /** Calls `visit` for each entry of a chain, newest first. */
  eachEntry(table: TableIndex, bucket: number, visit: (id: number) => void): void
  /** The entry with this key in a chain, or NONE. */
  findIn(table: TableIndex, bucket: number, key: string, hash: number): number
  keyOf(id: number): string
  hashOf(id: number): number
}

/** What an operation may do. Each method tells one kind of fact of `events.ts`. */
export interface DictStore extends DictView {
  /** Makes table 0, or table 1 with the rehash index at 0. */
  allocate(table: TableIndex, buckets: number): void
  /** Puts an empty table in the place of an empty table 0. */
  replaceTable(buckets: number): void
  /** Puts a new entry at the head of its chain and returns its id; NONE when its key is there. */
  link(table: TableIndex, bucket: number, key: string, hash: number): number
  unlink(table: TableIndex, bucket: number, id: number): void
  /** Takes a chain of table 0, from its head, entry by entry to the heads of chains in table 1. */
  moveBucket(bucket: number): void
  /** Takes the rehash index past empty buckets, past `limit` at most; returns how many. */
  skipEmpty(limit: number): number
  /** Takes the rehash index past the bucket that was moved just now. */
  advanceRehash(): void
  /** Table 1 becomes table 0. */
  completeRehash(): void
  setRehashPauses(pauses: number): void
  setAutoResizePauses(pauses: number): void
  setPolicy(policy: ResizePolicy): void
  clear(): void
}

export const isRehashing = (dict: DictView): boolean => dict.rehashIndex >= 0

/** The bucket of a hash in a table that exists. */
export const bucketOf = (dict: DictView, table: TableIndex, hash: number): number =>
  (hash & maskOf(dict.bucketCount(table))) >>> 0

export const entryCount = (dict: DictView): number => dict.used(0) + dict.used(1)
