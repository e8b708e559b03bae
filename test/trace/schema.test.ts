import { describe, expect, it, test } from 'vitest'
import { scenarioIds, scenarios } from '../../src/scenarios/index.ts'
import { LIMITS, parseScenario, type Reason } from '../../src/trace/index.ts'
import { inEnglish } from '../../src/trace/inEnglish.ts'

const good = scenarios.edits
const { config } = good
const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `k${n}` }))
const withConfig = (change: object) => ({ ...good, config: { ...config, ...change } })
const withCommand = (command: unknown) => ({ ...good, commands: [{ type: 'scan' }, command] })
const withoutCommands = { version: 1, machine: 'dict', config }

const NAMES = ['scan', 'restartScan', 'add', 'delete', 'resize', 'rehash', 'policy', 'automatic']
const PROFILES = ['redis-4.0.9', 'redis-4.0.10', 'redis-7.0', 'redis-7.2', 'redis-7.4', 'redis-8.0']

const cases: readonly (readonly [what: string, data: unknown, field: string, reason: Reason])[] = [
  ['null', null, 'scenario', { kind: 'object' }],
  ['nothing', undefined, 'scenario', { kind: 'object' }],
  ['a text', 'atRest', 'scenario', { kind: 'object' }],
  ['a number', 7, 'scenario', { kind: 'object' }],
  ['a list', [good], 'version', { kind: 'missing' }],
  ['an empty object', {}, 'version', { kind: 'missing' }],
  ['a wrong version', { ...good, version: 2 }, 'version', { kind: 'oneOf', names: [1] }],
  ['a version as text', { ...good, version: '1' }, 'version', { kind: 'oneOf', names: [1] }],
  [
    'another machine',
    { ...good, machine: 'sentinel' },
    'machine',
    { kind: 'oneOf', names: ['dict', 'server', 'cluster'] },
  ],
  ['a stranger', { ...good, more: true }, 'more', { kind: 'unknown' }],
  [
    'a stranger in a key',
    withConfig({ keys: [{ key: 'a', x: 1 }] }),
    'config.keys.0.x',
    { kind: 'unknown' },
  ],
  ['no commands', withoutCommands, 'commands', { kind: 'missing' }],
  [
    'commands that are no list',
    { ...good, commands: {} },
    'commands',
    { kind: 'list', things: 'commands' },
  ],
  ['a config that is no object', { ...good, config: 'x' }, 'config', { kind: 'object' }],
  [
    'an unknown profile',
    withConfig({ profile: 'redis-3' }),
    'config.profile',
    { kind: 'oneOf', names: PROFILES },
  ],
  [
    'an unknown algorithm',
    withConfig({ algorithm: 'toString' }),
    'config.algorithm',
    { kind: 'oneOf', names: ['dictScan2018', 'dictScan2013', 'tableZeroOnly', 'naive'] },
  ],
  ['five buckets', withConfig({ buckets: 5 }), 'config.buckets', { kind: 'powerOfTwo' }],
  ['two buckets', withConfig({ buckets: 2 }), 'config.buckets', { kind: 'atLeast', least: 4 }],
  [
    'too many buckets',
    withConfig({ buckets: 2048 }),
    'config.buckets',
    { kind: 'atMost', most: 1024 },
  ],
  ['buckets as text', withConfig({ buckets: '8' }), 'config.buckets', { kind: 'number' }],
  ['half a bucket', withConfig({ buckets: 4.5 }), 'config.buckets', { kind: 'whole' }],
  [
    'an unknown hash',
    withConfig({ hash: { kind: 'md5' } }),
    'config.hash.kind',
    { kind: 'oneOf', names: ['siphash', 'given'] },
  ],
  ['a hash that is no object', withConfig({ hash: 5 }), 'config.hash', { kind: 'object' }],
  [
    'a short seed',
    withConfig({ hash: { kind: 'siphash', seed: 'ff' } }),
    'config.hash.seed',
    { kind: 'hexDigits', digits: 32 },
  ],
  ['no seed', withConfig({ hash: { kind: 'siphash' } }), 'config.hash.seed', { kind: 'missing' }],
  [
    'flags of another kind',
    withConfig({ automatic: { grows: 1, shrinks: true, steps: true } }),
    'config.automatic.grows',
    { kind: 'flag' },
  ],
  [
    'a key of 10 kB',
    withConfig({ keys: [{ key: 'k'.repeat(10_000) }] }),
    'config.keys.0.key',
    { kind: 'tooManyBytes', most: 1024 },
  ],
  [
    'a key of 1025 bytes in 513 characters',
    withConfig({ keys: [{ key: `${'é'.repeat(512)}k` }] }),
    'config.keys.0.key',
    { kind: 'tooManyBytes', most: 1024 },
  ],
  [
    'a key that is a number',
    withConfig({ keys: [{ key: 5 }] }),
    'config.keys.0.key',
    { kind: 'text' },
  ],
  ['a key without its object', withConfig({ keys: ['k1'] }), 'config.keys.0', { kind: 'object' }],
  [
    'a negative hash',
    withConfig({ keys: [{ key: 'a', hash: -1 }] }),
    'config.keys.0.hash',
    { kind: 'atLeast', least: 0 },
  ],
  [
    'a hash above 32 bits',
    withConfig({ keys: [{ key: 'a', hash: 2 ** 32 }] }),
    'config.keys.0.hash',
    { kind: 'atMost', most: 4294967295 },
  ],
  [
    'a hash of null',
    withConfig({ keys: [{ key: 'a', hash: null }] }),
    'config.keys.0.hash',
    { kind: 'number' },
  ],
  [
    '5000 keys',
    withConfig({ keys: keys(5000) }),
    'config.keys',
    { kind: 'tooMany', things: 'keys', most: 4096 },
  ],
  [
    '5001 commands',
    { ...good, commands: new Array(5001).fill({ type: 'scan' }) },
    'commands',
    { kind: 'tooMany', things: 'commands', most: 5000 },
  ],
  [
    'an unknown command',
    withCommand({ type: 'flush' }),
    'commands.1.type',
    { kind: 'oneOf', names: NAMES },
  ],
  ['a command without a type', withCommand({}), 'commands.1.type', { kind: 'oneOf', names: NAMES }],
  ['a command that is null', withCommand(null), 'commands.1', { kind: 'object' }],
  [
    'a command with a stranger',
    withCommand({ type: 'scan', cursor: 4 }),
    'commands.1.cursor',
    { kind: 'unknown' },
  ],
  [
    'a resize to 12',
    withCommand({ type: 'resize', buckets: 12 }),
    'commands.1.buckets',
    { kind: 'powerOfTwo' },
  ],
  [
    'a rehash of nothing',
    withCommand({ type: 'rehash', buckets: 0 }),
    'commands.1.buckets',
    { kind: 'atLeast', least: 1 },
  ],
  [
    'an endless rehash',
    withCommand({ type: 'rehash', buckets: Infinity }),
    'commands.1.buckets',
    { kind: 'whole' },
  ],
  [
    'an unknown policy',
    withCommand({ type: 'policy', policy: 'maybe' }),
    'commands.1.policy',
    { kind: 'oneOf', names: ['enable', 'avoid', 'forbid'] },
  ],
  [
    'a delete of numbers',
    withCommand({ type: 'delete', keys: [1] }),
    'commands.1.keys.0',
    { kind: 'text' },
  ],
  ['an add without keys', withCommand({ type: 'add' }), 'commands.1.keys', { kind: 'missing' }],
  [
    'more than 4096 keys over all commands',
    { ...withConfig({ keys: keys(4000) }), commands: [{ type: 'add', keys: keys(97) }] },
    'scenario',
    { kind: 'tooManyKeysInAll', most: 4096 },
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
    expect(read.ok ? '' : inEnglish(read)).toMatch(/^.{5,200}$/)
  }
})
