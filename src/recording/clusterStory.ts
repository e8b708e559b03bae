import * as v from 'valibot'
import type { ClusterConfig, ClusterVersion, NodeConfig, SlotRange } from '../cluster/index.ts'
import { slotOf, SLOTS, type Bytes } from '../server/index.ts'
import { bytesFrom } from './escaped.ts'
import { hashLowSchema } from './format.ts'
import { optionsOf } from './replay.ts'
import { profileOf } from './version.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const slot = v.pipe(count, v.maxValue(SLOTS - 1))
const range = v.strictTuple([slot, slot])

const nodeSchema = v.object({
  port: v.pipe(count, v.maxValue(65_535)),
  host: v.optional(v.string(), '127.0.0.1'),
  id: v.string(),
  slots: v.union([range, v.array(range)]),
})

/** The first line of what was recorded of a cluster: beside `source` and `version` it has nodes. */
const headerSchema = v.object({
  source: v.literal('redis-server'),
  version: v.string(),
  note: v.optional(v.string(), ''),
  nodes: v.record(v.string(), nodeSchema),
  /** The keys of each node, in the order in which they were set. */
  startPlacement: v.optional(v.record(v.string(), v.array(v.string()))),
  /** All keys with their slots; where no placement is given, in the order in which they were set. */
  keys: v.optional(v.record(v.string(), slot)),
  hashLow: v.record(v.string(), hashLowSchema),
  /** The rehash that the filling began had come to its end. */
  atRest: v.optional(v.boolean(), true),
  config: v.optional(v.record(v.string(), v.union([v.string(), v.number()])), {}),
})

const commandSchema = v.object({
  node: v.string(),
  cmd: v.array(v.string()),
  reply: v.unknown(),
})
const eventSchema = v.object({ event: v.string(), node: v.optional(v.string()) })

/** A command at one node with what that answered, or what the world did; `line` in the file. */
export type ClusterStoryLine =
  | {
      readonly line: number
      readonly node: string
      readonly words: readonly Bytes[]
      readonly reply: unknown
    }
  | { readonly line: number; readonly event: string; readonly node?: string | undefined }

/** What the nodes of a real cluster were asked and answered. */
export interface ClusterStory {
  readonly version: string
  readonly note: string
  /** The cluster as it was before the first line. */
  readonly config: ClusterConfig
  readonly lines: readonly ClusterStoryLine[]
}

/** A story, or in which line it cannot be read and why. */
export type ClusterStoryReading =
  | { readonly story: ClusterStory }
  | { readonly story: null; readonly line: number; readonly reason: string }

const refuse = (line: number, reason: string): ClusterStoryReading => ({
  story: null,
  line,
  reason,
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether the first line of a text is the header of a story of several nodes. */
export function isClusterStory(text: string): boolean {
  const [first = ''] = text.split('\n', 1)
  return v.is(
    v.object({ source: v.literal('redis-server'), nodes: v.looseObject({}) }),
    parsed(first),
  )
}

function reasonOf(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues
  const path = v.getDotPath(issue)
  if (path === null) return 'a JSON object expected'
  return issue.received === 'undefined'
    ? `field ${path} is missing`
    : `field ${path} is ${issue.received}: ${issue.message}`
}

const VERSIONS: Readonly<Partial<Record<string, ClusterVersion>>> = {
  'redis-7.0': 'redis-7.0',
  'redis-7.2': 'redis-7.2',
  'redis-7.4': 'redis-7.4',
  'redis-8.0': 'redis-8.0',
}

type Header = v.InferOutput<typeof headerSchema>

const isRange = (slots: Header['nodes'][string]['slots']): slots is [number, number] =>
  typeof slots[0] === 'number'

const rangesFrom = (slots: Header['nodes'][string]['slots']): readonly SlotRange[] =>
  (isRange(slots) ? [slots] : slots).map(([from, to]) => ({ from, to }))

/** A story has no clock: it stands still before any recording was made. */
const CLOCK = 1_704_067_200_000

function configOf(header: Header, version: ClusterVersion): ClusterConfig {
  const nodes = Object.entries(header.nodes).map(([id, node]): NodeConfig => ({
    id,
    role: 'primary',
    of: null,
    slots: rangesFrom(node.slots),
    address: `${node.host}:${node.port}`,
    name: node.id,
    hash: {
      kind: 'low',
      low: Object.fromEntries(
        (header.hashLow[id] ?? []).map(([name, low]) => [bytesFrom(name), low]),
      ),
    },
  }))
  return {
    version,
    nodes,
    seeds: 'own',
    seed: 0,
    options: optionsOf(header.config),
    // Each node was filled in its own order, which this order holds.
    keys: (placedIn(header)?.flatMap(([, keys]) => keys) ?? []).map(bytesFrom),
    atRest: header.atRest,
    fullCoverage: true,
    now: CLOCK,
  }
}

const isIn = (node: Header['nodes'][string], key: string): boolean => {
  const at = slotOf(bytesFrom(key))
  return rangesFrom(node.slots).some(({ from, to }) => from <= at && at <= to)
}

/** The keys of each node, as they are given or as their slots say; null when nothing is said. */
function placedIn({ startPlacement, keys, nodes }: Header) {
  if (startPlacement !== undefined) return Object.entries(startPlacement)
  if (keys === undefined) return null
  return Object.entries(nodes).map(
    ([id, node]) => [id, Object.keys(keys).filter((key) => isIn(node, key))] as const,
  )
}

/** What a placement says that cannot be: a key of a node that is none, or of another's slot. */
function misplaced(header: Header): string | null {
  const { nodes } = header
  const placed = placedIn(header)
  if (placed === null) return 'not a story of a cluster: field startPlacement is missing'
  for (const [id, keys] of placed) {
    const node = nodes[id]
    if (node === undefined) return `startPlacement names the node "${id}", which is not in nodes`
    const key = keys.find((one) => !isIn(node, one))
    if (key !== undefined) {
      return `the key "${key}" is in slot ${slotOf(bytesFrom(key))}, which is not a slot of node ${id}`
    }
  }
  return null
}

function lineFrom(text: string, line: number, nodes: Header['nodes']): ClusterStoryLine | string {
  const json = parsed(text)
  if (json === undefined) return 'not JSON'
  const event = v.safeParse(eventSchema, json)
  if (event.success) return { line, ...event.output }
  const command = v.safeParse(commandSchema, json)
  if (!command.success) return reasonOf(command.issues)
  const { node, cmd, reply } = command.output
  if (nodes[node] === undefined) return `there is no node "${node}" in the header`
  return { line, node, words: cmd.map(bytesFrom), reply }
}

/** Reads the text of a story of a cluster; everything foreign in it ends as a reason. */
export function readClusterStory(text: string): ClusterStoryReading {
  const [first = '', ...rest] = text.trimEnd().split('\n')
  const header = v.safeParse(headerSchema, parsed(first))
  if (!header.success) return refuse(1, `not a story of a cluster: ${reasonOf(header.issues)}`)
  const { version, note, nodes } = header.output
  const known = VERSIONS[profileOf(version) ?? '']
  if (known === undefined) return refuse(1, `no rules of a cluster are known for "${version}"`)
  const wrong = misplaced(header.output)
  if (wrong !== null) return refuse(1, wrong)
  const lines: ClusterStoryLine[] = []
  for (const [index, one] of rest.entries()) {
    const read = lineFrom(one, index + 2, nodes)
    if (typeof read === 'string') return refuse(index + 2, read)
    lines.push(read)
  }
  return { story: { version, note, config: configOf(header.output, known), lines } }
}
