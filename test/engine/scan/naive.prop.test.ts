import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanAlgorithms, type ScanAlgorithmId } from '../../../src/engine/index.ts'
import { anyPast, anyRules, createScan, createStore, execute, hashes, live } from '../driver.ts'
import { runs } from '../settings.ts'
import { asking, moveAll, storeOf } from '../tables.ts'

/** A full scan at rest with one resize, brought to its end at once, after some calls. */
function resizedAfter(id: ScanAlgorithmId, calls: number, from: number, to: number) {
  const store = storeOf(from, [0, 1, 2, 3])
  const iteration = createScan(store, scanAlgorithms[id].scan)
  let after = iteration.call()
  for (let i = 1; i < calls; i++) after = iteration.call()
  asking.resizeTo(store, to)
  moveAll(store)
  while (!after.done) after = iteration.call()
  return after
}

describe.each(['naive', 'tableZeroOnly'] as const)('%s', (id) => {
  it('is exact at rest: every key once', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, (rules, pool, past) => {
        const rest = [
          { do: 'policy', policy: 'enable' },
          { do: 'rehash', buckets: 1000 },
        ] as const
        const life = [{ do: 'scan', calls: 1 }] as const
        const { scan } = scanAlgorithms[id]
        live(
          { rules, pool, past: [...past, ...rest], life, scan },
          ({ done, staying, timesOf }) => {
            if (done) for (const entry of staying()) expect(timesOf(entry.id)).toBe(1)
          },
        )
      }),
      runs(150),
    )
  })
})

describe('naive', () => {
  it('repeats what it has read when the table grows: bucket 0 of 4 comes again in bucket 4 of 8', () => {
    const store = storeOf(4, [0, 1, 2, 3, 4])
    const iteration = createScan(store, scanAlgorithms.naive.scan)
    let after = iteration.call()
    asking.resizeTo(store, 8)
    moveAll(store)
    while (!after.done) after = iteration.call()
    const times = after.staying().map((entry) => `${entry.key} x${after.timesOf(entry.id)}`)
    expect(times.sort()).toEqual(['k0 x1', 'k1 x1', 'k2 x1', 'k3 x1', 'k4 x2'])
  })

  it('loses buckets 4, 5 and 6 when 8 shrink to 4 after three calls', () => {
    const store = storeOf(8, [4, 5, 6, 7])
    const iteration = createScan(store, scanAlgorithms.naive.scan)
    iteration.call()
    iteration.call()
    let after = iteration.call()
    asking.resizeTo(store, 4)
    moveAll(store)
    while (!after.done) after = iteration.call()
    expect(after.missed().map((entry) => entry.key)).toEqual(['k4', 'k5', 'k6'])
  })
})

describe('tableZeroOnly', () => {
  it('is as good as dictScan2018 when a resize has ended between two calls', () => {
    for (const [from, to] of [
      [4, 16],
      [16, 4],
    ] as const) {
      const after = resizedAfter('tableZeroOnly', 3, from, to)
      const judge = resizedAfter('dictScan2018', 3, from, to)
      expect(after.missed()).toEqual([])
      expect([...after.returnedAt]).toEqual([...judge.returnedAt])
    }
  })

  it('loses what has moved to table 1', () => {
    const store = storeOf(4, [0, 1, 2, 3])
    asking.resizeTo(store, 8)
    asking.rehash(store, 2)
    const iteration = createScan(store, scanAlgorithms.tableZeroOnly.scan)
    let after = iteration.call()
    while (!after.done) after = iteration.call()
    expect(after.missed().map((entry) => entry.key)).toEqual(['k0', 'k1'])
  })
})

it('an empty dict ends every scan at once, whatever the cursor', () => {
  const store = createStore()
  execute(store, asking.rules, { do: 'resize', buckets: 64 }, [])
  for (const { scan } of Object.values(scanAlgorithms)) {
    expect(scan(store, 37, () => undefined)).toBe(0)
  }
})
