import { assert, at } from './assert.ts'
import type { Fact } from './events.ts'
import type { Chain, DictState, ResizePolicy, TableIndex } from './state.ts'
import { NONE, type DictStore } from './store.ts'

const INITIAL_CAPACITY = 16
const R = 3
const NO_HEADS = new Int32Array(0)

class PackedStore implements DictStore {
  rehashIndex = -1
  rehashPauses = 0
  autoResizePauses = 0
  policy: ResizePolicy = 'enable'

  private heads0 = NO_HEADS
  private heads1 = NO_HEADS
  private used0 = 0
  private used1 = 0
  private next = new Int32Array(INITIAL_CAPACITY)
  private hashes = new Int32Array(INITIAL_CAPACITY)
  private keys = new Array<string>(INITIAL_CAPACITY)
  private capacity = INITIAL_CAPACITY
  private fresh = 1
  private free = 0

  bucketCount(table: TableIndex): number {
    return (table === 0 ? this.heads0 : this.heads1).length
  }

  used(table: TableIndex): number {
    return table === 0 ? this.used0 : this.used1
  }

  head(table: TableIndex, bucket: number): number {
    const word = this.headWord(table, bucket)
    return word === 0 ? NONE : word >> 1
  }

  eachEntry(table: TableIndex, bucket: number, visit: (id: number) => void): void {
    const { next } = this
    let word = this.headWord(table, bucket)
    while (word !== 0) {
      const id = word >> 1
      visit(id)
      word = (word & 1) === 0 ? 0 : (next[id] ?? 0)
    }
  }

  findIn(table: TableIndex, bucket: number, key: string, hash: number): number {
    const wanted = hash | 0
    const { next, hashes, keys } = this
    let word = this.headWord(table, bucket)
    while (word !== 0) {
      const id = word >> 1
      if (hashes[id] === wanted && keys[id] === key) return id
      word = (word & 1) === 0 ? 0 : (next[id] ?? 0)
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
    if (table === 0) this.replaceTable(buckets)
    else {
      this.heads1 = new Int32Array(buckets)
      this.used1 = 0
      this.rehashIndex = 0
    }
  }

  replaceTable(buckets: number): void {
    this.heads0 = new Int32Array(buckets)
    this.used0 = 0
  }

  link(table: TableIndex, bucket: number, key: string, hash: number): number {
    const id = this.takeSlot()
    this.keys[id] = key
    this.hashes[id] = hash
    this.push(table, bucket, id)
    return id
  }

  unlink(table: TableIndex, bucket: number, id: number): void {
    const heads = table === 0 ? this.heads0 : this.heads1
    const after = this.next[id] ?? 0
    let at = heads[placeOf(bucket, heads.length)] ?? 0
    if (at === id) heads[placeOf(bucket, heads.length)] = after
    else {
      while (at !== 0 && this.next[at] !== id) at = this.next[at] ?? 0
      assert(at !== 0, `entry ${id} is in bucket ${bucket} of table ${table}`)
      this.next[at] = after
    }
    this.addUsed(table, -1)
    this.keys[id] = ''
    this.next[id] = this.free
    this.free = id
  }

  moveHead(bucket: number, target: number): void {
    const source = placeOf(bucket, this.heads0.length)
    const goal = placeOf(target, this.heads1.length)
    const word = this.heads0[source] ?? 0
    assert(word !== 0, `bucket ${bucket} has a head`)
    const id = word >> 1
    this.heads0[source] = (word & 1) === 0 ? 0 : (this.next[id] ?? 0)
    this.used0--
    const rest = this.heads1[goal] ?? 0
    this.next[id] = rest
    this.heads1[goal] = 2 * id + (rest === 0 ? 0 : 1)
    this.used1++
  }

  advanceRehash(to: number): void {
    this.rehashIndex = to
  }

  completeRehash(): void {
    this.heads0 = this.heads1
    this.used0 = this.used1
    this.heads1 = NO_HEADS
    this.used1 = 0
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
    this.heads1 = NO_HEADS
    this.completeRehash()
    this.rehashPauses = 0
    this.autoResizePauses = 0
    this.capacity = INITIAL_CAPACITY
    this.next = new Int32Array(INITIAL_CAPACITY)
    this.hashes = new Int32Array(INITIAL_CAPACITY)
    this.keys = new Array<string>(INITIAL_CAPACITY)
    this.fresh = 1
    this.free = 0
  }

  private headWord(table: TableIndex, bucket: number): number {
    const heads = table === 0 ? this.heads0 : this.heads1
    return heads[placeOf(bucket, heads.length)] ?? 0
  }

  private push(table: TableIndex, bucket: number, id: number): void {
    const heads = table === 0 ? this.heads0 : this.heads1
    const rest = heads[placeOf(bucket, heads.length)] ?? 0
    this.next[id] = rest
    heads[placeOf(bucket, heads.length)] = 2 * id + (rest === 0 ? 0 : 1)
    this.addUsed(table, 1)
  }

  private addUsed(table: TableIndex, change: number): void {
    if (table === 0) this.used0 += change
    else this.used1 += change
  }

  private takeSlot(): number {
    const id = this.free
    if (id !== 0) {
      this.free = this.next[id] ?? 0
      return id
    }
    if (this.fresh === this.capacity) this.grow()
    return this.fresh++
  }

  private grow(): void {
    this.capacity *= 2
    this.next = grown(this.next, this.capacity)
    this.hashes = grown(this.hashes, this.capacity)
    this.keys.length = this.capacity
  }
}

function grown(old: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(length)
  made.set(old)
  return made
}

function placeOf(bucket: number, buckets: number): number {
  return ((bucket << R) | (bucket >>> (32 - R - Math.clz32(buckets - 1)))) & (buckets - 1)
}

export const createPackedStore = (): PackedStore => new PackedStore()
