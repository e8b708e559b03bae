import { assert } from '../engine/assert.ts'
import {
  runServer,
  serverRulesOf,
  type Reply,
  type NodeWork,
  type ServerCommand,
  type ServerConfig,
  type ServerEvent,
  type ServerHash,
  type ServerRules,
} from '../server/index.ts'
import type { ClusterEvent, Refused } from './events.ts'
import { isPropagated } from './keys.ts'
import type { NodeId } from './owners.ts'
import { reduceCluster } from './reduce.ts'
import {
  isServing,
  nodeOf,
  type ClusterConfig,
  type ClusterNode,
  type ClusterState,
  type NodeHash,
} from './state.ts'
import { clusterProfiles, type ClusterProfile } from './version.ts'

/** The cluster's own work that cannot be done; `runCluster` tells it, nobody else sees it. */
export class CannotDo extends Error {
  readonly why: Refused

  constructor(why: Refused) {
    super(why.reason)
    this.why = why
  }
}

const hashes = new WeakMap<NodeHash, ServerHash>()

function serverHash(hash: NodeHash): ServerHash {
  if (hash.kind !== 'low') return hash
  const known = hashes.get(hash)
  if (known !== undefined) return known
  const made: ServerHash = { kind: 'table', low: new Map(Object.entries(hash.low)) }
  hashes.set(hash, made)
  return made
}

/** The configuration of a node's server. */
export const serverConfig = (
  { version, options, now }: Pick<ClusterConfig, 'version' | 'options' | 'now'>,
  hash: NodeHash,
): ServerConfig => ({
  profile: clusterProfiles[version].server,
  hash: serverHash(hash),
  options,
  now,
  probes: false,
  dictPerSlot: clusterProfiles[version].dictPerSlot,
})

const WRITES: ReadonlySet<ServerEvent['kind']> = new Set([
  'value.set',
  'value.removed',
  'payload.set',
  'payload.removed',
  'deadline.set',
  'deadline.removed',
  'fieldDeadline.set',
  'fieldDeadline.removed',
  'all.flushed',
])

/** One command at work: what it may read, and the few ways in which it may change the cluster. */
export class ClusterSession {
  /** The value after the last event. */
  state: ClusterState
  readonly config: ClusterConfig
  readonly profile: ClusterProfile
  readonly #rules: ServerRules
  readonly #tell: (event: ClusterEvent) => void

  constructor(
    state: ClusterState,
    config: ClusterConfig,
    tell: (event: ClusterEvent) => void,
    rules: ServerRules = serverRulesOf(clusterProfiles[config.version].server),
  ) {
    this.state = state
    this.config = config
    this.profile = clusterProfiles[config.version]
    this.#rules = rules
    this.#tell = tell
  }

  tell(event: ClusterEvent): void {
    this.state = reduceCluster(this.state, event)
    this.#tell(event)
  }

  refuse(why: Refused): never {
    throw new CannotDo(why)
  }

  /** A node that must be there. */
  node(id: NodeId): ClusterNode {
    return nodeOf(this.state, id) ?? this.refuse({ reason: 'noSuchNode', node: id })
  }

  /** A primary that must be there and alive. */
  primary(id: NodeId): ClusterNode {
    const node = this.node(id)
    if (node.role !== 'primary') this.refuse({ reason: 'noPrimary', node: id })
    if (!node.alive) this.refuse({ reason: 'nodeIsDown', node: id })
    return node
  }

  primaries(): readonly ClusterNode[] {
    return this.state.nodes.filter(isServing)
  }

  replicasOf(id: NodeId): readonly ClusterNode[] {
    return this.state.nodes.filter((node) => node.of === id && node.alive)
  }

  /** The nodes that hear gossip. */
  living(): readonly NodeId[] {
    return this.state.nodes.filter(({ alive }) => alive).map(({ id }) => id)
  }

  /** Lets the server of a node work; what it writes reaches its replicas at once. */
  serve(id: NodeId, command: ServerCommand | NodeWork): Reply | undefined {
    const node = this.node(id)
    const { events, state, reply } = runServer(
      node.server,
      command,
      serverConfig(this.config, node.hash),
      this.#rules,
    )
    const told = events.filter(({ kind }) => kind !== 'replied')
    if (told.length > 0) {
      const event: ClusterEvent = { kind: 'server.worked', node: id, events: told }
      // The server has reduced its events already; doing it again would only cost.
      this.state = {
        ...this.state,
        nodes: this.state.nodes.map((one) => (one.id === id ? { ...one, server: state } : one)),
      }
      this.#tell(event)
    }
    if (told.some(({ kind }) => WRITES.has(kind))) this.#replicate(id, command, told)
    return reply
  }

  /** A replica does what was written; a read that found a key expired reaches it as a DEL. */
  #replicate(id: NodeId, command: ServerCommand | NodeWork, events: readonly ServerEvent[]): void {
    const expired = events.flatMap((event) => (event.kind === 'key.expired' ? [event.key] : []))
    for (const replica of this.replicasOf(id)) {
      assert(replica.of !== replica.id, `${replica.id} is not its own replica`)
      for (const key of expired) this.serve(replica.id, { type: 'call', words: ['DEL', key] })
      if (command.type === 'drop') {
        this.serve(replica.id, { type: 'call', words: ['DEL', ...command.keys] })
      } else if (command.type === 'take') {
        // What comes from its primary a replica takes without asking whose slot it is.
        this.serve(replica.id, { ...command, looks: false })
      } else if (command.type === 'call' && isPropagated(command.words)) {
        this.serve(replica.id, command)
      }
    }
  }
}
