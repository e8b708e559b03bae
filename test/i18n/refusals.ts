import { createPlayer } from '../../src/app/player.ts'
import { createMemory } from '../../src/app/storage.ts'
import { parseWork } from '../../src/link/work.ts'
import { readRecording } from '../../src/recording/index.ts'
import { clusterScenarios } from '../../src/scenarios/cluster.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import {
  historyOf,
  LIMITS,
  parseScenario,
  restoreHistory,
  saveHistory,
  treeOf,
  type DictScenario,
  type Reason,
  type Refusal,
} from '../../src/trace/index.ts'

const dict: DictScenario = scenarios.edits
const scan = { type: 'scan' } as const

type Read = { readonly ok: true } | ({ readonly ok: false } & Refusal)

function refusal(read: Read): Refusal {
  if (read.ok) throw new Error('this was to be refused')
  return { field: read.field, reason: read.reason }
}

/** What is said of a dict's scenario with this in its configuration. */
const configured = (change: object) =>
  refusal(parseScenario({ ...dict, config: { ...dict.config, ...change } }))

const called = (words: unknown) =>
  refusal(parseScenario({ ...scenarios.countPages, commands: [{ type: 'call', words }] }))

const { config } = clusterScenarios.replicasToo
const [first, replica, ...rest] = config.cluster.nodes

function clustered(change: object): Refusal {
  const cluster = { ...config.cluster, ...change }
  return refusal(parseScenario({ ...clusterScenarios.replicasToo, config: { ...config, cluster } }))
}

const withNodes = (...nodes: readonly unknown[]) => clustered({ nodes })

const worked = (change: object) =>
  refusal(parseWork({ ...dict, commands: [scan, scan], ...change }))

const branch = (change: object) => ({ id: 2, from: 1, after: 0, commands: [], ...change })

const saved = saveHistory(historyOf({ tree: treeOf(dict), moment: 0 }))
const restored = (change: object) => refusal(restoreHistory({ ...saved, ...change }))

/** What the player says of a text that is stored as the work on a scenario. */
function stored(text: string): Refusal {
  const storage = createMemory()
  storage.setItem('scanscope.history.own', text)
  const { notice } = createPlayer({ storage, id: 'own', scenario: dict }).getState()
  if (notice?.kind !== 'savedBroken') throw new Error('this was to be told')
  return { field: notice.field, reason: notice.reason }
}

const HEADER = { source: 'redis-server', version: '7.0.15' }

function recorded(...lines: readonly unknown[]): Refusal {
  const { fault } = readRecording(lines.map((line) => JSON.stringify(line)))
  if (fault?.kind !== 'shape') throw new Error('this was to be refused')
  return { field: fault.field, reason: fault.reason }
}

const keys = (count: number) => Array.from({ length: count }, (_, nth) => ({ key: `k${nth}` }))

/** A scenario that would keep the page busy for long. */
function endless(): string {
  const start = { ...dict.config, buckets: 512, keys: keys(500) }
  const commands = Array.from({ length: 1250 }, () => [
    { type: 'resize', buckets: 1024 } as const,
    { type: 'rehash', buckets: 4096 } as const,
    { type: 'resize', buckets: 512 } as const,
    { type: 'rehash', buckets: 4096 } as const,
  ]).flat()
  const tree = treeOf({ ...dict, config: start, commands })
  return JSON.stringify(saveHistory(historyOf({ tree, moment: 0 })))
}

/**
 * For each kind of reason something that is refused for it, by what the page reads it with. A kind
 * that is added asks for its own. `unfit` has none: every schema gives a reason of ours.
 */
export const refusals: Readonly<
  Record<Exclude<Reason['kind'], 'unfit' | 'notLoaded'>, () => Refusal>
> = {
  missing: () => refusal(parseScenario({})),
  unknown: () => refusal(parseScenario({ ...dict, more: 1 })),
  object: () => refusal(parseScenario(null)),
  text: () => configured({ keys: [{ key: 5 }] }),
  textOrNumber: () => recorded({ ...HEADER, config: { 'list-max': true } }),
  number: () => configured({ buckets: '8' }),
  whole: () => configured({ buckets: 4.5 }),
  flag: () => configured({ automatic: { grows: 1, shrinks: true, steps: true } }),
  powerOfTwo: () => configured({ buckets: 5 }),
  byteText: () => called(['GET', '键']),
  noCommand: () => called([]),
  nodeName: () => withNodes({ ...first, id: '<b>' }, replica, ...rest),
  address: () => withNodes({ ...first, address: 'no host' }, replica, ...rest),
  backwards: () => withNodes({ ...first, slots: [{ from: 9, to: 3 }] }, replica, ...rest),
  noNode: () => withNodes(),
  lateParent: () => worked({ branches: [branch({ from: 9 })] }),
  cursor: () => recorded(HEADER, { event: 'x', end: { why: 'lost', calls: 1, cursor: 'x' } }),
  lowBits: () => recorded({ ...HEADER, hashLow: { a: 'b' } }),
  reply: () => recorded(HEADER, { cmd: ['GET'], reply: true }),
  damaged: () => stored('{"version":1,'),
  oneOf: () => configured({ algorithm: 'toString' }),
  atLeast: () => configured({ buckets: 2 }),
  atMost: () => configured({ buckets: 2048 }),
  list: () => configured({ keys: {} }),
  tooMany: () => configured({ keys: keys(LIMITS.keys + 1) }),
  tooManyBytes: () => configured({ keys: [{ key: 'k'.repeat(LIMITS.keyBytes + 1) }] }),
  tooManyCharacters: () => worked({ story: 's'.repeat(65) }),
  hexDigits: () => configured({ hash: { kind: 'siphash', seed: 'ff' } }),
  tooManyKeysInAll: () => worked({ commands: [{ type: 'add', keys: keys(LIMITS.keys) }] }),
  tooManyCommandsInAll: () =>
    worked({
      commands: Array.from({ length: 2501 }, () => scan),
      branches: [branch({ after: 2501, commands: Array.from({ length: 2500 }, () => scan) })],
    }),
  tooManyCommandsOfTree: () =>
    worked({
      commands: Array.from({ length: LIMITS.commands }, () => scan),
      branches: Array.from({ length: 300 }, (_, nth) =>
        branch({ id: nth + 2, after: LIMITS.commands }),
      ),
    }),
  tooManyMoments: () => stored(endless()),
  clusterKeys: () => clustered({ keys: { prefix: 'k', count: LIMITS.clusterKeys + 1 } }),
  nodeTwice: () => withNodes(first, replica, ...rest, { ...first, slots: [] }),
  ledPrimary: () => withNodes({ ...first, of: 'B' }, replica, ...rest),
  strayReplica: () => withNodes(first, { ...replica, of: 'Z' }, ...rest),
  slotTwice: () => withNodes({ ...first, slots: [{ from: 0, to: 5461 }] }, replica, ...rest),
  slotGap: () => withNodes({ ...first, slots: [{ from: 0, to: 5000 }] }, replica, ...rest),
  numberMissing: () => restored({ commands: [] }),
  branchMissing: () => worked({ branch: 9 }),
  branchTwice: () => worked({ branches: [branch({ id: 1 })] }),
  branchAdrift: () =>
    restored({ branches: saved.branches.map((one) => ({ ...one, parent: { id: 1, after: 0 } })) }),
}
