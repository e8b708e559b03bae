import type { DictCommand, DictConfig, KeySpec } from '../machines/index.ts'
import type { Scenario } from '../trace/index.ts'

/** The seed under which keys without a chosen hash are placed. */
const SEED = '000102030405060708090a0b0c0d0e0f'

const AUTOMATIC = { grows: true, shrinks: true, steps: true }

/** Name and hash: ready scenarios choose their buckets, so that each tells one thing. */
const named = (hashes: Readonly<Record<string, number>>): readonly KeySpec[] =>
  Object.entries(hashes).map(([key, hash]) => ({ key, hash }))

const scans = (count: number): readonly DictCommand[] =>
  new Array<DictCommand>(count).fill({ type: 'scan' })

const resize = (buckets: number): DictCommand => ({ type: 'resize', buckets })
const rehash = (buckets: number): DictCommand => ({ type: 'rehash', buckets })

const scenario = (
  buckets: number,
  keys: readonly KeySpec[],
  commands: readonly DictCommand[],
  change: Partial<DictConfig> = {},
): Scenario => ({
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

const FRUIT = { fig: 0, apple: 1, grape: 2, iris: 4, elder: 6, date: 5, hazel: 10, cherry: 15 }
const FOUR = { fig: 0, hazel: 10, apple: 1, cherry: 7 }
const SPARSE = { elder: 2, apple: 10, grape: 6, date: 13 }

const all = {
  atRest: scenario(8, named(FRUIT), scans(8)),
  grow4to8: scenario(4, named({ fig: 0, hazel: 6, apple: 1, cherry: 7 }), [
    ...scans(1),
    resize(8),
    rehash(4),
    ...scans(6),
  ]),
  grow4to16: scenario(4, named(FOUR), [...scans(1), resize(16), rehash(4), ...scans(12)]),
  rehashUnderWay: scenario(4, named({ fig: 4, apple: 1, date: 5, hazel: 6, cherry: 7 }), [
    ...scans(1),
    resize(8),
    rehash(1),
    ...scans(1),
    rehash(1),
    ...scans(2),
  ]),
  edits: scenario(8, named({ fig: 0, apple: 1, grape: 2, elder: 6, date: 5 }), [
    ...scans(2),
    { type: 'add', keys: named({ quince: 8, melon: 7 }) },
    ...scans(2),
    { type: 'delete', keys: ['date'] },
    ...scans(4),
  ]),
  shrink8to4: scenario(8, named({ fig: 0, iris: 4, grape: 2, cherry: 7 }), [
    ...scans(1),
    resize(4),
    rehash(8),
    ...scans(4),
  ]),
  shrink16to4: scenario(16, named(SPARSE), [...scans(5), resize(4), rehash(16), ...scans(3)]),
  naiveGrow: scenario(
    4,
    named({ fig: 4, hazel: 6, apple: 1, cherry: 7 }),
    [...scans(2), resize(8), rehash(4), ...scans(6)],
    { algorithm: 'naive' },
  ),
  naiveShrink: scenario(
    8,
    named({ fig: 0, iris: 4, date: 5, cherry: 7 }),
    [...scans(3), resize(4), rehash(8), ...scans(1)],
    { algorithm: 'naive' },
  ),
  tableZeroOnly: scenario(
    4,
    named({ fig: 4, apple: 1, grape: 2, cherry: 7 }),
    [...scans(1), resize(8), rehash(3), ...scans(3)],
    { algorithm: 'tableZeroOnly' },
  ),
  sixtyFour: scenario(
    64,
    Array.from({ length: 64 }, (_, index) => ({ key: `key:${index + 1}` })),
    scans(64),
  ),
  lostBucket: scenario(
    16,
    named({ apple: 10, fig: 6, grape: 22, date: 13 }),
    [...scans(5), resize(4), ...scans(1), rehash(16), ...scans(2)],
    { profile: 'redis-4.0.9', algorithm: 'dictScan2013' },
  ),
} as const satisfies Record<string, Scenario>

export type ScenarioId = keyof typeof all

/** The ready scenarios; titles and stories are in the catalogs. */
export const scenarios: Readonly<Record<ScenarioId, Scenario>> = all
export const scenarioIds = Object.keys(all) as readonly ScenarioId[]

/** What a first visit shows. */
export const FIRST_SCENARIO: ScenarioId = 'grow4to8'
