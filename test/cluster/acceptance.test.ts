import { describe, expect, it } from 'vitest'
import {
  nodeOf,
  placeOfCursor,
  readWire,
  slotOf,
  type ClusterConfig,
  type NodeConfig,
  type StrategyId,
} from '../../src/cluster/index.ts'
import { versionFor } from './perils.ts'
import { Storyteller } from './storyteller.ts'

const RUNS = 1000

/** One primary with all slots, and its replica. */
const PAIR: readonly NodeConfig[] = [
  { id: 'A', role: 'primary', of: null, slots: [{ from: 0, to: 16383 }] },
  { id: 'a', role: 'replica', of: 'A', slots: [] },
]

interface Failover {
  /** How much of the ruler had been read when A died. */
  readonly place: number
  /** Shares of all keys. */
  readonly missed: number
  readonly doubled: number
}

/** A dies when half of its ruler has been read, and its replica goes on with its cursor. */
function failoverHalfWay(seed: number, seeds: ClusterConfig['seeds']): Failover {
  const keys = { prefix: 'k', count: 30 }
  const story = new Storyteller('perNode', { nodes: PAIR, seeds, seed, keys }, { count: 1 })
  const place = () => placeOfCursor(story.scene.client.scans.get('A')?.cursor ?? '0', false) ?? 0
  story.until(() => place() >= 0.5)
  const at = place()
  story.do({ type: 'failover', node: 'A', lost: 0, how: 'crash' }).toEnd()
  const shareOf = ({ length }: readonly string[]) => length / keys.count
  return { place: at, missed: shareOf(story.missed), doubled: shareOf(story.doubled) }
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

describe('a failover in the middle of a node, over a thousand seeds,', () => {
  const runsWith = (seeds: ClusterConfig['seeds']) =>
    Array.from({ length: RUNS }, (_, seed) => failoverHalfWay(seed, seeds))

  it('misses and doubles f(1-f) of the keys with another seed: about a quarter', () => {
    const runs = runsWith('own')
    const expected = mean(runs.map(({ place }) => place * (1 - place)))
    // A share of 30 keys scatters by 0.08, the mean of a thousand by 0.0025: this is four of it.
    expect(expected).toBeCloseTo(0.25, 2)
    expect(Math.abs(mean(runs.map(({ missed }) => missed)) - expected)).toBeLessThan(0.01)
    expect(Math.abs(mean(runs.map(({ doubled }) => doubled)) - expected)).toBeLessThan(0.01)
  })

  it('misses and doubles none with the same seed', () => {
    const runs = runsWith('shared')
    expect(runs.filter(({ missed, doubled }) => missed + doubled > 0)).toEqual([])
  })
})

describe('with a dict for each slot a failover under another seed', () => {
  it('endangers the slot in which the cursor stands, and no other', () => {
    const keys = ['a', 'b', 'c', 'd'].flatMap((tag) =>
      Array.from({ length: 12 }, (_, nth) => `{${tag}}${nth}`),
    )
    const runs = Array.from({ length: 60 }, (_, seed) => {
      const cluster = { version: 'redis-7.4', nodes: PAIR, seed, keys } as const
      const story = new Storyteller('perNode', cluster, { count: 3 })
      for (let calls = 0; calls < 1 + (seed % 12); calls++) story.do({ type: 'call' })
      const { cursor } = story.scene.client.scans.get('A') ?? { cursor: '0' }
      story.do({ type: 'failover', node: 'A', lost: 0, how: 'crash' }).toEnd()
      return { slot: readWire(BigInt(cursor)).slot, missed: story.missed }
    })
    for (const { slot, missed } of runs) {
      expect(missed.filter((key) => slotOf(key) !== slot)).toEqual([])
    }
    expect(runs.some(({ missed }) => missed.length > 0)).toBe(true)
  })
})

/** A is finished; then a slot of C that has keys moves to A. */
function slotToFinished(strategy: StrategyId, seed: number) {
  const version = versionFor(strategy)
  const story = new Storyteller(strategy, {
    version,
    seed,
    keys: { prefix: `k${seed}:`, count: 90 },
  })
  const isFinished = () =>
    strategy === 'clusterScan'
      ? story.scene.client.scans.has('B')
      : story.scene.client.scans.get('B')?.calls.length === 1
  story.until(isFinished)
  const keys = [...(nodeOf(story.scene.cluster, 'C')?.server.values.keys() ?? [])].toSorted()
  const slot = slotOf(keys[seed % keys.length] ?? '')
  story.do({ type: 'migrate', slot, to: 'A', how: seed % 2 === 0 ? 'keys' : 'atomic' }).toEnd()
  return { missed: story.missed, moved: keys.filter((key) => slotOf(key) === slot) }
}

describe('a slot that moves to a finished node', () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed)

  it.each(['perNode', 'routed'] as const)('loses exactly its keys with %s', (strategy) => {
    for (const seed of seeds) {
      const { missed, moved } = slotToFinished(strategy, seed)
      expect(moved.length).toBeGreaterThan(0)
      expect(missed).toEqual(moved)
    }
  })

  it.each(['slotBitmap', 'clusterScan', 'perSlot'] as const)('loses none with %s', (strategy) => {
    for (const seed of seeds) expect(slotToFinished(strategy, seed).missed).toEqual([])
  })
})
