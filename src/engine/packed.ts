import { assert, at } from './assert.ts'
import type { Fact } from './events.ts'
import type { DictState, ResizePolicy, TableIndex } from './state.ts'
import { NONE, type DictStore } from './store.ts'

const INITIAL_CAPACITY = 16
const TURN = 4

/**
 * The heads of one table's chains. Bucket numbers are turned by four bits, so that sixteen buckets
 * that follow each other in scan order share a cache line, and those that follow each other in
 * index order share a few pages: a scan and a rehash both find near memory.
 */
class Heads {
  used = 0
  readonly words: Int32Array
  private readonly turn: number

  constructor(buckets: number) {
    this.words = new Int32Array(buckets)
    this.turn = Math.max(0, 32 - TURN - Math.clz32(buckets - 1))
  }

  placeOf(bucket: number): number {
    return ((bucket << TURN) | (bucket >>> this.turn)) & (this.words.length - 1)
  }
}

const NO_TABLE = new Heads(0)

/**
 * The storage for size: the same dict in typed arrays. An entry is a slot; its number is the
 * entry's id, and after a delete it is given anew. Slots double like tables, up to 2^30.
 *
 * A word leads to an entry: 0 to none, else twice the slot, plus one if `next` of that slot leads
 * on. Most chains end with their first entry, and the odd bit saves the visit to far memory that
 * would tell so. Per slot 16 bytes, with as many buckets 20, beyond the strings.
 */
export class PackedStore implements DictStore {
  rehashIndex = -1
  rehashPauses = 0
  autoResizePauses = 0
  policy: ResizePolicy = 'enable'

  private table0 = NO_TABLE
  private table1 = NO_TABLE
  private next = new Int32Array(INITIAL_CAPACITY)
  private hashes = new Int32Array(INITIAL_CAPACITY)
  private keys = new Array<string>(INITIAL_CAPACITY)
  private fresh = 1
  private free = 0

  bucketCount(table: TableIndex): number {
    return this.heads(table).words.length
  }

  used(table: TableIndex): number {
    return this.heads(table).used
  }

  head(table: TableIndex, bucket: number): number {
    const word = this.headWord(table, bucket)
    return word === 0 ? NONE : word >> 1
  }

  eachEntry(table: TableIndex, bucket: number, visit: (id: number) => void): void {
    for (let word = this.headWord(table, bucket); word !== 0; word = this.wordAfter(word)) {
      visit(word >> 1)
    }
  }

  findIn(table: TableIndex, bucket: number, key: string, hash: number): number {
    for (let word = this.headWord(table, bucket); word !== 0; word = this.wordAfter(word)) {
      const id = word >> 1
      if (this.hashes[id] === (hash | 0) && this.keys[id] === key) return id
    }
    return NONE
  }

  keyOf(id: number): string {
    return at(this.keys, id)
  }

  hashOf(id: number): number {
    return (this.hashes[id] ?? 0) >>> 0
  }

  allocate(table: TableIndex, buckets: number): void {
    if (table === 0) this.table0 = new Heads(buckets)
    else {
      this.table1 = new Heads(buckets)
      this.rehashIndex = 0
    }
  }

  replaceTable(buckets: number): void {
    this.table0 = new Heads(buckets)
  }

  link(table: TableIndex, bucket: number, key: string, hash: number): number {
    const id = this.free === 0 ? this.takeFresh() : this.takeFree()
    this.keys[id] = key
    this.hashes[id] = hash
    this.push(this.heads(table), bucket, id)
    return id
  }

  unlink(table: TableIndex, bucket: number, id: number): void {
    const heads = this.heads(table)
    let before = 0
    let word = this.headWord(table, bucket)
    while (word >> 1 !== id) {
      assert(word !== 0, `entry ${id} is in bucket ${bucket} of table ${table}`)
      before = word
      word = this.wordAfter(word)
    }
    const after = this.wordAfter(word)
    if (before === 0) heads.words[heads.placeOf(bucket)] = after
    else this.next[before >> 1] = after
    heads.used--
    this.keys[id] = ''
    this.next[id] = this.free
    this.free = id
  }

  moveHead(bucket: number, target: number): void {
    const { table0 } = this
    const place = table0.placeOf(bucket)
    const word = table0.words[place] ?? 0
    assert(word !== 0, 'a chain that is moved has a head')
    table0.words[place] = this.wordAfter(word)
    table0.used--
    this.push(this.table1, target, word >> 1)
  }

  advanceRehash(to: number): void {
    this.rehashIndex = to
  }

  completeRehash(): void {
    this.table0 = this.table1
    this.table1 = NO_TABLE
    this.rehashIndex = -1
  }

  setRehashPauses(pauses: number): void {
    this.rehashPauses = pauses
  }

  setAutoResizePauses(pauses: number): void {
    this.autoResizePauses = pauses
  }

  setPolicy(policy: ResizePolicy): void {
    this.policy = policy
  }

  clear(): void {
    this.rehashIndex = -1
    this.rehashPauses = 0
    this.autoResizePauses = 0
    this.table0 = NO_TABLE
    this.table1 = NO_TABLE
    this.next = new Int32Array(INITIAL_CAPACITY)
    this.hashes = new Int32Array(INITIAL_CAPACITY)
    this.keys = new Array<string>(INITIAL_CAPACITY)
    this.fresh = 1
    this.free = 0
  }

  /** Does what `reduce` does, for a fact told by another storage; ids may differ, keys do not. */
  apply(fact: Fact): void {
    applyFact(this, fact)
  }

  private heads(table: TableIndex): Heads {
    return table === 0 ? this.table0 : this.table1
  }

  private headWord(table: TableIndex, bucket: number): number {
    const heads = this.heads(table)
    return heads.words[heads.placeOf(bucket)] ?? 0
  }

  private wordAfter(word: number): number {
    return (word & 1) === 0 ? 0 : (this.next[word >> 1] ?? 0)
  }

  private push(heads: Heads, bucket: number, id: number): void {
    const place = heads.placeOf(bucket)
    const rest = heads.words[place] ?? 0
    this.next[id] = rest
    heads.words[place] = 2 * id + (rest === 0 ? 0 : 1)
    heads.used++
  }

  private takeFree(): number {
    const id = this.free
    this.free = this.next[id] ?? 0
    return id
  }

  private takeFresh(): number {
    const capacity = this.next.length
    if (this.fresh === capacity) {
      this.next = doubled(this.next)
      this.hashes = doubled(this.hashes)
      this.keys.length = 2 * capacity
    }
    return this.fresh++
  }
}

function doubled(old: Int32Array): Int32Array<ArrayBuffer> {
  const made = new Int32Array(2 * old.length)
  made.set(old)
  return made
}

function idOf(store: DictStore, table: TableIndex, bucket: number, key: string): number {
  let found = NONE
  store.eachEntry(table, bucket, (id) => {
    if (store.keyOf(id) === key) found = id
  })
  assert(found !== NONE, `${key} is in bucket ${bucket} of table ${table}`)
  return found
}

function applyFact(store: DictStore, fact: Fact): void {
  switch (fact.kind) {
    case 'table.allocated':
      store.allocate(fact.table, fact.buckets)
      return
    case 'table.replaced':
      store.replaceTable(fact.buckets)
      return
    case 'entry.added':
      store.link(fact.table, fact.bucket, fact.key, fact.hash)
      return
    case 'entry.removed':
      store.unlink(fact.table, fact.bucket, idOf(store, fact.table, fact.bucket, fact.key))
      return
    case 'entry.moved':
      assert(store.keyOf(store.head(0, fact.bucket)) === fact.key, `${fact.key} is a head`)
      store.moveHead(fact.bucket, fact.target)
      return
    case 'rehash.advanced':
      store.advanceRehash(fact.to, fact.emptied)
      return
    case 'rehash.completed':
      store.completeRehash()
      return
    case 'rehash.pausesChanged':
      store.setRehashPauses(fact.pauses)
      return
    case 'autoResize.pausesChanged':
      store.setAutoResizePauses(fact.pauses)
      return
    case 'policy.changed':
      store.setPolicy(fact.policy)
      return
    case 'dict.emptied':
      store.clear()
  }
}

/** An empty dict in typed arrays. */
export const createPackedStore = (): PackedStore => new PackedStore()

/** The same dict in typed arrays. */
export function packedFrom(state: DictState): PackedStore {
  const store = createPackedStore()
  state.tables.forEach((table, index) => {
    if (table.buckets.length === 0) return
    const which = index === 0 ? 0 : 1
    store.allocate(which, table.buckets.length)
    table.buckets.forEach((chain, bucket) => {
      for (const { key, hash } of chain.toReversed()) store.link(which, bucket, key, hash)
    })
  })
  store.advanceRehash(state.rehashIndex)
  store.setRehashPauses(state.rehashPauses)
  store.setAutoResizePauses(state.autoResizePauses)
  store.setPolicy(state.policy)
  return store
}
