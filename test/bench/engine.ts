import {
  add,
  createPackedStore,
  find,
  rehash,
  resizeTo,
  rulesOf,
  scanAlgorithms,
  sipHashLow,
  type DictStore,
  type HashSeed,
} from '../../src/engine/index.ts'
import { median, type Figures } from './figures.ts'

const KEYS = 1_000_000
const BUCKETS = 2 ** 20
const WARM_UPS = 2
const ROUNDS = 5
const SEED: HashSeed = [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c]

const rules = rulesOf('redis-7.4')
const { scan } = scanAlgorithms.dictScan2018

/** The same string objects for map and dict. */
const keys = Array.from({ length: KEYS }, (_, index) => `key:${index}`)

/** Rates by figure, one for each round. */
type Rates = Map<string, number[]>

function collectGarbage(): void {
  const { gc } = globalThis as { gc?: () => void }
  if (gc === undefined) throw new Error('run with --expose-gc: memory cannot be measured without')
  gc()
  gc()
}

function timed(rates: Rates, figure: string, count: number, work: () => void): void {
  const start = performance.now()
  work()
  const rate = (count / (performance.now() - start)) * 1000
  rates.set(figure, [...(rates.get(figure) ?? []), rate])
}

function insist(condition: boolean, message: string): void {
  if (!condition) throw new Error(message)
}

function fillMap(): ReadonlyMap<string, number> {
  const map = new Map<string, number>()
  let index = 0
  for (const key of keys) map.set(key, index++)
  return map
}

function fillDict(): DictStore {
  const store = createPackedStore()
  for (const key of keys) add(store, rules, key, sipHashLow(key, SEED))
  return store
}

function getAll(map: ReadonlyMap<string, number>): void {
  let sum = 0
  for (const key of keys) sum += map.get(key) ?? 0
  insist(sum === (KEYS * (KEYS - 1)) / 2, 'the map lost keys')
}

function findAll(store: DictStore): void {
  let found = 0
  for (const key of keys) {
    if (find(store, rules, key, sipHashLow(key, SEED)) !== undefined) found++
  }
  insist(found === KEYS, `the dict found ${found} of ${KEYS} keys`)
}

let emitted = 0
const emit = (): void => {
  emitted++
}

/** A full scan; it must emit every key exactly once. */
function scanAll(store: DictStore): void {
  emitted = 0
  let cursor = 0
  do cursor = scan(store, cursor, emit)
  while (cursor !== 0)
  insist(emitted === KEYS, `the scan emitted ${emitted} of ${KEYS} keys`)
}

interface Filled {
  readonly map: ReadonlyMap<string, number>
  readonly store: DictStore
}

function fillBoth(rates: Rates): Filled {
  let map: ReadonlyMap<string, number> = new Map()
  let store: DictStore = createPackedStore()
  collectGarbage()
  timed(rates, 'map.set.perSecond', KEYS, () => {
    map = fillMap()
  })
  collectGarbage()
  timed(rates, 'engine.add.perSecond', KEYS, () => {
    store = fillDict()
  })
  insist(store.bucketCount(0) === BUCKETS && store.rehashIndex < 0, 'the dict has another size')
  return { map, store }
}

function readAtRest(rates: Rates, { map, store }: Filled): void {
  timed(rates, 'map.get.perSecond', KEYS, () => {
    getAll(map)
  })
  timed(rates, 'engine.find.perSecond', KEYS, () => {
    findAll(store)
  })
  timed(rates, 'engine.scan.elementsPerSecond', KEYS, () => {
    scanAll(store)
  })
}

function scanMidRehash(rates: Rates, { map, store }: Filled): void {
  timed(rates, 'map.get.perSecond', KEYS, () => {
    getAll(map)
  })
  timed(rates, 'engine.scanMidRehash.elementsPerSecond', KEYS, () => {
    scanAll(store)
  })
}

/** Runs `round` a few times in vain, so that all is compiled and cached, then for the record. */
function repeated(rates: Rates, round: (rates: Rates) => void): void {
  for (let i = 0; i < WARM_UPS; i++) round(new Map())
  for (let i = 0; i < ROUNDS; i++) round(rates)
}

/** Bytes that a dict needs beyond the key strings, per key. */
function bytesPerKey(): number {
  const used = () => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const store = fillDict()
  const after = used()
  insist(store.used(0) === KEYS, 'the dict lost keys')
  return (after - before) / KEYS
}

/** Map and dict in turn, so that a slow moment of the machine hits both; medians of the rounds. */
function measureEngine(): Figures {
  const rates: Rates = new Map()
  let filled = fillBoth(new Map())
  // The last dict lives until the next is full: V8 forgets the code of a class that nobody is.
  repeated(rates, (into) => {
    filled = fillBoth(into)
  })
  repeated(rates, (into) => {
    readAtRest(into, filled)
  })
  resizeTo(filled.store, rules, 2 * BUCKETS)
  while (filled.store.rehashIndex < BUCKETS / 2) rehash(filled.store, rules, 1)
  repeated(rates, (into) => {
    scanMidRehash(into, filled)
  })
  const figures = Object.fromEntries([...rates].map(([figure, all]) => [figure, median(all)]))
  const elements = figures['engine.scan.elementsPerSecond'] ?? 0
  return {
    ...figures,
    'engine.scan.bucketsPerSecond': (elements * BUCKETS) / KEYS,
    'engine.bytesPerKey': bytesPerKey(),
  }
}

/** The measurement in a process of its own: its last line is the figures as JSON. */
export function main(): number {
  console.log(JSON.stringify(measureEngine()))
  return 0
}
