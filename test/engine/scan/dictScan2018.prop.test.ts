import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../../src/engine/assert.ts'
import { positionOf, scanAlgorithms } from '../../../src/engine/index.ts'
import { anyLife, anyPast, anyRules, commands, hashes, live, smallerCount } from '../driver.ts'
import { runs } from '../settings.ts'

const { scan } = scanAlgorithms.dictScan2018

describe('dictScan2018, whatever happens to the dict between its calls,', () => {
  it('has returned every staying key left of the cursor', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
        live({ rules, pool, past, life, scan }, ({ missed, position }) => {
          expect(missed().filter((entry) => positionOf(entry.hash) < position)).toEqual([])
        })
      }),
      runs(400),
    )
  })

  it('returns every key that was there from the first call to the last', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
        for (const missed of live({ rules, pool, past, life, scan }).missed) {
          expect(missed).toEqual([])
        }
      }),
      runs(400),
    )
  })

  it('moves its cursor to the right with every call', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
        live({ rules, pool, past, life, scan }, ({ position, positionBefore }) => {
          expect(position).toBeGreaterThan(positionBefore)
        })
      }),
      runs(400),
    )
  })

  it('repeats a key only when the smaller live table is smaller than at its last return', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
        live({ rules, pool, past, life, scan }, ({ returnedAt }) => {
          for (const sizes of returnedAt.values()) {
            for (let i = 1; i < sizes.length; i++) {
              expect(at(sizes, i)).toBeLessThan(at(sizes, i - 1))
            }
          }
        })
      }),
      runs(1000),
    )
  })
})

const growingLife = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: commands.add },
    { weight: 2, arbitrary: commands.remove },
    { weight: 2, arbitrary: commands.double },
    { weight: 2, arbitrary: commands.rehash },
    { weight: 1, arbitrary: commands.pause },
    { weight: 1, arbitrary: commands.resume },
    { weight: 6, arbitrary: commands.scan },
  ),
  { maxLength: 100, size: 'max' },
)

it('dictScan2018 returns each staying key exactly once while tables only grow', () => {
  fc.assert(
    fc.property(anyRules, hashes, anyPast, growingLife, (anyway, pool, past, life) => {
      const rules = { ...anyway, shrinks: false }
      live({ rules, pool, past, life, scan }, ({ done, staying, timesOf }) => {
        if (done) for (const entry of staying()) expect(timesOf(entry.id)).toBe(1)
      })
    }),
    runs(400),
  )
})

it('the lives of these tests are rich in rehashes of both directions and in repeats', () => {
  let [growing, shrinking, repeats] = [0, 0, 0]
  const lives = fc.record({ rules: anyRules, pool: hashes, past: anyPast, life: anyLife })
  for (const sample of fc.sample(lives, { numRuns: 200, seed: 1 })) {
    live({ ...sample, scan }, ({ store, done, returnedAt }) => {
      if (store.bucketCount(1) > smallerCount(store)) growing++
      if (store.rehashIndex >= 0 && store.bucketCount(1) === smallerCount(store)) shrinking++
      if (done) for (const sizes of returnedAt.values()) repeats += sizes.length - 1
    })
  }
  expect(growing).toBeGreaterThan(500)
  expect(shrinking).toBeGreaterThan(500)
  expect(repeats).toBeGreaterThan(10)
})
