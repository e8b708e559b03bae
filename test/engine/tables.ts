import {
  add,
  rehash,
  resizeTo,
  rulesOf,
  type DictStore,
  type ProfileId,
  type Rules,
} from '../../src/engine/index.ts'
import { createStore, type TestStore } from './driver.ts'

/** The rules of a version with nothing automatic: a dict that does only what it is asked. */
export const stillRules = (id: ProfileId): Rules => ({
  ...rulesOf(id),
  grows: false,
  shrinks: false,
  steps: false,
})

const rules = stillRules('redis-7.0')

/** Operations on a dict that does only what it is asked. */
export const asking = {
  rules,
  add: (store: DictStore, hash: number) => add(store, rules, `k${hash}`, hash),
  resizeTo: (store: DictStore, buckets: number) => resizeTo(store, rules, buckets),
  rehash: (store: DictStore, buckets: number) => rehash(store, rules, buckets),
} as const

/** A table of so many buckets with a key `k<hash>` for each hash, added in this order. */
export function storeOf(buckets: number, hashes: readonly number[]): TestStore {
  const store = createStore()
  store.allocate(0, buckets)
  for (const hash of hashes) asking.add(store, hash)
  return store
}

/** Brings a rehash to its end. */
export function moveAll(store: DictStore): void {
  while (asking.rehash(store, 100));
}

/** Both tables as text: chains from head to tail, "-" for an empty bucket. */
export function layoutOf(store: TestStore): string {
  const [source, target] = store.state.tables.map((table) =>
    table.buckets.map((chain) => chain.map((entry) => entry.key).join(',') || '-').join(' '),
  )
  return target === '' ? (source ?? '') : `${source} | ${target}`
}
