import { at } from './assert.ts'
import type { Fact } from './events.ts'
import { reduce } from './reduce.ts'
import { entriesOf, type DictState, type Entry, type ResizePolicy, type TableIndex } from './state.ts'
import { NONE, type DictStore } from './store.ts'

/**
 * The immutable storage. Every change is told to `tell` as a fact and then reduced, so what was
 * told and what became of the dict cannot differ. `state` is the value after the last fact.
 */
export function createRecordingStore(
  initial: DictState,
  tell: (fact: Fact) => void,
): DictStore & { readonly state: DictState } {
  let state = initial
  /** The entry spoken of last: nearly every question about an id follows its sight. */
  let seen: Entry | undefined

  const apply = (fact: Fact) => {
    state = reduce(state, fact)
    tell(fact)
  }
  const chain = (table: TableIndex, bucket: number) => at(state.tables[table].buckets, bucket)
  const see = (entry: Entry | undefined): number => {
    seen = entry ?? seen
    return entry?.id ?? NONE
  }
  const entry = (id: number): Entry => {
    if (seen?.id !== id) seen = entriesOf(state).find((candidate) => candidate.id === id)
    if (seen === undefined) throw new Error(`no entry ${id}`)
    return seen
  }

  return {
    get state() {
      return state
    },
    get rehashIndex() {
      return state.rehashIndex
    },
    get rehashPauses() {
      return state.rehashPauses
    },
    get autoResizePauses() {
      return state.autoResizePauses
    },
    get policy() {
      return state.policy
    },
    bucketCount: (table) => state.tables[table].buckets.length,
    used: (table) => state.tables[table].used,
    head: (table, bucket) => see(chain(table, bucket)[0]),
    eachEntry: (table, bucket, visit) => {
      for (const one of chain(table, bucket)) visit(see(one))
    },
    findIn: (table, bucket, key) => see(chain(table, bucket).find((one) => one.key === key)),
    keyOf: (id) => entry(id).key,
    hashOf: (id) => entry(id).hash,

    allocate: (table, buckets) => {
      apply({ kind: 'table.allocated', table, buckets })
    },
    replaceTable: (buckets) => {
      apply({ kind: 'table.replaced', buckets })
    },
    link: (table, bucket, key, hash) => {
      const id = state.nextId
      apply({ kind: 'entry.added', table, bucket, id, key, hash })
      return id
    },
    unlink: (table, bucket, id) => {
      apply({ kind: 'entry.removed', table, bucket, id, key: entry(id).key })
    },
    moveHead: (bucket, target) => {
      const { id, key } = at(chain(0, bucket), 0)
      apply({ kind: 'entry.moved', bucket, target, id, key })
    },
    advanceRehash: (to, emptied) => {
      apply({ kind: 'rehash.advanced', to, emptied })
    },
    completeRehash: () => {
      apply({ kind: 'rehash.completed', buckets: state.tables[1].buckets.length })
    },
    setRehashPauses: (pauses) => {
      apply({ kind: 'rehash.pausesChanged', pauses })
    },
    setAutoResizePauses: (pauses) => {
      apply({ kind: 'autoResize.pausesChanged', pauses })
    },
    setPolicy: (policy: ResizePolicy) => {
      apply({ kind: 'policy.changed', policy })
    },
    clear: () => {
      apply({ kind: 'dict.emptied' })
    },
  }
}
