import type { Rules } from '../profiles.ts'
import { entryCount, type DictStore } from '../store.ts'
import { find, locate } from './find.ts'
import { rehashStep } from './rehash.ts'
import { autoShrink } from './resize.ts'

/** dictDelete. False when the key is not there; an empty dict makes no rehash step. */
export function remove(store: DictStore, rules: Rules, key: string, hash: number): boolean {
  const place = find(store, rules, key, hash)
  if (place === undefined) return false
  store.unlink(place.table, place.bucket, place.id)
  autoShrink(store, rules, 'dict')
  return true
}

/** Find, then unlink, as DEL does with keys: its step moves the bucket at the rehash index. */
export function twoPhaseRemove(store: DictStore, rules: Rules, key: string, hash: number): boolean {
  if (entryCount(store) === 0) return false
  rehashStep(store, rules)
  const place = locate(store, key, hash)
  if (place === undefined) return false
  store.unlink(place.table, place.bucket, place.id)
  autoShrink(store, rules, 'dict')
  return true
}
