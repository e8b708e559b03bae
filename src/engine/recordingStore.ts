import { at } from './assert.ts'
import type { Fact } from './events.ts'
import { reduce } from './reduce.ts'
import {
  entriesOf,
  type Chain,
  type DictState,
  type Entry,
  type ResizePolicy,
  type TableIndex,
} from './state.ts'
import { NONE, type DictStore } from './store.ts'
import { maskOf } from './word.ts'

/**
 * The immutable storage. Every change is told as a fact and then reduced, so what was told and what
 * became of the dict cannot differ.
 */
class RecordingStore implements DictStore {
  /** The value after the last fact. */
  state: DictState
  readonly #tell: (fact: Fact) => void
  /** The entry spoken of last: nearly every question about an id follows its sight. */
  #seen: Entry | undefined

  constructor(initial: DictState, tell: (fact: Fact) => void) {
    this.state = initial
    this.#tell = tell
  }

  get rehashIndex(): number {
    return this.state.rehashIndex
  }

  get rehashPauses(): number {
    return this.state.rehashPauses
  }

  get autoResizePauses(): number {
    return this.state.autoResizePauses
  }

  get policy(): ResizePolicy {
    return this.state.policy
  }

  bucketCount(table: TableIndex): number {
    return this.state.tables[table].buckets.length
  }

  used(table: TableIndex): number {
    return this.state.tables[table].used
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
    const id = this.state.nextId
    this.#apply({ kind: 'entry.added', table, bucket, id, key, hash: hash >>> 0 })
    return id
  }

  unlink(table: TableIndex, bucket: number, id: number): void {
    this.#apply({ kind: 'entry.removed', table, bucket, id, key: this.keyOf(id) })
  }

  moveHead(bucket: number): boolean {
    const { id, key, hash } = at(this.#chain(0, bucket), 0)
    const target = (hash & maskOf(this.bucketCount(1))) >>> 0
    this.#apply({ kind: 'entry.moved', bucket, target, id, key })
    return this.#chain(0, bucket).length > 0
  }

  advanceRehash(to: number, emptied: boolean): void {
    this.#apply({ kind: 'rehash.advanced', to, emptied })
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
    this.state = reduce(this.state, fact)
    this.#tell(fact)
  }

  #chain(table: TableIndex, bucket: number): Chain {
    return at(this.state.tables[table].buckets, bucket)
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
