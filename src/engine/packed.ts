import { applyFact } from './applyFact.ts'
import { assert, at } from './assert.ts'
import type { Fact } from './events.ts'
import type { DictState, ResizePolicy, TableIndex } from './state.ts'
import { NONE, type DictStore } from './store.ts'

const INITIAL_CAPACITY = 16
const MAX_CAPACITY = 2 ** 24
const TAG_SHIFT = 25
const TAG = -1 << TAG_SHIFT
const TURN = 4

/**
 * A word leads to an entry and says what can be said of it without a visit: seven high bits of its
 * hash (the tag), its slot in 24 bits and, in the lowest bit, whether another entry follows in the
 * chain. 0 leads nowhere. So a look-up that finds nothing and the end of a chain, which are most of
 * all cases, read no memory of entries; in a large dict every such read is a cache miss.
 */
type EntryWord = number

const slotOf = (word: EntryWord): number => (word >>> 1) & (MAX_CAPACITY - 1)

/**
 * The chains of one table: the word of each head. The place of a bucket is its number turned by
 * four bits, so that sixteen buckets that follow each other in scan order share a cache line, and
 * those that follow each other in index order share a few pages: scan and rehash walk near memory.
 */
class Heads {
  used = 0
  readonly words: Int32Array
  readonly #turn: number

  constructor(buckets: number) {
    this.words = new Int32Array(buckets)
    this.#turn = Math.max(0, 32 - TURN - Math.clz32(buckets - 1))
  }

  placeOf(bucket: number): number {
    return ((bucket << TURN) | (bucket >>> this.#turn)) & (this.words.length - 1)
  }
}

const NO_TABLE = new Heads(0)

/**
 * The storage for size: the same dict in typed arrays. An entry is a slot; the slot's number is the
 * entry's id, and after a delete it is given anew. The slots double as the tables do. Each takes 16
 * bytes, a bucket 4: with as many buckets as slots 20 bytes a key beyond the string itself.
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
    return word === 0 ? NONE : slotOf(word)
  }

  eachEntry(table: TableIndex, bucket: number, visit: (id: number) => void): void {
    for (let word = this.headWord(table, bucket); word !== 0; word = this.wordAfter(word)) {
      visit(slotOf(word))
    }
  }

  findIn(table: TableIndex, bucket: number, key: string, hash: number): number {
    for (let word = this.headWord(table, bucket); word !== 0; word = this.wordAfter(word)) {
      const id = slotOf(word)
      if ((word ^ hash) >>> TAG_SHIFT === 0 && this.keys[id] === key) return id
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
    this.push(this.heads(table), bucket, (hash & TAG) | (id << 1))
    return id
  }

  unlink(table: TableIndex, bucket: number, id: number): void {
    const heads = this.heads(table)
    let before = 0
    let word = this.headWord(table, bucket)
    while (slotOf(word) !== id) {
      assert(word !== 0, `entry ${id} is in bucket ${bucket} of table ${table}`)
      before = word
      word = this.wordAfter(word)
    }
    const after = this.wordAfter(word)
    if (before === 0) heads.words[heads.placeOf(bucket)] = after
    else this.next[slotOf(before)] = after
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
    this.push(this.table1, target, word & ~1)
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

  private headWord(table: TableIndex, bucket: number): EntryWord {
    const heads = this.heads(table)
    return heads.words[heads.placeOf(bucket)] ?? 0
  }

  private wordAfter(word: EntryWord): EntryWord {
    return (word & 1) === 0 ? 0 : (this.next[slotOf(word)] ?? 0)
  }

  /** Puts an entry at the head of a chain; `last` is its word with nobody behind it. */
  private push(heads: Heads, bucket: number, last: EntryWord): void {
    const place = heads.placeOf(bucket)
    const rest = heads.words[place] ?? 0
    if (rest === 0) heads.words[place] = last
    else {
      heads.words[place] = last | 1
      this.next[slotOf(last)] = rest
    }
    heads.used++
  }

  private takeFree(): number {
    const id = this.free
    this.free = this.next[id] ?? 0
    return id
  }

  private takeFresh(): number {
    if (this.fresh === this.next.length) this.grow()
    return this.fresh++
  }

  private grow(): void {
    const capacity = 2 * this.next.length
    assert(capacity <= MAX_CAPACITY, `a packed dict holds fewer than ${MAX_CAPACITY} keys`)
    this.next = doubled(this.next)
    this.hashes = doubled(this.hashes)
    this.keys.length = capacity
  }
}

function doubled(old: Int32Array): Int32Array<ArrayBuffer> {
  const made = new Int32Array(2 * old.length)
  made.set(old)
  return made
}

/** An empty dict in typed arrays. */
export const createPackedStore = (): PackedStore => new PackedStore()

/** A dict of immutable states as one in typed arrays. */
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
