import { describe, expect, it, test } from 'vitest'
import { scenarioIds, scenarios } from '../../src/scenarios/index.ts'
import { LIMITS, parseScenario } from '../../src/trace/index.ts'

const good = scenarios.edits
const { config } = good
const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `k${n}` }))
const withConfig = (change: object) => ({ ...good, config: { ...config, ...change } })
const withCommand = (command: unknown) => ({ ...good, commands: [{ type: 'scan' }, command] })
const withoutCommands = { version: 1, machine: 'dict', config }

const NAMES = 'scan, restartScan, add, delete, resize, rehash, policy, automatic'
const PROFILES = 'redis-4.0.9, redis-4.0.10, redis-7.0, redis-7.2, redis-7.4, redis-8.0'

const cases: readonly (readonly [what: string, data: unknown, field: string, reason: string])[] = [
  ['null', null, 'scenario', 'must be an object'],
  ['nothing', undefined, 'scenario', 'must be an object'],
  ['a text', 'atRest', 'scenario', 'must be an object'],
  ['a number', 7, 'scenario', 'must be an object'],
  ['a list', [good], 'version', 'is missing'],
  ['an empty object', {}, 'version', 'is missing'],
  ['a wrong version', { ...good, version: 2 }, 'version', 'must be 1'],
  ['a version as text', { ...good, version: '1' }, 'version', 'must be 1'],
  [
    'another machine',
    { ...good, machine: 'sentinel' },
    'machine',
    'must be "dict", "server" or "cluster"',
  ],
  ['a stranger', { ...good, more: true }, 'more', 'is not known'],
  [
    'a stranger in a key',
    withConfig({ keys: [{ key: 'a', x: 1 }] }),
    'config.keys.0.x',
    'is not known',
  ],
  ['no commands', withoutCommands, 'commands', 'is missing'],
  [
    'commands that are no list',
    { ...good, commands: {} },
    'commands',
    'must be a list of commands',
  ],
  ['a config that is no object', { ...good, config: 'x' }, 'config', 'must be an object'],
  [
    'an unknown profile',
    withConfig({ profile: 'redis-3' }),
    'config.profile',
    `must be one of ${PROFILES}`,
  ],
  [
    'an unknown algorithm',
    withConfig({ algorithm: 'toString' }),
    'config.algorithm',
    'must be one of dictScan2018, dictScan2013, tableZeroOnly, naive',
  ],
  ['five buckets', withConfig({ buckets: 5 }), 'config.buckets', 'must be a power of two'],
  ['two buckets', withConfig({ buckets: 2 }), 'config.buckets', 'must be at least 4'],
  ['too many buckets', withConfig({ buckets: 2048 }), 'config.buckets', 'must be at most 1024'],
  ['buckets as text', withConfig({ buckets: '8' }), 'config.buckets', 'must be a number'],
  ['half a bucket', withConfig({ buckets: 4.5 }), 'config.buckets', 'must be a whole number'],
  [
    'an unknown hash',
    withConfig({ hash: { kind: 'md5' } }),
    'config.hash.kind',
    'must be one of siphash, given',
  ],
  ['a hash that is no object', withConfig({ hash: 5 }), 'config.hash', 'must be an object'],
  [
    'a short seed',
    withConfig({ hash: { kind: 'siphash', seed: 'ff' } }),
    'config.hash.seed',
    'must be 32 hexadecimal digits',
  ],
  ['no seed', withConfig({ hash: { kind: 'siphash' } }), 'config.hash.seed', 'is missing'],
  [
    'flags of another kind',
    withConfig({ automatic: { grows: 1, shrinks: true, steps: true } }),
    'config.automatic.grows',
    'must be true or false',
  ],
  [
    'a key of 10 kB',
    withConfig({ keys: [{ key: 'k'.repeat(10_000) }] }),
    'config.keys.0.key',
    'must have at most 1024 bytes',
  ],
  [
    'a key of 1025 bytes in 513 characters',
    withConfig({ keys: [{ key: `${'é'.repeat(512)}k` }] }),
    'config.keys.0.key',
    'must have at most 1024 bytes',
  ],
  [
    'a key that is a number',
    withConfig({ keys: [{ key: 5 }] }),
    'config.keys.0.key',
    'must be text',
  ],
  ['a key without its object', withConfig({ keys: ['k1'] }), 'config.keys.0', 'must be an object'],
  [
    'a negative hash',
    withConfig({ keys: [{ key: 'a', hash: -1 }] }),
    'config.keys.0.hash',
    'must be at least 0',
  ],
  [
    'a hash above 32 bits',
    withConfig({ keys: [{ key: 'a', hash: 2 ** 32 }] }),
    'config.keys.0.hash',
    'must be at most 4294967295',
  ],
  [
    'a hash of null',
    withConfig({ keys: [{ key: 'a', hash: null }] }),
    'config.keys.0.hash',
    'must be a number',
  ],
  ['5000 keys', withConfig({ keys: keys(5000) }), 'config.keys', 'must have at most 4096 keys'],
  [
    '5001 commands',
    { ...good, commands: new Array(5001).fill({ type: 'scan' }) },
    'commands',
    'must have at most 5000 commands',
  ],
  [
    'an unknown command',
    withCommand({ type: 'flush' }),
    'commands.1.type',
    `must be one of ${NAMES}`,
  ],
  ['a command without a type', withCommand({}), 'commands.1.type', `must be one of ${NAMES}`],
  ['a command that is null', withCommand(null), 'commands.1', 'must be an object'],
  [
    'a command with a stranger',
    withCommand({ type: 'scan', cursor: 4 }),
    'commands.1.cursor',
    'is not known',
  ],
  [
    'a resize to 12',
    withCommand({ type: 'resize', buckets: 12 }),
    'commands.1.buckets',
    'must be a power of two',
  ],
  [
    'a rehash of nothing',
    withCommand({ type: 'rehash', buckets: 0 }),
    'commands.1.buckets',
    'must be at least 1',
  ],
  [
    'an endless rehash',
    withCommand({ type: 'rehash', buckets: Infinity }),
    'commands.1.buckets',
    'must be a whole number',
  ],
  [
    'an unknown policy',
    withCommand({ type: 'policy', policy: 'maybe' }),
    'commands.1.policy',
    'must be one of enable, avoid, forbid',
  ],
  [
    'a delete of numbers',
    withCommand({ type: 'delete', keys: [1] }),
    'commands.1.keys.0',
    'must be text',
  ],
  ['an add without keys', withCommand({ type: 'add' }), 'commands.1.keys', 'is missing'],
  [
    'more than 4096 keys over all commands',
    { ...withConfig({ keys: keys(4000) }), commands: [{ type: 'add', keys: keys(97) }] },
    'scenario',
    'must name at most 4096 keys in all',
  ],
]

describe('a malformed scenario is refused with field and reason:', () => {
  it.each(cases)('%s', (_, data, field, reason) => {
    expect(parseScenario(data)).toEqual({ ok: false, field, reason })
  })
})

describe('a scenario is read', () => {
  it.each(scenarioIds)('when it is %s, after a way through JSON', (id) => {
    const data: unknown = JSON.parse(JSON.stringify(scenarios[id]))
    expect(parseScenario(data)).toEqual({ ok: true, value: scenarios[id] })
  })

  it('when it is just within every limit', () => {
    const names = [`${'é'.repeat(511)}kk`, '', '👩‍👧', 'שלום', '\u0000', '__proto__']
    const scenario = {
      ...good,
      config: {
        ...config,
        keys: [...names.map((key) => ({ key, hash: 2 ** 32 - 1 })), ...keys(LIMITS.keys - 106)],
      },
      commands: [
        { type: 'add', keys: keys(100) },
        ...new Array<unknown>(LIMITS.commands - 1).fill({ type: 'scan' }),
      ],
    }
    expect(parseScenario(scenario)).toEqual({ ok: true, value: scenario })
  })
})

test('a reason never shows what was read, so that a huge value makes no huge sentence', () => {
  const huge = 'x'.repeat(100_000)
  for (const data of [
    huge,
    { ...good, version: huge },
    withConfig({ profile: huge }),
    withConfig({ keys: huge }),
    withCommand({ type: huge }),
    withCommand(huge),
    { ...good, [huge]: 1 },
  ]) {
    const read = parseScenario(data)
    expect(read.ok ? '' : `${read.field} ${read.reason}`).toMatch(/^.{5,200}$/)
  }
})
