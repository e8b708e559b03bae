import * as v from 'valibot'
import { strategyIds } from '../cluster/strategies/ids.ts'
import { clusterVersions } from '../cluster/version.ts'
import { SLOTS } from '../server/slot.ts'
import { LIMITS } from './limits.ts'
import { keysNamed } from './scenario.ts'
import { bytes, options, time, words } from './serverSchema.ts'
import { hashSchema, listOf, object, oneOf, variantFault, whole } from './shapes.ts'

const NAME_LENGTH = 16
const MOST_RANGES = SLOTS

const node = v.pipe(
  v.string('must be text'),
  v.regex(/^[\w-]+$/, 'must be letters, digits, _ or -'),
  v.maxLength(NAME_LENGTH, `must have at most ${NAME_LENGTH} characters`),
)
const slot = whole(0, SLOTS - 1)
const flag = v.boolean('must be true or false')
const milliseconds = whole(0, 60_000)

/** One thing that is done to a cluster, or by the client that scans it. */
export const sceneCommandSchema = v.variant(
  'type',
  [
    object({ type: v.literal('call') }),
    object({ type: v.literal('restartScan') }),
    object({ type: v.literal('command'), node, words }),
    object({ type: v.literal('write'), words }),
    object({ type: v.literal('migrate'), slot, to: node, how: oneOf(['keys', 'atomic']) }),
    object({ type: v.literal('migrateBegin'), slot, to: node }),
    object({ type: v.literal('migrateKeys'), slot, count: whole(1, LIMITS.clusterKeys) }),
    object({ type: v.literal('migrateEnd'), slot }),
    object({ type: v.literal('rebalance') }),
    object({ type: v.literal('addNode'), node, of: v.nullable(node) }),
    object({ type: v.literal('removeNode'), node }),
    object({
      type: v.literal('failover'),
      node,
      lost: whole(0, LIMITS.clusterKeys),
      how: oneOf(['crash', 'manual']),
    }),
    object({ type: v.literal('restart'), node }),
    object({ type: v.literal('networkError'), node, calls: whole(1, 1000) }),
    object({ type: v.literal('slow'), node, ms: milliseconds }),
    object({ type: v.literal('unassign'), slot }),
    object({ type: v.literal('tick'), ms: time }),
  ],
  variantFault,
)

const range = v.pipe(
  object({ from: slot, to: slot }),
  v.check(({ from, to }) => from <= to, 'must not end before it begins'),
)

/** Low bits that were learned from a real node, by name. */
const low = v.pipe(
  v.record(bytes, whole(0, 2 ** 32 - 1)),
  v.check(
    (bits) => Object.keys(bits).length <= LIMITS.keys,
    `must have at most ${LIMITS.keys} names`,
  ),
)
const nodeHash = v.variant(
  'kind',
  [...hashSchema.options, object({ kind: v.literal('low'), low })],
  variantFault,
)

const nodeConfig = object({
  id: node,
  role: oneOf(['primary', 'replica']),
  of: v.nullable(node),
  hash: v.exactOptional(nodeHash),
  slots: listOf(range, 'ranges of slots', MOST_RANGES),
  epoch: v.exactOptional(whole(0, 2 ** 31 - 1)),
  address: v.exactOptional(
    v.pipe(v.string('must be text'), v.regex(/^[\w.:-]{1,64}$/, 'must be host:port')),
  ),
  name: v.exactOptional(
    v.pipe(v.string('must be text'), v.regex(/^[0-9a-f]{40}$/, 'must be 40 hexadecimal digits')),
  ),
  latencyMs: v.exactOptional(milliseconds),
})

type Nodes = v.InferOutput<typeof nodeConfig>[]

const ids = (nodes: Nodes) => nodes.map(({ id }) => id)
const rangesOf = (nodes: Nodes) =>
  nodes.flatMap(({ slots }) => slots).toSorted((a, b) => a.from - b.from)

const isReplicaRight = (nodes: Nodes) =>
  nodes.every(({ role, of, slots }) =>
    role === 'primary'
      ? of === null
      : slots.length === 0 && nodes.some((one) => one.id === of && one.role === 'primary'),
  )

function overlaps(nodes: Nodes): boolean {
  const ranges = rangesOf(nodes)
  return ranges.some(({ from }, nth) => from <= (ranges[nth - 1]?.to ?? -1))
}

function hasGap(nodes: Nodes): boolean {
  const ranges = rangesOf(nodes)
  const isFollowed = ranges.every(({ from }, nth) => from === (ranges[nth - 1]?.to ?? -1) + 1)
  return !isFollowed || ranges.at(-1)?.to !== SLOTS - 1
}

const nodes = v.pipe(
  listOf(nodeConfig, 'nodes', LIMITS.nodes),
  v.minLength(1, 'must have a node'),
  v.check((list) => new Set(ids(list)).size === list.length, 'must not name a node twice'),
  v.check(isReplicaRight, 'must give each replica a primary of this list, and no slots of its own'),
  v.check((list) => !overlaps(list), 'must not give a slot to two nodes'),
  v.check((list) => !hasGap(list), `must give each of the ${SLOTS} slots to a node`),
)

const clusterSchema = object({
  version: oneOf(clusterVersions),
  nodes,
  seeds: oneOf(['own', 'shared']),
  seed: whole(0, 2 ** 32 - 1),
  options: object(options),
  keys: v.union(
    [
      listOf(bytes, 'keys', LIMITS.clusterKeys),
      object({ prefix: bytes, count: whole(0, LIMITS.clusterKeys) }),
    ],
    `must be a list of keys, or a prefix and a count, of at most ${LIMITS.clusterKeys} keys`,
  ),
  atRest: flag,
  fullCoverage: flag,
  now: whole(0, Number.MAX_SAFE_INTEGER),
})

const clientSchema = object({
  count: whole(1, LIMITS.clusterKeys),
  retries: whole(0, 20),
  backoff: milliseconds,
  refresh: flag,
  dedupe: flag,
  restart: flag,
  balanced: flag,
  inFlight: whole(1, LIMITS.nodes),
  dice: whole(0, 2 ** 32 - 1),
})

/** What a scene starts from: a cluster, and how its client scans it. */
export const sceneConfigSchema = object({
  cluster: clusterSchema,
  strategy: oneOf(strategyIds),
  client: clientSchema,
})

/** The shape of a scenario of a cluster, with its bounds. */
export const clusterScenarioSchema = v.pipe(
  object({
    version: v.literal(1, 'must be 1'),
    machine: v.literal('cluster'),
    config: sceneConfigSchema,
    commands: listOf(sceneCommandSchema, 'commands', LIMITS.commands),
  }),
  v.check(
    (scenario) => keysNamed(scenario) <= LIMITS.clusterKeys,
    `must name at most ${LIMITS.clusterKeys} keys in all`,
  ),
)
