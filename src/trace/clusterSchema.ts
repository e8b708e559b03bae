import * as v from 'valibot'
import { strategyIds } from '../cluster/strategies/ids.ts'
import { clusterVersions } from '../cluster/version.ts'
import { SLOTS } from '../server/slot.ts'
import { LIMITS } from './limits.ts'
import { because, type Reason } from './reason.ts'
import { keysNamed } from './scenario.ts'
import { bytes, options, time, words } from './serverSchema.ts'
import {
  flag,
  hashSchema,
  hex,
  just,
  listOf,
  object,
  oneOf,
  text,
  variantFault,
  whole,
} from './shapes.ts'

const NAME_LENGTH = 16
const MOST_RANGES = SLOTS

const node = v.pipe(
  text,
  v.regex(/^[\w-]+$/, because({ kind: 'nodeName' })),
  v.maxLength(NAME_LENGTH, because({ kind: 'tooManyCharacters', most: NAME_LENGTH })),
)
const slot = whole(0, SLOTS - 1)
const cursor = v.pipe(
  text,
  v.maxLength(LIMITS.cursor, because({ kind: 'tooManyCharacters', most: LIMITS.cursor })),
)
const milliseconds = whole(0, 60_000)

/** One thing that is done to a cluster, or by the client that scans it. */
export const sceneCommandSchema = v.variant(
  'type',
  [
    object({ type: v.literal('call') }),
    object({ type: v.literal('restartScan') }),
    object({ type: v.literal('startFrom'), cursor, node: v.exactOptional(node) }),
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
  v.check(({ from, to }) => from <= to, because({ kind: 'backwards' })),
)

/** Low bits that were learned from a real node, by name. */
const low = v.pipe(
  v.record(bytes, whole(0, 2 ** 32 - 1)),
  v.check(
    (bits) => Object.keys(bits).length <= LIMITS.keys,
    because({ kind: 'tooMany', things: 'names', most: LIMITS.keys }),
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
  slots: listOf(range, 'ranges', MOST_RANGES),
  epoch: v.exactOptional(whole(0, 2 ** 31 - 1)),
  address: v.exactOptional(v.pipe(text, v.regex(/^[\w.:-]{1,64}$/, because({ kind: 'address' })))),
  name: v.exactOptional(hex(40)),
  latencyMs: v.exactOptional(milliseconds),
})

type Nodes = v.InferOutput<typeof nodeConfig>[]

function conflictOfRoles(nodes: Nodes): Reason | null {
  const primaries = new Set(nodes.filter(({ role }) => role === 'primary').map(({ id }) => id))
  const led = nodes.find(({ role, of }) => role === 'primary' && of !== null)
  if (led !== undefined) return { kind: 'ledPrimary', node: led.id }
  const stray = nodes.find(
    ({ role, of, slots }) =>
      role === 'replica' && (slots.length > 0 || of === null || !primaries.has(of)),
  )
  return stray === undefined ? null : { kind: 'strayReplica', node: stray.id }
}

function conflictOfSlots(nodes: Nodes): Reason | null {
  let next = 0
  const ranges = nodes.flatMap(({ slots }) => slots).toSorted((a, b) => a.from - b.from)
  for (const { from, to } of ranges) {
    if (from < next) return { kind: 'slotTwice', slot: from }
    if (from > next) break
    next = to + 1
  }
  return next === SLOTS ? null : { kind: 'slotGap', slot: next, slots: SLOTS }
}

/** What is wrong between nodes each of which is right. */
function conflictIn(nodes: Nodes): Reason | null {
  const twice = nodes.find(({ id }, nth) => nodes.findIndex((one) => one.id === id) < nth)
  if (twice !== undefined) return { kind: 'nodeTwice', node: twice.id }
  return conflictOfRoles(nodes) ?? conflictOfSlots(nodes)
}

const nodes = v.pipe(
  listOf(nodeConfig, 'nodes', LIMITS.nodes),
  v.minLength(1, because({ kind: 'noNode' })),
  v.rawCheck(({ dataset, addIssue }) => {
    const reason = dataset.typed ? conflictIn(dataset.value) : null
    if (reason !== null) addIssue({ message: because(reason) })
  }),
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
    because({ kind: 'clusterKeys', most: LIMITS.clusterKeys }),
  ),
  atRest: flag,
  fullCoverage: flag,
  now: whole(0, Number.MAX_SAFE_INTEGER),
})

const clientSchema = object({
  count: whole(1, LIMITS.clusterKeys),
  match: v.exactOptional(bytes),
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
    version: just(1),
    machine: v.literal('cluster'),
    config: sceneConfigSchema,
    commands: listOf(sceneCommandSchema, 'commands', LIMITS.commands),
  }),
  v.check(
    (scenario) => keysNamed(scenario) <= LIMITS.clusterKeys,
    because({ kind: 'tooManyKeysInAll', most: LIMITS.clusterKeys }),
  ),
)
