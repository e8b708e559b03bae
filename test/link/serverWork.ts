import type { Work } from '../../src/link/work.ts'
import type { ServerCommand } from '../../src/server/index.ts'
import { edit, treeOf, type ServerScenario } from '../../src/trace/index.ts'

const call = (...words: readonly string[]): ServerCommand => ({ type: 'call', words })

const scenario: ServerScenario = {
  version: 1,
  machine: 'server',
  config: {
    profile: 'redis-7.2',
    hash: { kind: 'given' },
    options: { 'active-expire': 0 },
    now: 1_700_000_000_000,
    fill: ['1', '2', '3', '4', '5'].map((number) => call('SET', `k${number}`, '\xff\x00')),
  },
  commands: [
    call('SCAN', '0', 'COUNT', '2'),
    call('SADD', 's', 'a', 'b', 'c'),
    { type: 'tick', ms: 100, only: null },
    { type: 'wait', ms: 5 },
    call('SSCAN', 's', '0'),
  ],
}

/** A story of a server, with a branch. */
export const serverWork: Work = {
  story: null,
  place: { tree: edit(treeOf(scenario), 2, [call('DEL', 'k3'), call('SCAN', '2')]), moment: 20 },
}
