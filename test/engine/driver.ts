import fc from 'fast-check'
import { at } from '../../src/engine/assert.ts'
import {
  add,
  checkDict,
  createRecordingStore,
  EMPTY_DICT,
  entriesOf,
  find,
  positionOf,
  profileIds,
  rehash,
  remove,
  resizeTo,
  rulesOf,
  twoPhaseRemove,
  type DictStore,
  type DictView,
  type Entry,
  type Fact,
  type Rules,
  type ScanAlgorithm,
} from '../../src/engine/index.ts'

/** What a test may do to a dict; keys are numbers into a pool of `KEYS` names. */
export type Command =
  | { readonly do: 'add' | 'remove' | 'twoPhaseRemove' | 'find'; readonly key: number }
  | { readonly do: 'removeMany'; readonly key: number; readonly count: number }
  | { readonly do: 'resize'; readonly buckets: number }
  | { readonly do: 'rehash'; readonly buckets: number }
  | { readonly do: 'policy'; readonly policy: 'enable' | 'avoid' | 'forbid' }
  | { readonly do: 'scan'; readonly calls: number }
  | { readonly do: 'double' | 'halve' | 'pause' | 'resume' | 'empty' }

export const KEYS = 32

const key = fc.nat(KEYS - 1)

/** Each kind of command, to be mixed by `fc.oneof`. */
export const commands = {
  add: key.map((k): Command => ({ do: 'add', key: k })),
  remove: key.map((k): Command => ({ do: 'remove', key: k })),
  removeMany: fc
    .tuple(key, fc.nat(KEYS))
    .map(([k, count]): Command => ({ do: 'removeMany', key: k, count })),
  twoPhaseRemove: key.map((k): Command => ({ do: 'twoPhaseRemove', key: k })),
  find: key.map((k): Command => ({ do: 'find', key: k })),
  resize: fc
    .integer({ min: 2, max: 6 })
    .map((bits): Command => ({ do: 'resize', buckets: 2 ** bits })),
  rehash: fc.integer({ min: 1, max: 40 }).map((buckets): Command => ({ do: 'rehash', buckets })),
  policy: fc
    .constantFrom('enable' as const, 'enable' as const, 'avoid' as const, 'forbid' as const)
    .map((policy): Command => ({ do: 'policy', policy })),
  double: fc.constant<Command>({ do: 'double' }),
  halve: fc.constant<Command>({ do: 'halve' }),
  pause: fc.constant<Command>({ do: 'pause' }),
  resume: fc.constant<Command>({ do: 'resume' }),
  empty: fc.constant<Command>({ do: 'empty' }),
  scan: fc.integer({ min: 1, max: 6 }).map((calls): Command => ({ do: 'scan', calls })),
} as const

/** Any life of a dict, rich in resizes, with scan calls in between. */
export const anyLife = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: commands.add },
    { weight: 2, arbitrary: commands.remove },
    { weight: 2, arbitrary: commands.removeMany },
    { weight: 1, arbitrary: commands.twoPhaseRemove },
    { weight: 1, arbitrary: commands.find },
    { weight: 6, arbitrary: commands.resize },
    { weight: 3, arbitrary: commands.halve },
    { weight: 6, arbitrary: commands.rehash },
    { weight: 1, arbitrary: commands.policy },
    { weight: 1, arbitrary: commands.pause },
    { weight: 2, arbitrary: commands.resume },
    { weight: 8, arbitrary: commands.scan },
  ),
  { minLength: 1, maxLength: 120, size: 'max' },
)

/** A past: some keys, any life and, at its end perhaps, a wide table at rest. */
export const anyPast = fc
  .tuple(
    fc.nat(KEYS).map((count) => Array.from({ length: count }, (_, k) => k)),
    anyLife,
    fc.option(fc.integer({ min: 3, max: 7 })),
  )
  .map(([keys, life, bits]): Command[] => [
    ...keys.map((k): Command => ({ do: 'add', key: k })),
    ...life,
    ...(bits === null ? [] : wideTable(bits)),
  ])

const wideTable = (bits: number): Command[] => [
  { do: 'policy', policy: 'enable' },
  { do: 'rehash', buckets: 1000 },
  { do: 'resize', buckets: 2 ** bits },
  { do: 'rehash', buckets: 1000 },
]

/** Hashes for the pool: crowded, regular and spread ones. */
export const hashes = fc.array(
  fc.oneof(
    fc.nat(255),
    fc.nat(31).map((n) => 8 * n),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  ),
  { minLength: KEYS, maxLength: KEYS, size: 'max' },
)

export const anyRules: fc.Arbitrary<Rules> = fc
  .tuple(fc.constantFrom(...profileIds), fc.boolean(), fc.boolean(), fc.boolean())
  .map(([id, grows, shrinks, steps]) => ({ ...rulesOf(id), grows, shrinks, steps }))

/** Does a command; what the dict refuses changes nothing. `scan` is the caller's. */
export function execute(
  store: DictStore,
  rules: Rules,
  command: Command,
  pool: readonly number[],
): void {
  switch (command.do) {
    case 'add':
      add(store, rules, `k${command.key}`, at(pool, command.key))
      return
    case 'remove':
      remove(store, rules, `k${command.key}`, at(pool, command.key))
      return
    case 'removeMany':
      for (let k = command.key; k < Math.min(KEYS, command.key + command.count); k++) {
        remove(store, rules, `k${k}`, at(pool, k))
      }
      return
    case 'twoPhaseRemove':
      twoPhaseRemove(store, rules, `k${command.key}`, at(pool, command.key))
      return
    case 'find':
      find(store, rules, `k${command.key}`, at(pool, command.key))
      return
    case 'resize':
      resizeTo(store, rules, command.buckets)
      return
    case 'double':
      resizeTo(store, rules, 2 * store.bucketCount(0))
      return
    case 'halve':
      resizeTo(store, rules, store.bucketCount(0) / 2)
      return
    case 'rehash':
      rehash(store, rules, command.buckets)
      return
    case 'policy':
      store.setPolicy(command.policy)
      return
    case 'pause':
      store.setRehashPauses(store.rehashPauses + 1)
      return
    case 'resume':
      store.setRehashPauses(Math.max(0, store.rehashPauses - 1))
      return
    case 'empty':
      store.clear()
      return
    case 'scan':
      return
  }
}

export function createStore(tell: (fact: Fact) => void = () => undefined) {
  return createRecordingStore(EMPTY_DICT, tell)
}

export type TestStore = ReturnType<typeof createStore>

/** The bucket count of the smaller live table. */
export const smallerCount = (dict: DictView) =>
  dict.rehashIndex < 0 ? dict.bucketCount(0) : Math.min(dict.bucketCount(0), dict.bucketCount(1))

/** One full scan as its client sees it, with a memory of all that was promised to it. */
export function createScan(store: TestStore, scan: ScanAlgorithm['scan']) {
  const fromStart = new Set(entriesOf(store.state).map((entry) => entry.id))
  const returnedAt = new Map<number, readonly number[]>()
  let cursor = 0
  let position = 0

  /** The entries present from the first call to now: an id is never given twice. */
  const staying = () => entriesOf(store.state).filter((entry) => fromStart.has(entry.id))

  return {
    store,
    /** One call; says how things stand after it. A returned cursor 0 is the end of the ruler. */
    call: () => {
      const positionBefore = position
      const size = smallerCount(store)
      const emitted: number[] = []
      cursor = scan(store, cursor, (id) => emitted.push(id))
      for (const id of emitted) returnedAt.set(id, [...(returnedAt.get(id) ?? []), size])
      const done = cursor === 0
      position = done ? 1 : positionOf(cursor)
      return {
        store,
        done,
        positionBefore,
        position,
        /** The bucket counts of the smaller live table at each return of an entry. */
        returnedAt: returnedAt as ReadonlyMap<number, readonly number[]>,
        staying,
        timesOf: (id: number) => returnedAt.get(id)?.length ?? 0,
        /** The staying entries that have not come yet. */
        missed: () => staying().filter((entry) => !returnedAt.has(entry.id)),
      }
    },
  }
}

type AfterCall = ReturnType<ReturnType<typeof createScan>['call']>

interface Life {
  readonly rules: Rules
  readonly pool: readonly number[]
  readonly past: readonly Command[]
  readonly life: readonly Command[]
  readonly scan: ScanAlgorithm['scan']
}

/**
 * Lives through the commands, one full scan after the other, and brings the last scan to its end.
 * Returns the keys that each scan missed. The dict is checked after every command.
 */
export function live(
  { rules, pool, past, life, scan }: Life,
  afterCall: (after: AfterCall) => void = () => undefined,
): { readonly missed: readonly (readonly Entry[])[] } {
  const store = createStore()
  for (const command of past) execute(store, rules, command, pool)
  const missed: (readonly Entry[])[] = []
  let iteration: ReturnType<typeof createScan> | undefined
  const call = () => {
    iteration ??= createScan(store, scan)
    const after = iteration.call()
    afterCall(after)
    if (!after.done) return
    missed.push(after.missed())
    iteration = undefined
  }
  for (const command of life) {
    if (command.do !== 'scan') execute(store, rules, command, pool)
    else for (let left = command.calls; left > 0; left--) call()
    checkDict(store.state)
  }
  const most = Math.max(...store.state.tables.map(({ buckets }) => buckets.length))
  for (let calls = 0; iteration !== undefined; calls++) {
    if (calls > most) throw new Error('the scan does not end')
    call()
  }
  return { missed }
}
