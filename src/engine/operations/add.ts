import type { Rules } from '../profiles.ts'
import { bucketOf, isRehashing, NONE, type DictStore } from '../store.ts'
import { placeIn } from './find.ts'
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
  const table = isRehashing(store) ? 1 : 0
  if (table === 1 && placeIn(store, 0, key, hash) !== undefined) return NONE
  return store.link(table, bucketOf(store, table, hash), key, hash)
}
