import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import {
  add,
  createPackedStore,
  find,
  maskOf,
  NONE,
  packedFrom,
  rehash,
  remove,
  resizeTo,
  scanAlgorithmIds,
  scanAlgorithms,
  twoPhaseRemove,
  type DictStore,
  type DictView,
  type Rules,
  type TableIndex,
} from '../../src/engine/index.ts'
import {
  anyPast,
  anyRules,
  commands,
  createStore,
  execute,
  hashes,
  KEYS,
  type Command,
} from './driver.ts'
import { runs } from './settings.ts'

/** A life with everything in it: the driver's own, and the commands that its mix leaves out. */
const anyLife = fc
  .tuple(
    anyPast,
    fc.array(fc.oneof(commands.scan, commands.empty, commands.add, commands.double), {
      maxLength: 20,
    }),
    anyPast,
  )
  .map((parts): readonly Command[] => parts.flat())

/** Bucket counts below, at and above the size from which a word alone says where its entry goes. */
const anySize = fc.integer({ min: 16, max: 21 }).map((bits) => 2 ** bits)

/** Hashes of 32 bits that differ much or only in a few bits, so that chains are long. */
const wideHashes = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.array(
      fc.oneof(
        fc.nat(3),
        fc.integer({ min: 0, max: 255 }).map((bits) => bits << 16),
        fc.integer(),
      ),
      {
        maxLength: 12,
      },
    ),
  )
  .map(([base, changes]) => changes.map((change) => (base ^ change) >>> 0))

const chainOf = (dict: DictView, table: TableIndex, bucket: number): readonly number[] => {
  const ids: number[] = []
  dict.eachEntry(table, bucket, (id) => ids.push(id))
  return ids
}

/** Chains from head to tail as text: comparing texts is fast, and many are compared. */
function tableOf(dict: DictView, table: TableIndex): string {
  let text = ''
  for (let bucket = 0; bucket < dict.bucketCount(table); bucket++) {
    text += `${dict.head(table, bucket) === NONE ? '-' : dict.keyOf(dict.head(table, bucket))}:`
    dict.eachEntry(table, bucket, (id) => {
      text += ` ${dict.keyOf(id)}=${dict.hashOf(id)}`
    })
    text += '\n'
  }
  return text
}

/** All that can be read of a dict, ids aside: a storage may number its entries as it likes. */
const portrait = (dict: DictView): string =>
  [
    `used ${dict.used(0)} ${dict.used(1)}, rehash index ${dict.rehashIndex}, ${dict.policy}`,
    `pauses ${dict.rehashPauses} ${dict.autoResizePauses}`,
    tableOf(dict, 0),
    tableOf(dict, 1),
  ].join('\n')

/** So many calls of every rule from the beginning: the keys of each call and its cursor. */
function scans(dict: DictView, calls: number): string {
  let text = ''
  for (const id of scanAlgorithmIds) {
    let cursor = 0
    for (let left = calls; left > 0; left--) {
      cursor = scanAlgorithms[id].scan(dict, cursor, (entry) => {
        text += `${dict.keyOf(entry)} `
      })
      text += `-> ${cursor}\n`
    }
  }
  return text
}

/** Does a command and says all that its caller learns, with keys for ids; a pause pauses both. */
function replyTo(
  store: DictStore,
  rules: Rules,
  command: Command,
  pool: readonly number[],
): unknown {
  switch (command.do) {
    case 'add':
      return add(store, rules, `k${command.key}`, at(pool, command.key)) === NONE
    case 'remove':
      return remove(store, rules, `k${command.key}`, at(pool, command.key))
    case 'twoPhaseRemove':
      return twoPhaseRemove(store, rules, `k${command.key}`, at(pool, command.key))
    case 'find': {
      const place = find(store, rules, `k${command.key}`, at(pool, command.key))
      return place === undefined ? 'none' : [place.table, place.bucket, store.keyOf(place.id)]
    }
    case 'resize':
      return resizeTo(store, rules, command.buckets)
    case 'rehash':
      return rehash(store, rules, command.buckets)
    case 'scan':
      return scans(store, command.calls)
    case 'pause':
      store.setAutoResizePauses(1)
      return execute(store, rules, command, pool)
    case 'resume':
      store.setAutoResizePauses(0)
      return execute(store, rules, command, pool)
    case 'removeMany':
    case 'policy':
    case 'double':
    case 'halve':
    case 'empty':
      return execute(store, rules, command, pool)
  }
}

describe('createPackedStore', () => {
  it('gives the replies, the layouts and the scans of the immutable store', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyLife, (rules, pool, life) => {
        const immutable = createStore()
        const packed = createPackedStore()
        for (const command of life) {
          const expected = replyTo(immutable, rules, command, pool)
          expect(replyTo(packed, rules, command, pool)).toEqual(expected)
          expect(portrait(packed)).toBe(portrait(immutable))
        }
        expect(scans(packed, 2 * KEYS)).toBe(scans(immutable, 2 * KEYS))
      }),
      runs(150),
    )
  })

  it('is made from any state, and both live on as one', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyLife, anyPast, (rules, pool, before, after) => {
        const immutable = createStore()
        for (const command of before) execute(immutable, rules, command, pool)
        const packed = packedFrom(immutable.state)
        expect(portrait(packed)).toBe(portrait(immutable))
        for (const command of after) {
          const expected = replyTo(immutable, rules, command, pool)
          expect(replyTo(packed, rules, command, pool)).toEqual(expected)
        }
        expect(portrait(packed)).toBe(portrait(immutable))
      }),
      runs(100),
    )
  })

  it('moves entries by their hashes between tables of any sizes', () => {
    fc.assert(
      fc.property(anySize, anySize, wideHashes, (from, to, own) => {
        const store = createPackedStore()
        store.allocate(0, from)
        own.forEach((hash, index) => store.link(0, (hash & maskOf(from)) >>> 0, `k${index}`, hash))
        store.allocate(1, to)
        for (const hash of own) {
          const bucket = (hash & maskOf(from)) >>> 0
          const moved = chainOf(store, 0, bucket)
          const targetOf = (id: number) => (store.hashOf(id) & maskOf(to)) >>> 0
          const targets = [...new Set(moved.map(targetOf))]
          const expected = targets.map((target) => [
            ...moved.filter((id) => targetOf(id) === target).reverse(),
            ...chainOf(store, 1, target),
          ])
          store.moveBucket(bucket)
          expect(chainOf(store, 0, bucket)).toEqual([])
          expect(targets.map((target) => chainOf(store, 1, target))).toEqual(expected)
        }
        expect([store.used(0), store.used(1)]).toEqual([0, own.length])
        own.forEach((hash, index) => {
          const id = store.findIn(1, (hash & maskOf(to)) >>> 0, `k${index}`, hash)
          expect([store.keyOf(id), store.hashOf(id)]).toEqual([`k${index}`, hash])
        })
      }),
      runs(200),
    )
  })

  it('moves entries to a table so large that a word does not say where', () => {
    const store = createPackedStore()
    const [from, to] = [2 ** 18, 2 ** 26]
    const own = [0x5, 0x2000005, 0x1000005, 0xffffffff]
    store.allocate(0, from)
    own.forEach((hash, index) => store.link(0, hash & maskOf(from), `k${index}`, hash))
    store.allocate(1, to)
    store.moveBucket(0x5)
    store.moveBucket(0x3ffff)
    expect(own.map((hash) => store.head(1, hash & maskOf(to)))).toEqual([1, 2, 3, 4])
  })

  it('finds keys whose words are alike, in a chain of a large table', () => {
    const store = createPackedStore()
    store.allocate(0, 2 ** 20)
    // One bucket; the tags (bits 18 to 24) alike and not, the bits above alike and not.
    const own = [0x5, 0x80000005, 0x100005, 0x900005, 0xff00005, 0x5].map((hash) => hash >>> 0)
    own.forEach((hash, index) => store.link(0, 5, `k${index}`, hash))
    own.forEach((hash, index) => {
      expect(store.keyOf(store.findIn(0, 5, `k${index}`, hash))).toBe(`k${index}`)
      expect(store.findIn(0, 5, 'another', hash)).toBe(NONE)
    })
  })

  it('gives the slot of a deleted key to the next one', () => {
    const store = createPackedStore()
    store.allocate(0, 4)
    const [first, second] = [store.link(0, 1, 'a', 1), store.link(0, 1, 'b', 5)]
    store.unlink(0, 1, first)
    expect(store.link(0, 2, 'c', 2)).toBe(first)
    expect(store.head(0, 1)).toBe(second)
    expect(store.keyOf(first)).toBe('c')
  })

  it('refuses to unlink what is not there', () => {
    const store = createPackedStore()
    store.allocate(0, 4)
    const id = store.link(0, 1, 'a', 1)
    expect(() => {
      store.unlink(0, 2, id)
    }).toThrow(`entry ${id} is in bucket 2 of table 0`)
  })
})
