import type { Rules } from '../profiles.ts'
import type { TableIndex } from '../state.ts'
import { bucketOf, entryCount, isRehashing, NONE, type DictStore, type DictView } from '../store.ts'
import { rehashOnTheWay } from './rehash.ts'

/** Where an entry stands. */
export interface EntryPlace {
  readonly table: TableIndex
  readonly bucket: number
  readonly id: number
}

/** Below the rehash index all is moved: there is no need to look. */
function placeIn(
  dict: DictView,
  table: TableIndex,
  key: string,
  hash: number,
): EntryPlace | undefined {
  const bucket = bucketOf(dict, table, hash)
  if (table === 0 && bucket < dict.rehashIndex) return undefined
  const id = dict.findIn(table, bucket, key, hash)
  return id === NONE ? undefined : { table, bucket, id }
}

/** Looks in table 0, then in table 1, and moves nothing. */
export function locate(dict: DictView, key: string, hash: number): EntryPlace | undefined {
  if (dict.bucketCount(0) === 0) return undefined
  const place = placeIn(dict, 0, key, hash)
  return place ?? (isRehashing(dict) ? placeIn(dict, 1, key, hash) : undefined)
}

/** dictFind. An empty dict answers at once, without a rehash step. */
export function find(
  store: DictStore,
  rules: Rules,
  key: string,
  hash: number,
): EntryPlace | undefined {
  if (entryCount(store) === 0) return undefined
  rehashOnTheWay(store, rules, hash)
  return locate(store, key, hash)
}
