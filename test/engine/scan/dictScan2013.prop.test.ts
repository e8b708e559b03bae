import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scanAlgorithms } from '../../../src/engine/index.ts'
import { anyLife, anyPast, anyRules, commands, hashes, live } from '../driver.ts'
import { runs } from '../settings.ts'

const { scan } = scanAlgorithms.dictScan2013

/** Every rehash goes to twice or half the buckets, so live tables never differ by more. */
const gentleLife = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: commands.add },
    { weight: 3, arbitrary: commands.remove },
    { weight: 2, arbitrary: commands.removeMany },
    { weight: 3, arbitrary: commands.double },
    { weight: 4, arbitrary: commands.halve },
    { weight: 4, arbitrary: commands.rehash },
    { weight: 1, arbitrary: commands.policy },
    { weight: 8, arbitrary: commands.scan },
  ),
  { minLength: 1, maxLength: 120, size: 'max' },
)

it('dictScan2013 misses nothing while live tables differ by at most 2x', () => {
  fc.assert(
    fc.property(anyRules, hashes, gentleLife, gentleLife, (anyway, pool, past, life) => {
      const rules = { ...anyway, grows: false, shrinks: false }
      for (const missed of live({ rules, pool, past, life, scan }).missed) {
        expect(missed).toEqual([])
      }
    }),
    runs(500),
  )
})

it('dictScan2013 misses keys in lives without that limit, where dictScan2018 misses none', () => {
  const lives = fc.record({ rules: anyRules, pool: hashes, past: anyPast, life: anyLife })
  const samples = fc.sample(lives, { numRuns: 1000, seed: 1 })
  const missedBy = (algorithm: typeof scan) =>
    samples.reduce(
      (sum, sample) => sum + live({ ...sample, scan: algorithm }).missed.flat().length,
      0,
    )
  expect(missedBy(scan)).toBeGreaterThan(0)
  expect(missedBy(scanAlgorithms.dictScan2018.scan)).toBe(0)
})
