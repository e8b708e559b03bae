import {
  add,
  entryCount,
  find,
  rehash,
  resizeTo,
  rulesOf,
  scanAlgorithms,
  sipHashLow,
  type DictStore,
  type HashSeed,
} from '../../src/engine/index.ts'
import { createPackedStore } from '../../src/engine/packed.ts'
import { median, type Figures } from './figures.ts'

const KEYS = 1_000_000
const BUCKETS = 2 ** 20
const ROUNDS = 5
const SEED: HashSeed = [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c]

const rules = rulesOf('redis-7.4')
const { scan } = scanAlgorithms.dictScan2018

const keys = Array.from({ length: KEYS }, (_, index) => `key:${index}`)

function collectGarbage(): void {
  const { gc } = globalThis as { gc?: () => void }
  if (gc === undefined) throw new Error('run with --expose-gc: memory cannot be measured without')
  gc()
  gc()
}

/** Milliseconds that `work` takes. */
function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const perSecond = (count: number, ms: number): number => (count / ms) * 1000

function fill(): DictStore {
  const store = createPackedStore()
  for (const key of keys) add(store, rules, key, sipHashLow(key, SEED))
  return store
}

/** Calls of a full scan; throws unless it emits every key exactly once. */
function scanAll(store: DictStore): number {
  let emitted = 0
  let calls = 0
  let cursor = 0
  const emit = () => {
    emitted += 1
  }
  do {
    cursor = scan(store, cursor, emit)
    calls += 1
  } while (cursor !== 0)
  if (emitted !== KEYS) throw new Error(`the scan emitted ${emitted} of ${KEYS} keys`)
  return calls
}

/** Bytes that the dict needs beyond the key strings, per key. */
function bytesPerKey(): number {
  const used = () => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const store = fill()
  const after = used()
  if (entryCount(store) !== KEYS) throw new Error('the dict lost keys')
  return (after - before) / KEYS
}

type Round = Record<string, number>

function measureMap(round: Round): void {
  collectGarbage()
  const map = new Map<string, number>()
  let index = 0
  round['map.set.perSecond'] = perSecond(
    KEYS,
    timed(() => {
      for (const key of keys) map.set(key, index++)
    }),
  )
  let sum = 0
  round['map.get.perSecond'] = perSecond(
    KEYS,
    timed(() => {
      for (const key of keys) sum += map.get(key) ?? 0
    }),
  )
  if (sum !== (KEYS * (KEYS - 1)) / 2) throw new Error('the map lost keys')
}

function measureDict(round: Round): void {
  collectGarbage()
  let store = createPackedStore() as DictStore
  round['engine.add.perSecond'] = perSecond(
    KEYS,
    timed(() => {
      store = fill()
    }),
  )
  let found = 0
  round['engine.find.perSecond'] = perSecond(
    KEYS,
    timed(() => {
      for (const key of keys) {
        if (find(store, rules, key, sipHashLow(key, SEED)) !== undefined) found += 1
      }
    }),
  )
  if (found !== KEYS || store.bucketCount(0) !== BUCKETS) throw new Error('the dict lost keys')
  const rest = timed(() => {
    scanAll(store)
  })
  round['engine.scan.elementsPerSecond'] = perSecond(KEYS, rest)
  round['engine.scan.bucketsPerSecond'] = perSecond(BUCKETS, rest)
  resizeTo(store, rules, 2 * BUCKETS)
  while (store.rehashIndex >= 0 && store.rehashIndex < BUCKETS / 2) rehash(store, rules, 1)
  const moving = timed(() => {
    scanAll(store)
  })
  round['engine.scanMidRehash.elementsPerSecond'] = perSecond(KEYS, moving)
}

/** Map and dict in turn, so that a slow moment of the machine hits both; medians of the rounds. */
export function measureEngine(): Figures {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const round: Round = {}
    measureMap(round)
    measureDict(round)
    return round
  })
  const names = Object.keys(rounds[0] ?? {})
  const figures: Record<string, number> = {}
  for (const name of names) figures[name] = median(rounds.map((round) => round[name] ?? 0))
  figures['engine.bytesPerKey'] = bytesPerKey()
  return figures
}
