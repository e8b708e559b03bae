import type { DictCommand, DictConfig, KeySpec } from '../machines/index.ts'
import type { DictScenario } from '../trace/index.ts'

/** The seed under which keys without a chosen hash are placed. */
export const SEED = '000102030405060708090a0b0c0d0e0f'

const AUTOMATIC = { grows: true, shrinks: true, steps: true }

/** Name and hash: ready scenarios choose their buckets, so that each tells one thing. */
export const named = (hashes: Readonly<Record<string, number>>): readonly KeySpec[] =>
  Object.entries(hashes).map(([key, hash]) => ({ key, hash }))

/** So many calls, one after the other. */
export const scans = (count: number): readonly DictCommand[] =>
  new Array<DictCommand>(count).fill({ type: 'scan' })

export const resize = (buckets: number): DictCommand => ({ type: 'resize', buckets })
export const rehash = (buckets: number): DictCommand => ({ type: 'rehash', buckets })

/** A scenario of one dict under today's rules, unless `change` says otherwise. */
export const scenario = (
  buckets: number,
  keys: readonly KeySpec[],
  commands: readonly DictCommand[],
  change: Partial<DictConfig> = {},
): DictScenario => ({
  version: 1,
  machine: 'dict',
  config: {
    profile: 'redis-7.4',
    algorithm: 'dictScan2018',
    hash: { kind: 'siphash', seed: SEED },
    buckets,
    keys,
    automatic: AUTOMATIC,
    ...change,
  },
  commands,
})
