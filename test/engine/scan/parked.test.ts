import { describe, expect, it } from 'vitest'
import { add } from '../../../src/engine/operations/add.ts'
import { rulesOf, scanAlgorithms, type ScanAlgorithmId } from '../../../src/engine/index.ts'
import { createStore, type TestStore } from '../driver.ts'

/**
 * Every parked cursor: one element in each bucket of a table of 4 to 128 buckets, a scan stopped at
 * each of its cursors, then a rehash to each other size begun and the scan brought to its end while
 * no bucket moves. The same was done with the real dict.c, the expected counts are its answers.
 */

const SIZES = [4, 8, 16, 32, 64, 128]
const still = { ...rulesOf('redis-7.0'), grows: false, steps: false }

function filled(buckets: number): TestStore {
  const store = createStore()
  store.allocate(0, buckets)
  for (let hash = 0; hash < buckets; hash++) add(store, still, `k${hash}`, hash)
  return store
}

interface Count {
  cases: number
  missed: number
}

function parkEverywhere(id: ScanAlgorithmId, from: number, to: number): Count {
  const { scan } = scanAlgorithms[id]
  const atRest = filled(from)
  const moving = filled(from)
  moving.allocate(1, to)
  const count: Count = { cases: 0, missed: 0 }
  const returned = new Set<number>()
  const note = (entry: number) => returned.add(entry)
  for (let parked = scan(atRest, 0, note); parked !== 0; parked = scan(atRest, parked, note)) {
    const inAll = new Set(returned)
    for (let cursor = parked, first = true; first || cursor !== 0; first = false) {
      cursor = scan(moving, cursor, (entry) => inAll.add(entry))
    }
    count.cases += from
    count.missed += from - inAll.size
  }
  return count
}

function sumOver(id: ScanAlgorithmId, wanted: (from: number, to: number) => boolean): Count {
  const sum: Count = { cases: 0, missed: 0 }
  for (const from of SIZES) {
    for (const to of SIZES) {
      if (from === to || !wanted(from, to)) continue
      const { cases, missed } = parkEverywhere(id, from, to)
      sum.cases += cases
      sum.missed += missed
    }
  }
  return sum
}

describe('over every parked cursor', () => {
  it('dictScan2013 misses 1 644 of 107 940 elements, as 4.0.9 did', () => {
    expect(sumOver('dictScan2013', () => true)).toEqual({ cases: 107_940, missed: 1_644 })
  })

  it('dictScan2018 misses none, as 4.0.10 and all later versions', () => {
    expect(sumOver('dictScan2018', () => true)).toEqual({ cases: 107_940, missed: 0 })
  })

  it('dictScan2013 misses none in growth and in shrinks by 2x', () => {
    expect(sumOver('dictScan2013', (from, to) => 2 * to >= from).missed).toBe(0)
  })

  it.each([
    [16, 4, 4],
    [32, 8, 8],
    [32, 4, 32],
    [64, 4, 176],
  ])('dictScan2013 from %d to %d buckets misses %d elements', (from, to, missed) => {
    expect(parkEverywhere('dictScan2013', from, to).missed).toBe(missed)
  })
})
