import { assert } from './assert.ts'
import type { Fact } from './events.ts'
import type { TableIndex } from './state.ts'
import { NONE, type DictStore } from './store.ts'
import { maskOf } from './word.ts'

function idOf(store: DictStore, table: TableIndex, bucket: number, key: string): number {
  let found = NONE
  store.eachEntry(table, bucket, (id) => {
    if (store.keyOf(id) === key) found = id
  })
  assert(found !== NONE, `${key} is in bucket ${bucket} of table ${table}`)
  return found
}

/** Does to a storage what `reduce` does to a state. Ids may differ; keys and places do not. */
export function applyFact(store: DictStore, fact: Fact): void {
  switch (fact.kind) {
    case 'table.allocated':
      return store.allocate(fact.table, fact.buckets)
    case 'table.replaced':
      return store.replaceTable(fact.buckets)
    case 'entry.added':
      store.link(fact.table, fact.bucket, fact.key, fact.hash)
      return
    case 'entry.removed':
      return store.unlink(fact.table, fact.bucket, idOf(store, fact.table, fact.bucket, fact.key))
    case 'entry.moved': {
      const head = store.head(0, fact.bucket)
      assert(store.keyOf(head) === fact.key, `${fact.key} is a head`)
      const target = (store.hashOf(head) & maskOf(store.bucketCount(1))) >>> 0
      assert(target === fact.target, `${fact.key} belongs into bucket ${fact.target}`)
      store.moveHead(fact.bucket)
      return
    }
    case 'rehash.advanced':
      return store.advanceRehash(fact.to, fact.emptied)
    case 'rehash.completed':
      return store.completeRehash()
    case 'rehash.pausesChanged':
      return store.setRehashPauses(fact.pauses)
    case 'autoResize.pausesChanged':
      return store.setAutoResizePauses(fact.pauses)
    case 'policy.changed':
      return store.setPolicy(fact.policy)
    case 'dict.emptied':
      return store.clear()
  }
}
