import type { ServerStart } from '../machines/server.ts'
import type { ServerCommand } from '../server/index.ts'
import type { ServerScenario } from '../trace/index.ts'
import { SEED } from './compose.ts'

/** Milliseconds since 1970 at which the clocks of the ready servers stand: the start of 2026. */
const NOW = 1_767_225_600_000

const call = (line: string): ServerCommand => ({ type: 'call', words: line.split(' ') })
const calls = (...lines: readonly string[]): readonly ServerCommand[] => lines.map(call)

const wait = (ms: number): ServerCommand => ({ type: 'wait', ms })
const TICK: ServerCommand = { type: 'tick', ms: 100, only: null }
const CHILD_ENDS: ServerCommand = { type: 'childEnds' }

/** A line for each of `count` numbers from `first` on; `#` stands for the number. */
const numbered = (line: string, first: number, count: number): readonly ServerCommand[] =>
  Array.from({ length: count }, (_, n) => call(line.replaceAll('#', String(first + n))))

const scenario = (
  fill: readonly ServerCommand[],
  commands: readonly ServerCommand[],
  change: Partial<ServerStart> = {},
): ServerScenario => ({
  version: 1,
  machine: 'server',
  config: {
    profile: 'redis-7.4',
    hash: { kind: 'siphash', seed: SEED },
    options: {},
    now: NOW,
    fill,
    ...change,
  },
  commands,
})

const all = {
  countPages: scenario(numbered('SET u# 1', 1, 14), [
    ...calls('DBSIZE', 'SCAN 0 COUNT 3', 'SCAN 10 COUNT 3', 'SCAN 1 COUNT 3', 'SCAN 3 COUNT 3'),
    call('SCAN 0 COUNT 100'),
  ]),
  matchEmpty: scenario(
    [...numbered('SET p# 1', 1, 13), ...numbered('SET u# 1', 1, 2)],
    ['0', '2', '6', '13', '15'].map((cursor) => call(`SCAN ${cursor} MATCH u* COUNT 3`)),
  ),
  expiredKeys: scenario(
    [...numbered('SET u# 1', 1, 7), ...numbered('SET s# 1 PX 500', 1, 7)],
    [
      call('DBSIZE'),
      wait(1000),
      ...calls('DBSIZE', 'SCAN 0 COUNT 4', 'SCAN 6 COUNT 4', 'SCAN 3 COUNT 4', 'DBSIZE'),
    ],
  ),
  setConverts: scenario(
    calls('SADD lucky 1 2 3 5 7 8 11 13'),
    calls(
      'OBJECT ENCODING lucky',
      'SSCAN lucky 0 COUNT 3',
      'SADD lucky 21',
      'OBJECT ENCODING lucky',
      'SSCAN lucky 0 COUNT 3',
      'DEL lucky',
      'SADD lucky 1 2 3',
      'SSCAN lucky 14 COUNT 3',
    ),
    { options: { 'set-max-intset-entries': 8 } },
  ),
  deleteShrinks: scenario(numbered('SET j# 1', 1, 12), [
    ...calls('SCAN 0 COUNT 4', 'DEL j10 j8 j11 j7', 'SCAN 2 COUNT 4', 'DEL j9 j12 j6 j5'),
    call('DEL j2 j4'),
    TICK,
    call('SCAN 5 COUNT 4'),
  ]),
  bgsaveHolds: scenario(numbered('SET u# 1', 1, 8), [
    ...calls('SCAN 0 COUNT 2', 'SET u9 1', 'GET u1', 'BGSAVE', 'GET u2', 'GET u3'),
    call('SCAN 6 COUNT 2'),
    TICK,
    CHILD_ENDS,
    TICK,
    ...calls('SCAN 3 COUNT 2', 'SCAN 15 COUNT 2'),
  ]),
} as const satisfies Record<string, ServerScenario>

export type ServerScenarioId = keyof typeof all

/** The ready scenarios of a server; titles and stories are in the catalogs. */
export const serverScenarios: Readonly<Record<ServerScenarioId, ServerScenario>> = all
export const serverScenarioIds = Object.keys(all) as readonly ServerScenarioId[]
