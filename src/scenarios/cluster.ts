import type { ClusterScenario } from '../trace/index.ts'
import { ask, calls, migrate, scenario, SIX, SLOT, WITH_REPLICAS } from './clusterCompose.ts'
import { realDoubled, realMissed } from './realCluster.ts'

const REDIS_74 = { version: 'redis-7.4' } as const
const VALKEY_91 = { version: 'valkey-9.1' } as const
const REPLICAS = { nodes: WITH_REPLICAS } as const
const crash = (node: string, lost = 0) => ({ type: 'failover', node, lost, how: 'crash' }) as const

/** Six nodes, ten thousand keys; one node is slow, and a slot moves behind a cursor. */
const sixNodes = scenario(
  'parallel',
  [
    ...calls(30),
    { type: 'slow', node: 'E', ms: 12 },
    ...calls(20),
    migrate(15_830, 'A', 'atomic'),
    ...calls(52),
  ],
  { cluster: { nodes: SIX, keys: { prefix: 'k', count: 10_000 } }, client: { count: 100 } },
)

const all = {
  oneAfterOther: scenario('perNode', calls(9)),
  atOnce: scenario('parallel', [{ type: 'slow', node: 'B', ms: 4 }, ...calls(9)]),
  routedCalls: scenario('routed', [
    ...calls(2),
    { type: 'networkError', node: 'A', calls: 2 },
    ...calls(9),
  ]),
  finishedNode: scenario('perNode', [...calls(4), migrate(SLOT.a, 'A'), ...calls(4)]),
  comesTwice: scenario('perNode', [...calls(4), migrate(SLOT.b, 'C'), ...calls(6)]),
  keyByKey: scenario('parallel', [
    ...calls(4),
    { type: 'migrateBegin', slot: SLOT.c, to: 'A' },
    { type: 'migrateKeys', slot: SLOT.c, count: 2 },
    ...calls(2),
    { type: 'migrateEnd', slot: SLOT.c },
    ...calls(3),
  ]),
  otherSeed: scenario('perNode', [...calls(1), crash('A'), ...calls(9)], { cluster: REPLICAS }),
  sameSeed: scenario('perNode', [...calls(1), crash('A'), ...calls(8)], {
    cluster: { ...REPLICAS, seeds: 'shared' },
  }),
  frozenList: scenario('frozenNodes', [
    ...calls(2),
    { type: 'addNode', node: 'D', of: null },
    migrate(SLOT.d, 'D'),
    ...calls(6),
  ]),
  anyNode: scenario('randomNode', calls(3)),
  replicasToo: scenario('replicasToo', calls(18), { cluster: REPLICAS }),
  laggingReplica: scenario('perNode', [...calls(2), crash('B', 3), ...calls(6)], {
    cluster: { ...REPLICAS, seeds: 'shared' },
  }),
  beginsAgain: scenario('perNode', [...calls(1), crash('A'), ...calls(10)], {
    cluster: REPLICAS,
    client: { restart: true },
  }),
  nobodySaysMoved: scenario('perNode', [
    ...calls(4),
    { type: 'migrateBegin', slot: SLOT.a, to: 'A' },
    { type: 'migrateKeys', slot: SLOT.a, count: 2 },
    ask('C', 'GET {a}1'),
    ask('C', 'GET {a}3'),
    { type: 'migrateEnd', slot: SLOT.a },
    ask('C', 'GET {a}1'),
    ...calls(4),
  ]),
  bitmapHolds: scenario('slotBitmap', [...calls(3), migrate(SLOT.a, 'A'), ...calls(16)]),
  bitmapHole: scenario('slotBitmap', [
    migrate(SLOT.d, 'A'),
    ...calls(3),
    migrate(SLOT.a, 'A'),
    ...calls(11),
  ]),
  throughMoved: scenario('clusterScan', [...calls(5), migrate(SLOT.c, 'A'), ...calls(7)], {
    cluster: VALKEY_91,
  }),
  slotBySlot: scenario('perSlot', [...calls(4), migrate(SLOT.a, 'A'), ...calls(5)], {
    cluster: REDIS_74,
  }),
  oneCursor: scenario('oneCursor', calls(9)),
  proxyShifts: scenario('proxyCursor', [
    ...calls(4),
    { type: 'removeNode', node: 'A' },
    ...calls(2),
  ]),
  sixNodes,
  realMissed,
  realDoubled,
} as const satisfies Record<string, ClusterScenario>

export type ClusterScenarioId = keyof typeof all

/** The ready scenarios of a cluster; titles and stories are in the catalogs. */
export const clusterScenarios: Readonly<Record<ClusterScenarioId, ClusterScenario>> = all
export const clusterScenarioIds = Object.keys(all) as readonly ClusterScenarioId[]

/** What a scenario is told for: the stages of the article, what goes wrong, answers, and the real. */
export type ClusterScenarioKind = 'stage' | 'wrong' | 'answer' | 'real'

export const clusterScenarioKinds: Readonly<Record<ClusterScenarioId, ClusterScenarioKind>> = {
  oneAfterOther: 'stage',
  atOnce: 'stage',
  routedCalls: 'stage',
  finishedNode: 'wrong',
  comesTwice: 'wrong',
  keyByKey: 'wrong',
  otherSeed: 'wrong',
  sameSeed: 'answer',
  frozenList: 'wrong',
  anyNode: 'wrong',
  replicasToo: 'wrong',
  laggingReplica: 'wrong',
  beginsAgain: 'answer',
  nobodySaysMoved: 'wrong',
  bitmapHolds: 'answer',
  bitmapHole: 'wrong',
  throughMoved: 'answer',
  slotBySlot: 'answer',
  oneCursor: 'wrong',
  proxyShifts: 'wrong',
  sixNodes: 'stage',
  realMissed: 'real',
  realDoubled: 'real',
}
