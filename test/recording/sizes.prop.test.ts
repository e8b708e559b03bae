import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  createPackedStore,
  createRandom,
  expand,
  rehash,
  rulesOf,
  scanAlgorithms,
  type DictStore,
} from '../../src/engine/index.ts'
import {
  bucketOf,
  knownIn,
  readRecording,
  scanCallOf,
  sizeFromCursors,
  sizesOf,
  tellingOf,
  walkAt,
  type ScanCall,
} from '../../src/recording/index.ts'
import type { Reply } from '../../src/server/index.ts'
import { runs } from '../engine/settings.ts'

const rules = rulesOf('redis-7.0')
const { scan } = scanAlgorithms.dictScan2018

const bulk = (bytes: string): Reply => ({ kind: 'bulk', bytes })

/** One SSCAN as the server does it. */
function call(store: DictStore, cursor: number, count: number) {
  const keys: string[] = []
  let next = cursor
  for (let calls = 0; calls <= 10 * count; calls++) {
    next = scan(store, next, (id) => keys.push(store.keyOf(id)))
    if (next === 0 || keys.length >= count) break
  }
  const reply: Reply = {
    kind: 'array',
    items: [bulk(String(next)), { kind: 'array', items: keys.map(bulk) }],
  }
  return { words: ['SSCAN', 's', String(cursor), 'COUNT', String(count)], reply, next }
}

interface Walked {
  readonly calls: readonly ScanCall[]
  readonly lines: readonly string[]
}

function walk(
  store: DictStore,
  count: number,
  between: (calls: number) => void = () => undefined,
): Walked {
  const calls: ScanCall[] = []
  const lines = ['{"source":"redis-server","version":"6.2.0"}']
  let cursor = 0
  do {
    const { words, reply, next } = call(store, cursor, count)
    const one = scanCallOf(words, reply)
    if (one === null) throw new Error('no call')
    calls.push(one)
    lines.push(JSON.stringify({ cmd: words, reply: [String(next), one.keys] }))
    between(calls.length)
    cursor = next
  } while (cursor !== 0)
  return { calls, lines }
}

/** A dict of so many buckets at rest; the hashes are random and known. */
function tableOf(buckets: number, keys: number, seed: number) {
  const store = createPackedStore()
  const random = createRandom(seed)
  const hashes = new Map<string, number>()
  expand(store, rules, buckets)
  for (let nth = 0; nth < keys; nth++) {
    const hash = Math.floor(random() * 2 ** 32)
    hashes.set(`k${nth}`, hash)
    add(store, rules, `k${nth}`, hash)
  }
  return { store, hashes }
}

const anyTable = fc
  .record({
    exponent: fc.integer({ min: 2, max: 9 }),
    share: fc.double({ min: 0.15, max: 1, noNaN: true }),
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    count: fc.constantFrom(1, 2, 5, 10, 50),
  })
  .map((table) => ({ ...table, buckets: 2 ** table.exponent }))

describe('the size that cursors show', () => {
  it('is never above the truth for a table at rest, and exact once every bit was seen', () => {
    fc.assert(
      fc.property(anyTable, ({ buckets, share, seed, count }) => {
        const { store } = tableOf(buckets, Math.ceil(share * buckets), seed)
        const { calls } = walk(store, count)
        const size = sizeFromCursors(calls)
        const seen = calls.reduce((all, { next }) => all | next, 0n)
        expect(size ?? 0).toBeLessThanOrEqual(buckets)
        for (const span of sizesOf(calls)) expect(span.size).toBeLessThanOrEqual(buckets)
        if (seen === BigInt(buckets - 1)) expect(size).toBe(buckets)
        if (size === null) expect(sizesOf(calls)).toEqual([])
      }),
      runs(150),
    )
  })

  it('is one stretch for most walks at rest: a change is told only when it pays', () => {
    let told = 0
    const walks = 300
    for (let seed = 0; seed < walks; seed++) {
      const { store } = tableOf(256, 180, seed)
      told += sizesOf(walk(store, 2).calls).length - 1
    }
    expect(told / walks).toBeLessThan(0.02)
  })

  it('changes where a table has grown in mid-scan, and tells how sure that is', () => {
    let right = 0
    const walks = 100
    for (let seed = 0; seed < walks; seed++) {
      const { store } = tableOf(64, 60, seed)
      const grow = (calls: number) => {
        if (calls !== 12) return
        expand(store, rules, 512)
        while (rehash(store, rules, 100));
      }
      const [first, second, more] = sizesOf(walk(store, 1, grow).calls)
      // Of the first cursors after a growth one in eight still lies on the coarse grid.
      const isNear = second !== undefined && second.from >= 11 && second.from <= 16
      const isSure = (second?.evidence ?? 0) > 9
      if (first?.size === 64 && second?.size === 512 && !more && isNear && isSure) right++
    }
    expect(right).toBeGreaterThanOrEqual(0.95 * walks)
  })
})

describe('what is known of a name', () => {
  it('holds its hash, and its bucket when that is told', () => {
    fc.assert(
      fc.property(anyTable, ({ buckets, share, seed, count }) => {
        const { store, hashes } = tableOf(buckets, Math.ceil(share * buckets), seed)
        const { lines } = walk(store, count)
        const { recording } = readRecording(lines)
        if (recording === null) throw new Error('no recording')
        const telling = tellingOf(recording)
        const at = walkAt(telling, recording.lines.length)
        if (at === null) throw new Error('no walk')
        const known = knownIn(telling, at)
        expect(known.size).toBe(hashes.size)
        for (const { name, place, times } of known.values()) {
          const hash = hashes.get(name) ?? 0
          const at = Number.parseInt([...hash.toString(2).padStart(32, '0')].reverse().join(''), 2)
          expect(times).toBe(1)
          // The inferred size may be too small, and then a page begins too early; never too late.
          expect(place.from).toBeLessThanOrEqual(at / 2 ** 32)
          expect(place.to).toBeGreaterThan(at / 2 ** 32)
          const bucket = bucketOf(place, buckets)
          if (bucket !== null) expect(bucket).toBe(hash % buckets)
        }
      }),
      runs(150),
    )
  })
})
