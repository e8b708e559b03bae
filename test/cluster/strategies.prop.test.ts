import { describe, expect, it } from 'vitest'
import {
  perilIds,
  strategies,
  strategyIds,
  type Outcome,
  type PerilId,
  type StrategyId,
} from '../../src/cluster/index.ts'
import { inPeril } from './perils.ts'

/** Seeds that a promise is held to. */
const HELD = 8

/** Seeds among which a failure that a strategy owns up to must be found. */
const SEARCHED = 120

function outcomeOf(strategy: StrategyId, peril: PerilId, seed: number): Outcome {
  const story = inPeril(strategy, peril, seed)
  if (story.scene.client.status === 'failed') return 'refuses'
  if (story.missed.length > 0) return 'misses'
  return story.doubled.length > 0 ? 'atLeastOnce' : 'once'
}

const seeds = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1)

const finds = (strategy: StrategyId, peril: PerilId, wanted: Outcome): boolean =>
  seeds(SEARCHED).some((seed) => outcomeOf(strategy, peril, seed) === wanted)

const cases = strategyIds.flatMap((strategy) =>
  perilIds.map((peril) => [strategy, peril, strategies[strategy].holds[peril]] as const),
)

const saying = (...outcomes: readonly Outcome[]) =>
  cases.filter(([, , outcome]) => outcomes.includes(outcome))

describe('what a strategy promises holds, whatever the seed:', () => {
  it.each(saying('once', 'atLeastOnce'))('%s under %s: %s', (strategy, peril, outcome) => {
    const seen = new Set(seeds(HELD).map((seed) => outcomeOf(strategy, peril, seed)))
    const allowed: readonly Outcome[] = outcome === 'once' ? ['once'] : ['once', 'atLeastOnce']
    expect([...seen].filter((one) => !allowed.includes(one))).toEqual([])
  })
})

describe('a failure that a strategy owns up to is found by search:', () => {
  it.each(saying('misses', 'atLeastOnce'))('%s under %s: %s', (strategy, peril, outcome) => {
    expect(finds(strategy, peril, outcome)).toBe(true)
  })
})
