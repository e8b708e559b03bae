import type { Rules } from '../profiles.ts'
import { isRehashing, type DictStore } from '../store.ts'
import { MIN_BUCKETS, nextPower } from '../word.ts'

/** Starts moving to a table of `nextPower(request)` buckets. False when nothing would change. */
function resize(store: DictStore, rules: Rules, request: number): boolean {
  const buckets = nextPower(request)
  const current = store.bucketCount(0)
  if (buckets === current) return false
  if (current === 0) store.allocate(0, buckets)
  else if (store.used(0) === 0 && rules.profile.replacesEmptyTable) store.replaceTable(buckets)
  else store.allocate(1, buckets)
  return true
}

const busyOrTooSmall = (store: DictStore, request: number) =>
  isRehashing(store) || store.used(0) > request

/** dictExpand: to any size that holds all entries; since 7.4 only upwards. */
export function expand(store: DictStore, rules: Rules, request: number): boolean {
  if (busyOrTooSmall(store, request)) return false
  if (rules.profile.resizeCalls === 'two' && store.bucketCount(0) >= request) return false
  return resize(store, rules, request)
}

/** dictShrink, since 7.4. */
export function shrink(store: DictStore, rules: Rules, request: number): boolean {
  if (busyOrTooSmall(store, request) || store.bucketCount(0) <= request) return false
  return resize(store, rules, request)
}

/** Grow or shrink to `request` buckets by whichever call the version has for it. */
export function resizeTo(store: DictStore, rules: Rules, request: number): boolean {
  const smaller = request < store.bucketCount(0)
  return smaller && rules.profile.resizeCalls === 'two'
    ? shrink(store, rules, request)
    : expand(store, rules, request)
}

/** dictResize, until 7.2: the smallest table that holds the entries. Only under ENABLE. */
export function resizeToFit(store: DictStore, rules: Rules): boolean {
  if (store.policy !== 'enable' || isRehashing(store)) return false
  return expand(store, rules, Math.max(store.used(0), MIN_BUCKETS))
}

/** Grows a full table. True when a rehash is on, a table was made or growth was due. */
export function expandIfNeeded(store: DictStore, rules: Rules): boolean {
  if (isRehashing(store)) return true
  const buckets = store.bucketCount(0)
  if (buckets === 0) return expand(store, rules, MIN_BUCKETS)
  const used = store.used(0)
  const due =
    (store.policy === 'enable' && used >= buckets) ||
    (store.policy !== 'forbid' && rules.profile.growsUnderAvoid(used, buckets))
  if (due) expand(store, rules, rules.profile.growthRequest(used))
  return due
}

/** Shrinks a sparse table. True when a rehash is on, the table is minimal or shrinking was due. */
export function shrinkIfNeeded(store: DictStore, rules: Rules): boolean {
  const buckets = store.bucketCount(0)
  if (isRehashing(store) || buckets <= MIN_BUCKETS) return true
  const used = store.used(0)
  const due =
    (store.policy === 'enable' && rules.profile.shrinks(used, buckets)) ||
    (store.policy !== 'forbid' && rules.profile.shrinksUnderAvoid(used, buckets))
  if (due) resizeTo(store, rules, used)
  return due
}

/** The growth that an add asks for. The first table is made whatever is switched off. */
export function autoExpand(store: DictStore, rules: Rules): void {
  if (store.used(0) < store.bucketCount(0)) return
  const wanted = rules.grows && store.autoResizePauses === 0
  if (wanted || store.bucketCount(0) === 0) expandIfNeeded(store, rules)
}

/** The shrink that a delete asks for; until 7.2 the dict's owner asks, not the dict. */
export function autoShrink(store: DictStore, rules: Rules, askedBy: 'dict' | 'owner'): void {
  if (rules.profile.shrinkAskedBy !== askedBy) return
  if (rules.shrinks && store.autoResizePauses === 0) shrinkIfNeeded(store, rules)
}
