import type { DictScenario, ServerScenario } from '../trace/index.ts'
import { named, rehash, resize, scans, scenario } from './compose.ts'
import { serverScenarioIds, serverScenarios, type ServerScenarioId } from './server.ts'

export { serverScenarioIds, type ServerScenarioId } from './server.ts'

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
} as const satisfies Record<string, DictScenario>

/** The ready scenarios of one dict. */
export type DictScenarioId = keyof typeof all
export type ScenarioId = DictScenarioId | ServerScenarioId

/** The ready scenarios; titles and stories are in the catalogs. */
export const scenarios: Readonly<
  Record<DictScenarioId, DictScenario> & Record<ServerScenarioId, ServerScenario>
> = { ...all, ...serverScenarios }

export const dictScenarioIds = Object.keys(all) as readonly DictScenarioId[]
export const scenarioIds: readonly ScenarioId[] = [...dictScenarioIds, ...serverScenarioIds]

/** What a first visit shows. */
export const FIRST_SCENARIO: DictScenarioId = 'grow4to8'
