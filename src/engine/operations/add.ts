import type { Rules } from '../profiles.ts'
import type { TableIndex } from '../state.ts'
import { isRehashing, NONE, type DictStore } from '../store.ts'
import { maskOf } from '../word.ts'
import { rehashOnTheWay } from './rehash.ts'
import { autoExpand } from './resize.ts'

/**
 * dictAdd: at the head of its chain, in table 1 while a rehash is on, so that table 0 only drains.
 * Returns the new id, or NONE when the key is there already.
 */
export function add(store: DictStore, rules: Rules, key: string, hash32: number): number {
  // Signed, 32 bits are a small integer to V8; unsigned, every call on the way would box them.
  const hash = hash32 | 0
  rehashOnTheWay(store, rules, hash)
  autoExpand(store, rules)
  let table: TableIndex = 0
  let bucket = hash & maskOf(store.bucketCount(0))
  if (isRehashing(store)) {
    // Below the rehash index all is moved: there is no need to look.
    if (bucket >= store.rehashIndex && store.findIn(0, bucket, key, hash) !== NONE) return NONE
    table = 1
    bucket = hash & maskOf(store.bucketCount(1))
  }
  if (store.findIn(table, bucket, key, hash) !== NONE) return NONE
  return store.link(table, bucket, key, hash)
}
