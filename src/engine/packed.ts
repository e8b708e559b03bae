import { assert, at } from './assert.ts'
import type { DictState, ResizePolicy, TableIndex } from './state.ts'
import { NONE, type DictStore } from './store.ts'

const INITIAL_CAPACITY = 16
const MAX_CAPACITY = 2 ** 24
const TAG_SHIFT = 7
const TAG = 0x1fc0000
const BELOW_TAG = 0x3ffff
const TURN = 4

/**
 * A word leads to an entry and says what can be said of it without a visit: bits 18 to 24 of its
 * hash (the tag), its slot in 24 bits and, in the lowest bit, whether another entry follows in the
 * chain. 0 leads nowhere. So a look-up that finds nothing and the end of a chain, which are most of
 * all cases, read no memory of entries; in a large dict every such read is a cache miss.
 *
 * In a table of 2^18 buckets or more, bucket number and tag are 25 bits of the hash: an entry that
 * moves need not be visited either. Those of the tag that the bucket number does not have, five
 * with 2^20 buckets, tell the keys of a chain apart. What smaller tables need fits into the cache.
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
  readonly mask: number
  readonly turn: number

  constructor(buckets: number) {
    this.words = new Int32Array(buckets)
    this.mask = buckets - 1
    this.turn = Math.max(0, 32 - TURN - Math.clz32(this.mask))
  }

  placeOf(bucket: number): number {
    // Not `mask`: the length is read for the check of the bounds anyway.
    return ((bucket << TURN) | (bucket >>> this.turn)) & (this.words.length - 1)
  }

  /** The word of a chain's head, 0 when the chain is empty. */
  wordAt(bucket: number): EntryWord {
    return this.words[this.placeOf(bucket)] ?? 0
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
    return slotOf(this.heads(table).wordAt(bucket))
  }

  eachEntry(table: TableIndex, bucket: number, visit: (id: number) => void): void {
    for (let word = this.heads(table).wordAt(bucket); word !== 0; word = this.wordAfter(word)) {
      visit(slotOf(word))
    }
  }

  findIn(table: TableIndex, bucket: number, key: string, hash: number): number {
    return this.findFrom(this.heads(table).wordAt(bucket), key, hash)
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
    const heads = this.heads(table)
    const place = heads.placeOf(bucket)
    const rest = heads.words[place] ?? 0
    if (this.findFrom(rest, key, hash) !== NONE) return NONE
    const id = this.free === 0 ? this.takeFresh() : this.takeFree()
    this.keys[id] = key
    this.hashes[id] = hash
    this.next[id] = rest
    heads.words[place] = ((hash & TAG) << TAG_SHIFT) | (id << 1) | Number(rest !== 0)
    heads.used++
    return id
  }

  unlink(table: TableIndex, bucket: number, id: number): void {
    const heads = this.heads(table)
    let before = 0
    let word = heads.wordAt(bucket)
    while (slotOf(word) !== id) {
      if (word === 0) throw new Error(`entry ${id} is in bucket ${bucket} of table ${table}`)
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

  moveBucket(bucket: number): void {
    const { table0, table1, next, hashes } = this
    const low = bucket & BELOW_TAG
    const wordTells = table0.mask >= BELOW_TAG && table1.mask <= (TAG | BELOW_TAG)
    const from = table0.placeOf(bucket)
    let word = table0.words[from] ?? 0
    let moved = 0
    table0.words[from] = 0
    while (word !== 0) {
      const id = slotOf(word)
      const left = (word & 1) === 0 ? 0 : (next[id] ?? 0)
      // As much of the hash as table 1 needs: without a visit of the entry if possible.
      const hash = wordTells ? low | ((word >>> TAG_SHIFT) & TAG) : (hashes[id] ?? 0)
      const to = table1.placeOf(hash & table1.mask)
      const rest = table1.words[to] ?? 0
      table1.words[to] = (word & ~1) | Number(rest !== 0)
      // Most find the new chain empty: then the entry's memory stays untouched.
      if (rest !== 0) next[id] = rest
      word = left
      moved++
    }
    table0.used -= moved
    table1.used += moved
  }

  skipEmpty(limit: number): number {
    const { table0, rehashIndex } = this
    let skipped = 0
    while (skipped < limit && table0.wordAt(rehashIndex + skipped) === 0) skipped++
    this.rehashIndex = rehashIndex + skipped
    return skipped
  }

  advanceRehash(): void {
    this.rehashIndex++
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

  private heads(table: TableIndex): Heads {
    return table === 0 ? this.table0 : this.table1
  }

  /** The entry with this key in the chain that begins with a word, or NONE. */
  private findFrom(head: EntryWord, key: string, hash: number): number {
    let word = head
    // 0 is like the last word of a chain: slot 0 has no key. One branch less that goes either way.
    for (;;) {
      const id = slotOf(word)
      if (((hash ^ (word >>> TAG_SHIFT)) & TAG) === 0 && this.keys[id] === key) return id
      if ((word & 1) === 0) return NONE
      word = this.next[id] ?? 0
    }
  }

  private wordAfter(word: EntryWord): EntryWord {
    return (word & 1) === 0 ? 0 : (this.next[slotOf(word)] ?? 0)
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
  store.rehashIndex = state.rehashIndex
  store.setRehashPauses(state.rehashPauses)
  store.setAutoResizePauses(state.autoResizePauses)
  store.setPolicy(state.policy)
  return store
}
