import { at } from './assert.ts'
import type { Fact } from './events.ts'
import {
  entriesOf,
  type Chain,
  type DictState,
  type Entry,
  type ResizePolicy,
  type TableIndex,
} from './state.ts'
import { bucketOf, NONE, type DictStore } from './store.ts'
import { WorkingDict } from './workingDict.ts'

/**
 * The storage of immutable states. Every change is told as a fact and then applied, so what was told
 * and what became of the dict cannot differ.
 */
class RecordingStore implements DictStore {
  readonly #dict: WorkingDict
  readonly #tell: (fact: Fact) => void
  /** The entry spoken of last: nearly every question about an id follows its sight. */
  #seen: Entry | undefined

  constructor(initial: DictState, tell: (fact: Fact) => void) {
    this.#dict = new WorkingDict(initial)
    this.#tell = tell
  }

  /** The value after the last fact. */
  get state(): DictState {
    return this.#dict.state
  }

  get rehashIndex(): number {
    return this.#dict.bare.rehashIndex
  }

  get rehashPauses(): number {
    return this.#dict.bare.rehashPauses
  }

  get autoResizePauses(): number {
    return this.#dict.bare.autoResizePauses
  }

  get policy(): ResizePolicy {
    return this.#dict.bare.policy
  }

  bucketCount(table: TableIndex): number {
    return this.#dict.table(table).buckets.length
  }

  used(table: TableIndex): number {
    return this.#dict.table(table).used
  }

  head(table: TableIndex, bucket: number): number {
    return this.#see(this.#chain(table, bucket)[0])
  }

  eachEntry(table: TableIndex, bucket: number, visit: (id: number) => void): void {
    for (const entry of this.#chain(table, bucket)) visit(this.#see(entry))
  }

  findIn(table: TableIndex, bucket: number, key: string): number {
    return this.#see(this.#chain(table, bucket).find((entry) => entry.key === key))
  }

  keyOf(id: number): string {
    return this.#entry(id).key
  }

  hashOf(id: number): number {
    return this.#entry(id).hash
  }

  allocate(table: TableIndex, buckets: number): void {
    this.#apply({ kind: 'table.allocated', table, buckets })
  }

  replaceTable(buckets: number): void {
    this.#apply({ kind: 'table.replaced', buckets })
  }

  link(table: TableIndex, bucket: number, key: string, hash: number): number {
    if (this.findIn(table, bucket, key) !== NONE) return NONE
    const id = this.#dict.bare.nextId
    this.#apply({ kind: 'entry.added', table, bucket, id, key, hash: hash >>> 0 })
    return id
  }

  unlink(table: TableIndex, bucket: number, id: number): void {
    this.#apply({ kind: 'entry.removed', table, bucket, id, key: this.keyOf(id) })
  }

  moveBucket(bucket: number): void {
    for (const { id, key, hash } of this.#chain(0, bucket)) {
      const target = bucketOf(this, 1, hash)
      this.#apply({ kind: 'entry.moved', bucket, target, id, key })
    }
  }

  skipEmpty(limit: number): number {
    let skipped = 0
    for (; skipped < limit && this.#chain(0, this.rehashIndex).length === 0; skipped++) {
      this.#apply({ kind: 'rehash.advanced', to: this.rehashIndex + 1, emptied: false })
    }
    return skipped
  }

  advanceRehash(): void {
    this.#apply({ kind: 'rehash.advanced', to: this.rehashIndex + 1, emptied: true })
  }

  completeRehash(): void {
    this.#apply({ kind: 'rehash.completed', buckets: this.bucketCount(1) })
  }

  setRehashPauses(pauses: number): void {
    this.#apply({ kind: 'rehash.pausesChanged', pauses })
  }

  setAutoResizePauses(pauses: number): void {
    this.#apply({ kind: 'autoResize.pausesChanged', pauses })
  }

  setPolicy(policy: ResizePolicy): void {
    this.#apply({ kind: 'policy.changed', policy })
  }

  clear(): void {
    this.#apply({ kind: 'dict.emptied' })
  }

  #apply(fact: Fact): void {
    this.#dict.apply(fact)
    this.#tell(fact)
  }

  #chain(table: TableIndex, bucket: number): Chain {
    return at(this.#dict.table(table).buckets, bucket)
  }

  #see(entry: Entry | undefined): number {
    this.#seen = entry ?? this.#seen
    return entry?.id ?? NONE
  }

  #entry(id: number): Entry {
    if (this.#seen?.id !== id) {
      this.#seen = entriesOf(this.state).find((candidate) => candidate.id === id)
    }
    if (this.#seen === undefined) throw new Error(`no entry ${id}`)
    return this.#seen
  }
}

/** A store over immutable states: `tell` hears every fact, `state` is the value after the last. */
export const createRecordingStore = (
  initial: DictState,
  tell: (fact: Fact) => void,
): DictStore & { readonly state: DictState } => new RecordingStore(initial, tell)
