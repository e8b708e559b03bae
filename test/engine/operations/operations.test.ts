import { describe, expect, it } from 'vitest'
import {
  add,
  expand,
  expandIfNeeded,
  find,
  NONE,
  profileIds,
  profiles,
  rehash,
  remove,
  resizeTo,
  resizeToFit,
  rulesOf,
  shrink,
  shrinkIfNeeded,
  twoPhaseRemove,
  type ProfileId,
} from '../../../src/engine/index.ts'
import { createStore } from '../driver.ts'
import { asking, layoutOf, moveAll, stillRules, storeOf } from '../tables.ts'

const resizesInOneCall: readonly ProfileId[] = [
  'redis-4.0.9',
  'redis-4.0.10',
  'redis-7.0',
  'redis-7.2',
]
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

describe('an add', () => {
  it('makes the first table of 4 buckets', () => {
    const store = createStore()
    add(store, rulesOf('redis-7.0'), 'k1', 1)
    expect(layoutOf(store)).toBe('- k1 - -')
  })

  it('puts the entry at the head of its chain', () => {
    expect(layoutOf(storeOf(4, [1, 5, 9]))).toBe('- k9,k5,k1 - -')
  })

  it('puts it into table 1 while a rehash is on, so that table 0 only drains', () => {
    const store = storeOf(4, [0, 1])
    asking.resizeTo(store, 8)
    asking.add(store, 6)
    expect(layoutOf(store)).toBe('k0 k1 - - | - - - - - - k6 -')
  })

  it('refuses a key that stands in either table', () => {
    const store = storeOf(4, [0, 1])
    asking.resizeTo(store, 8)
    asking.add(store, 6)
    expect(asking.add(store, 1)).toBe(NONE)
    expect(asking.add(store, 6)).toBe(NONE)
  })

  it.each(profileIds)(
    'refuses one whose own step ends a shrink and lets a growth begin (%s)',
    (id) => {
      const store = storeOf(8, [0, 1, 2, 3])
      resizeTo(store, rulesOf(id), 4)
      rehash(store, rulesOf(id), 3)
      expect(layoutOf(store)).toBe('- - - k3 - - - - | k0 k1 k2 -')
      expect(add(store, rulesOf(id), 'k3', 3)).toBe(NONE)
      expect(layoutOf(store)).toBe('k0 k1 k2 k3 | - - - - - - - -')
    },
  )

  it.each(profileIds)('into a full table starts a growth to twice the buckets (%s)', (id) => {
    const store = storeOf(4, [0, 1, 2, 3])
    add(store, rulesOf(id), 'k4', 4)
    expect(layoutOf(store)).toBe('k0 k1 k2 k3 | - - - - k4 - - -')
  })

  it('with growth switched off fills the table on', () => {
    expect(layoutOf(storeOf(4, range(0, 6)))).toBe('k4,k0 k5,k1 k2 k3')
  })
})

describe('a rehash step', () => {
  it('moves one bucket from head to tail, so that the order of its chain reverses', () => {
    const store = storeOf(4, [0, 4, 8, 12])
    asking.resizeTo(store, 8)
    expect(asking.rehash(store, 1)).toBe(false)
    expect(layoutOf(store)).toBe('k0,k8 - - - k4,k12 - - -')
  })

  it('ends the rehash with the last entry and not with the last bucket', () => {
    const store = storeOf(8, [0, 1])
    asking.resizeTo(store, 16)
    expect(asking.rehash(store, 1)).toBe(true)
    expect(store.rehashIndex).toBe(1)
    expect(asking.rehash(store, 1)).toBe(false)
    expect([store.rehashIndex, store.bucketCount(0), store.bucketCount(1)]).toEqual([-1, 16, 0])
  })

  it('passes at most ten empty buckets for each bucket asked for', () => {
    const store = storeOf(64, [63])
    asking.resizeTo(store, 128)
    expect(asking.rehash(store, 1)).toBe(true)
    expect(store.rehashIndex).toBe(10)
    expect(asking.rehash(store, 3)).toBe(true)
    expect(store.rehashIndex).toBe(40)
    expect(asking.rehash(store, 3)).toBe(false)
  })

  it('is made by add, find and delete on their way, unless rehashing is paused', () => {
    const rules = rulesOf('redis-7.0')
    const store = storeOf(8, range(0, 8))
    asking.resizeTo(store, 16)
    add(store, rules, 'k8', 8)
    expect(store.rehashIndex).toBe(1)
    find(store, rules, 'absent', 15)
    expect(store.rehashIndex).toBe(2)
    remove(store, rules, 'k0', 0)
    expect(store.rehashIndex).toBe(3)
    twoPhaseRemove(store, rules, 'k1', 1)
    expect(store.rehashIndex).toBe(4)
    store.setRehashPauses(1)
    find(store, rules, 'k2', 2)
    expect(store.rehashIndex).toBe(4)
  })

  it('asked for explicitly is made even while rehashing is paused', () => {
    const store = storeOf(4, [0, 1])
    asking.resizeTo(store, 8)
    store.setRehashPauses(1)
    asking.rehash(store, 1)
    expect(store.rehashIndex).toBe(1)
  })

  it('is not made by a lookup in an empty dict, but by an add', () => {
    const rules = rulesOf('redis-7.0')
    const store = storeOf(8, [])
    asking.resizeTo(store, 16)
    find(store, rules, 'k1', 1)
    remove(store, rules, 'k1', 1)
    twoPhaseRemove(store, rules, 'k1', 1)
    expect(store.rehashIndex).toBe(0)
    add(store, rules, 'k1', 1)
    expect(store.rehashIndex).toBe(-1)
  })
})

describe('since 7.4 a lookup', () => {
  const rules = { ...rulesOf('redis-7.4'), shrinks: false }
  const rehashing = () => {
    const store = storeOf(4, [0, 1, 2, 3])
    asking.resizeTo(store, 8)
    return store
  }

  it('moves the own bucket of the key, and the rehash index stays', () => {
    const store = rehashing()
    find(store, rules, 'k2', 2)
    expect(layoutOf(store)).toBe('k0 k1 - k3 | - - k2 - - - - -')
    expect(store.rehashIndex).toBe(0)
  })

  it('moves the bucket that an absent key would have', () => {
    const store = rehashing()
    find(store, rules, 'absent', 7)
    expect(layoutOf(store)).toBe('k0 k1 k2 - | - - - k3 - - - -')
  })

  it('makes the ordinary step when the own bucket is empty or passed', () => {
    const store = rehashing()
    find(store, rules, 'k2', 2)
    find(store, rules, 'k2', 2)
    expect(layoutOf(store)).toBe('- k1 - k3 | k0 - k2 - - - - -')
    expect(store.rehashIndex).toBe(1)
    find(store, rules, 'k0', 0)
    expect(layoutOf(store)).toBe('- - - k3 | k0 k1 k2 - - - - -')
  })

  it('before a two-phase delete moves the bucket at the rehash index instead', () => {
    const store = rehashing()
    twoPhaseRemove(store, rules, 'k2', 2)
    expect(layoutOf(store)).toBe('- k1 - k3 | k0 - - - - - - -')
  })

  it('moved nothing of its own before 7.4', () => {
    const store = rehashing()
    find(store, rulesOf('redis-7.2'), 'k2', 2)
    expect(layoutOf(store)).toBe('- k1 k2 k3 | k0 - - - - - - -')
  })
})

describe('a resize', () => {
  it('is refused while a rehash is on, below the number of entries and to the same size', () => {
    const store = storeOf(8, range(0, 5))
    expect(asking.resizeTo(store, 4)).toBe(false)
    expect(asking.resizeTo(store, 8)).toBe(false)
    expect(asking.resizeTo(store, 16)).toBe(true)
    expect(asking.resizeTo(store, 32)).toBe(false)
  })

  it('goes to the next power of two, and never below 4', () => {
    const store = storeOf(8, [0])
    expect(asking.resizeTo(store, 1)).toBe(true)
    expect(store.bucketCount(1)).toBe(4)
    moveAll(store)
    asking.resizeTo(store, 9)
    expect(store.bucketCount(1)).toBe(16)
  })

  it('of an empty table is a replacement since 7.4 and a rehash before', () => {
    const [old, today] = [storeOf(8, []), storeOf(8, [])]
    resizeTo(old, stillRules('redis-7.2'), 16)
    resizeTo(today, stillRules('redis-7.4'), 16)
    expect([old.bucketCount(0), old.bucketCount(1), old.rehashIndex]).toEqual([8, 16, 0])
    expect([today.bucketCount(0), today.bucketCount(1), today.rehashIndex]).toEqual([16, 0, -1])
  })

  it('had one call for both ways until 7.2; since 7.4 expand only grows', () => {
    for (const id of resizesInOneCall) expect(expand(storeOf(16, [0]), rulesOf(id), 4)).toBe(true)
    const store = storeOf(16, [0])
    expect(expand(store, rulesOf('redis-7.4'), 4)).toBe(false)
    expect(shrink(store, rulesOf('redis-7.4'), 32)).toBe(false)
    expect(shrink(store, rulesOf('redis-7.4'), 4)).toBe(true)
  })

  it('to fit takes the least table that holds the entries, under ENABLE only', () => {
    const store = storeOf(64, range(0, 9))
    store.setPolicy('avoid')
    expect(resizeToFit(store, rulesOf('redis-7.0'))).toBe(false)
    store.setPolicy('enable')
    expect(resizeToFit(store, rulesOf('redis-7.0'))).toBe(true)
    expect(store.bucketCount(1)).toBe(16)
  })
})

describe('a delete', () => {
  it('shrinks a table at an eighth since 7.4', () => {
    const store = storeOf(64, range(0, 9))
    remove(store, rulesOf('redis-7.4'), 'k0', 0)
    expect(store.bucketCount(1)).toBe(8)
  })

  it.each(resizesInOneCall)('leaves shrinking to the owner of the dict in %s', (id) => {
    const store = storeOf(64, [0, 1])
    remove(store, rulesOf(id), 'k0', 0)
    expect(store.bucketCount(1)).toBe(0)
    expect(shrinkIfNeeded(store, rulesOf(id))).toBe(true)
    expect(store.bucketCount(1)).toBe(4)
  })

  it('does not shrink while automatic resizing is paused', () => {
    const store = storeOf(64, range(0, 9))
    store.setAutoResizePauses(1)
    remove(store, rulesOf('redis-7.4'), 'k0', 0)
    expect(store.bucketCount(1)).toBe(0)
  })

  it('from the middle of a chain keeps the order of the others', () => {
    const store = storeOf(4, [0, 4, 8])
    remove(store, stillRules('redis-7.0'), 'k4', 4)
    expect(layoutOf(store)).toBe('k8,k0 - - -')
  })
})

/** The least number of entries at which a table of 4 grows under AVOID, and to how many buckets. */
function growthUnderAvoid(id: ProfileId): [number, number] {
  const store = storeOf(4, [])
  store.setPolicy('avoid')
  for (let used = 0; ; used++) {
    if (used >= 4 && expandIfNeeded(store, rulesOf(id))) return [used, store.bucketCount(1)]
    asking.add(store, used)
  }
}

describe('the policy', () => {
  it.each([
    ['redis-4.0.9', 24, 64],
    ['redis-4.0.10', 24, 64],
    ['redis-7.0', 24, 32],
    ['redis-7.2', 24, 32],
    ['redis-7.4', 16, 32],
  ] as const)('AVOID lets a table of 4 grow late: %s at %d entries to %d', (id, used, buckets) => {
    expect(growthUnderAvoid(id)).toEqual([used, buckets])
  })

  it('FORBID lets no table grow and no bucket move', () => {
    const store = storeOf(4, range(0, 40))
    store.setPolicy('forbid')
    expect(expandIfNeeded(store, rulesOf('redis-7.0'))).toBe(false)
    store.setPolicy('enable')
    asking.resizeTo(store, 64)
    store.setPolicy('forbid')
    expect(rehash(store, rulesOf('redis-7.0'), 1)).toBe(false)
    expect(store.rehashIndex).toBe(0)
  })

  it.each([
    ['redis-4.0.10', 8, 16, true],
    ['redis-7.0', 8, 32, false],
    ['redis-7.0', 8, 64, true],
    ['redis-7.0', 32, 8, false],
    ['redis-7.0', 64, 8, true],
    ['redis-7.4', 8, 16, false],
    ['redis-7.4', 8, 32, true],
    ['redis-7.4', 64, 4, false],
    ['redis-7.4', 128, 4, true],
  ] as const)('AVOID, %s, from %d to %d buckets: steps are made: %s', (id, from, to, steps) => {
    const store = storeOf(from, [0, 1])
    resizeTo(store, stillRules(id), to)
    store.setPolicy('avoid')
    rehash(store, rulesOf(id), 1)
    expect(store.rehashIndex > 0).toBe(steps)
  })

  it('survives an emptied dict, in which all pauses end', () => {
    const store = storeOf(4, [0])
    store.setPolicy('avoid')
    store.setRehashPauses(2)
    store.setAutoResizePauses(3)
    store.clear()
    expect([store.policy, store.rehashPauses, store.autoResizePauses]).toEqual(['avoid', 0, 0])
    expect([store.bucketCount(0), store.used(0), store.rehashIndex]).toEqual([0, 0, -1])
  })
})

it('each profile names the scan that its version had', () => {
  const scans = profileIds.map((id) => `${id}: ${profiles[id].scan}`)
  expect(scans).toEqual([
    'redis-4.0.9: dictScan2013',
    'redis-4.0.10: dictScan2018',
    'redis-7.0: dictScan2018',
    'redis-7.2: dictScan2018',
    'redis-7.4: dictScan2018',
    'redis-8.0: dictScan2018',
  ])
})
