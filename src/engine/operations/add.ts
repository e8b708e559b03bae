import type { Rules } from '../profiles.ts'
import { bucketOf, isRehashing, NONE, type DictStore } from '../store.ts'
import { rehashOnTheWay } from './rehash.ts'
import { autoExpand } from './resize.ts'

/**
 * dictAdd: at the head of its chain, in table 1 while a rehash is on, so that table 0 only drains.
 * Returns the new id, or NONE when the key is there already.
 */
export function add(store: DictStore, rules: Rules, key: string, hash32: number): number {
  // Signed, 32 bits are a small integer to V8; unsigned, every call on the way would box them.
  const hash = hash32 | 0
  const left = rehashOnTheWay(store, rules, hash)
  autoExpand(store, rules)
  const rehashing = isRehashing(store)
  if (rehashing && left && store.findIn(0, bucketOf(store, 0, hash), key, hash) !== NONE)
    return NONE
  const table = rehashing ? 1 : 0
  return store.link(table, bucketOf(store, table, hash), key, hash)
}
