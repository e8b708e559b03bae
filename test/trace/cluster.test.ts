import { beforeAll, describe, expect, it } from 'vitest'
import { strategyIds } from '../../src/cluster/index.ts'
import { clusterScenarios } from '../../src/scenarios/cluster.ts'
import {
  keysNamed,
  LIMITS,
  loadMachine,
  parseScenario,
  type ClusterScenario,
  type Reason,
} from '../../src/trace/index.ts'

beforeAll(() => loadMachine('cluster'))

const good: ClusterScenario = clusterScenarios.replicasToo
const { config } = good
const { cluster, client } = config
const [first, replica, ...rest] = cluster.nodes

const withCluster = (change: object) => ({
  ...good,
  config: { ...config, cluster: { ...cluster, ...change } },
})
const withNodes = (...nodes: readonly unknown[]) => withCluster({ nodes })
const doing = (...commands: readonly object[]) => ({ ...good, commands })

const cases: readonly (readonly [string, unknown, string, Reason])[] = [
  [
    'a node twice',
    withNodes(first, replica, ...rest, { ...first, slots: [] }),
    'config.cluster.nodes',
    { kind: 'nodeTwice', node: 'A' },
  ],
  [
    'a slot that nobody has',
    withNodes({ ...first, slots: [{ from: 0, to: 5000 }] }, replica, ...rest),
    'config.cluster.nodes',
    { kind: 'slotGap', slot: 5001, slots: 16384 },
  ],
  [
    'a slot of two nodes',
    withNodes({ ...first, slots: [{ from: 0, to: 5461 }] }, replica, ...rest),
    'config.cluster.nodes',
    { kind: 'slotTwice', slot: 5461 },
  ],
  [
    'a replica of nobody',
    withNodes(first, { ...replica, of: 'Z' }, ...rest),
    'config.cluster.nodes',
    { kind: 'strayReplica', node: 'A1' },
  ],
  [
    'a replica with slots of its own',
    withNodes({ ...first, slots: [] }, { ...replica, slots: first?.slots }, ...rest),
    'config.cluster.nodes',
    { kind: 'strayReplica', node: 'A1' },
  ],
  [
    'a primary that follows another',
    withNodes({ ...first, of: 'B' }, replica, ...rest),
    'config.cluster.nodes',
    { kind: 'ledPrimary', node: 'A' },
  ],
  [
    'slots that end too early',
    withNodes(first, replica, ...rest.map((one) => ({ ...one, slots: [] }))),
    'config.cluster.nodes',
    { kind: 'slotGap', slot: 5461, slots: 16384 },
  ],
  [
    'a range that ends before it begins',
    withNodes({ ...first, slots: [{ from: 9, to: 3 }] }, replica, ...rest),
    'config.cluster.nodes.0.slots.0',
    { kind: 'backwards' },
  ],
  ['no node', withNodes(), 'config.cluster.nodes', { kind: 'noNode' }],
  [
    'nodes that are no list',
    withCluster({ nodes: {} }),
    'config.cluster.nodes',
    { kind: 'list', things: 'nodes' },
  ],
  [
    'a node with a strange name',
    withNodes({ ...first, id: '<b>' }, ...rest),
    'config.cluster.nodes.0.id',
    { kind: 'nodeName' },
  ],
  [
    'a slot beyond the last',
    doing({ type: 'unassign', slot: 16_384 }),
    'commands.0.slot',
    { kind: 'atMost', most: 16383 },
  ],
  [
    'an unknown strategy',
    { ...good, config: { ...config, strategy: 'guess' } },
    'config.strategy',
    {
      kind: 'oneOf',
      names: strategyIds,
    },
  ],
  [
    'COUNT 0',
    { ...good, config: { ...config, client: { ...client, count: 0 } } },
    'config.client.count',
    { kind: 'atLeast', least: 1 },
  ],
  [
    'a pattern that is no text',
    { ...good, config: { ...config, client: { ...client, match: 7 } } },
    'config.client.match',
    { kind: 'text' },
  ],
  [
    'a pattern longer than any key',
    { ...good, config: { ...config, client: { ...client, match: '*'.repeat(1025) } } },
    'config.client.match',
    { kind: 'tooManyBytes', most: 1024 },
  ],
  [
    'a command of a server',
    doing({ type: 'childEnds' }),
    'commands.0.type',
    {
      kind: 'oneOf',
      names: [
        'call',
        'restartScan',
        'startFrom',
        'command',
        'write',
        'migrate',
        'migrateBegin',
        'migrateKeys',
        'migrateEnd',
        'rebalance',
        'addNode',
        'removeNode',
        'failover',
        'restart',
        'networkError',
        'slow',
        'unassign',
        'tick',
      ],
    },
  ],
  [
    'a cursor that is no text',
    doing({ type: 'startFrom', cursor: 12 }),
    'commands.0.cursor',
    { kind: 'text' },
  ],
  [
    'a cursor longer than any',
    doing({ type: 'startFrom', cursor: '1'.repeat(LIMITS.cursor + 1) }),
    'commands.0.cursor',
    { kind: 'tooManyCharacters', most: LIMITS.cursor },
  ],
  [
    'too many keys',
    withCluster({ keys: { prefix: 'k', count: LIMITS.clusterKeys + 1 } }),
    'config.cluster.keys',
    { kind: 'clusterKeys', most: LIMITS.clusterKeys },
  ],
]

describe('a malformed cluster is refused with field and reason:', () => {
  it.each(cases)('%s', (_, data, field, reason) => {
    expect(parseScenario(data)).toEqual({ ok: false, field, reason })
  })
})

describe('keys of a cluster', () => {
  it('are those of the beginning and those that are written', () => {
    const keys = { prefix: 'k', count: 500 }
    const commands = [
      { type: 'write', words: ['SET', 'new', 'v'] },
      { type: 'command', node: 'A', words: ['SADD', 's', 'a', 'b'] },
      { type: 'call' },
    ] as const
    const scenario: ClusterScenario = {
      ...good,
      config: { ...config, cluster: { ...cluster, keys } },
      commands,
    }
    expect(keysNamed(scenario)).toBe(500 + 1 + 3)
    expect(keysNamed(good)).toBe(36)
  })

  it('are many, but not more than the page can bear', () => {
    const keys = { prefix: 'k', count: LIMITS.clusterKeys }
    const one = { type: 'write', words: ['SET', 'new', 'v'] }
    expect(parseScenario({ ...withCluster({ keys }), commands: [] }).ok).toBe(true)
    expect(parseScenario({ ...withCluster({ keys }), commands: [one] })).toEqual({
      ok: false,
      field: 'scenario',
      reason: { kind: 'tooManyKeysInAll', most: LIMITS.clusterKeys },
    })
  })
})
