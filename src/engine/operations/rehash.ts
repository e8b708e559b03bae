import type { Rules } from '../profiles.ts'
import { bucketOf, isRehashing, NONE, type DictStore } from '../store.ts'

/** Whether the resize policy lets buckets move now. */
export function mayRehash(store: DictStore, rules: Rules): boolean {
  if (store.policy === 'enable') return true
  if (store.policy === 'forbid') return false
  return rules.profile.rehashesUnderAvoid(store.bucketCount(0), store.bucketCount(1))
}

function completeIfDrained(store: DictStore): boolean {
  if (store.used(0) > 0) return false
  store.completeRehash()
  return true
}

/**
 * Moves `buckets` non-empty buckets from table 0 to table 1 and passes at most ten times as many
 * empty ones, so that one call stays short however sparse the table is. Returns whether more is
 * left to move; false also when the policy refuses.
 */
export function rehash(store: DictStore, rules: Rules, buckets: number): boolean {
  if (!isRehashing(store) || !mayRehash(store, rules)) return false
  let emptyVisits = buckets * 10
  for (let left = buckets; left > 0 && store.used(0) > 0; left--) {
    emptyVisits -= store.skipEmpty(emptyVisits)
    if (emptyVisits === 0) return true
    store.moveBucket(store.rehashIndex)
    store.advanceRehash()
  }
  return !completeIfDrained(store)
}

/** The one step that add, delete and find make on their way. */
export function rehashStep(store: DictStore, rules: Rules): void {
  if (rules.steps && store.rehashPauses === 0) rehash(store, rules, 1)
}

/**
 * The step made on the way to a key; since 7.4 it moves that key's own bucket if it still can.
 * Returns whether table 0 may hold the key now.
 */
export function rehashOnTheWay(store: DictStore, rules: Rules, hash: number): boolean {
  if (!isRehashing(store)) return true
  const bucket = bucketOf(store, 0, hash)
  // Below the rehash index all is moved.
  const left = bucket >= store.rehashIndex && store.head(0, bucket) !== NONE
  if (!left || !rules.profile.movesOwnBucket) {
    rehashStep(store, rules)
    return left || !isRehashing(store)
  }
  if (!rules.steps || store.rehashPauses > 0 || !mayRehash(store, rules)) return true
  store.moveBucket(bucket)
  return completeIfDrained(store)
}
