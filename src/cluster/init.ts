import { initialState, runServer, serverAfter, slotOf, type Bytes } from '../server/index.ts'
import { NO_OWNERS, ownerOf, withOwner, type NodeId, type SlotOwners } from './owners.ts'
import { hashFor, nameFor } from './seeds.ts'
import { serverConfig } from './session.ts'
import type { ClusterConfig, ClusterNode, ClusterState, KeysConfig, NodeConfig } from './state.ts'

const FIRST_PORT = 7000
const NO_MARKS: ReadonlyMap<number, string> = new Map()

/** The address that a node of this place in the list has. */
export const addressAt = (index: number) => `127.0.0.1:${FIRST_PORT + index + 1}`

/** The keys that a configuration means. */
export const keysOf = (keys: KeysConfig): readonly Bytes[] =>
  'prefix' in keys ? Array.from({ length: keys.count }, (_, i) => `${keys.prefix}${i}`) : keys

function ownersFrom(nodes: readonly NodeConfig[]): SlotOwners {
  return nodes.reduce(
    (all, { id, slots }) => slots.reduce((owners, range) => withOwner(owners, range, id), all),
    NO_OWNERS,
  )
}

/** A node without keys. */
export function emptyNode(
  config: ClusterConfig,
  node: Omit<NodeConfig, 'slots'>,
  index: number,
  owners: SlotOwners,
): ClusterNode {
  const { id, role, of, hash = hashFor(config, id), epoch = 0, latencyMs = 1 } = node
  const { address = addressAt(index), name = nameFor(id) } = node
  return {
    id,
    address,
    name,
    role,
    of,
    server: initialState(serverConfig(config, hash)),
    hash,
    epoch,
    alive: true,
    latencyMs,
    errors: 0,
    migrating: NO_MARKS,
    importing: NO_MARKS,
    owners,
    asking: false,
    readonly: false,
  }
}

/** The words that set a key of a configuration. */
const setWords = (key: Bytes): readonly Bytes[] => ['SET', key, `v:${key}`]

/** A node with its keys; a replica has heard of them in the same order as its primary. */
function filled(config: ClusterConfig, node: ClusterNode, keys: readonly Bytes[]): ClusterNode {
  const server = serverConfig(config, node.hash)
  const sets = keys.map((key) => ({ type: 'call', words: setWords(key) }) as const)
  const after = serverAfter(node.server, sets, server)
  if (!config.atRest) return { ...node, server: after }
  let rest = after
  for (;;) {
    const { state, events } = runServer(rest, { type: 'tick', ms: 0, only: 'rehash' }, server)
    // The clock is told always; more is told only while buckets move.
    if (events.length <= 1) return { ...node, server: state }
    rest = state
  }
}

/** The cluster before the first command. */
export function initCluster(config: ClusterConfig): ClusterState {
  const owners = ownersFrom(config.nodes)
  const byOwner = new Map<NodeId, Bytes[]>()
  for (const key of keysOf(config.keys)) {
    const owner = ownerOf(owners, slotOf(key))
    if (owner === null) continue
    const keys = byOwner.get(owner)
    if (keys === undefined) byOwner.set(owner, [key])
    else keys.push(key)
  }
  const primaries = config.nodes.filter(({ role }) => role === 'primary')
  const nodes = config.nodes.map((given, index) => {
    // A replica has no epoch of its own.
    const node = { epoch: primaries.indexOf(given) + 1, ...given }
    return filled(
      config,
      emptyNode(config, node, index, owners),
      byOwner.get(node.of ?? node.id) ?? [],
    )
  })
  return { nodes, currentEpoch: nodes.reduce((most, { epoch }) => Math.max(most, epoch), 0) }
}
