import type { Rules } from '../profiles.ts'
import { isRehashing, NONE, type DictStore } from '../store.ts'
import { maskOf } from '../word.ts'
import { rehashOnTheWay } from './rehash.ts'
import { autoExpand } from './resize.ts'

/**
 * dictAdd: at the head of its chain, in table 1 while a rehash is on, so that table 0 only drains.
 * Returns the new id, or NONE when the key is there already.
 */
export function add(store: DictStore, rules: Rules, key: string, hash: number): number {
  rehashOnTheWay(store, rules, hash)
  autoExpand(store, rules)
  const old = (hash & maskOf(store.bucketCount(0))) >>> 0
  // Below the rehash index all is moved: no need to look.
  if (old >= store.rehashIndex && store.findIn(0, old, key, hash) !== NONE) return NONE
  if (!isRehashing(store)) return store.link(0, old, key, hash)
  const bucket = (hash & maskOf(store.bucketCount(1))) >>> 0
  if (store.findIn(1, bucket, key, hash) !== NONE) return NONE
  return store.link(1, bucket, key, hash)
}
