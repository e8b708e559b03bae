import { entriesOf } from '../engine/index.ts'
import {
  initialState,
  serverAfter,
  type Bytes,
  type DumpedKey,
  type KeyMove,
  type ServerState,
} from '../server/index.ts'
import { claim, currentEpoch, mark } from './moves.ts'
import { rangesOf, type NodeId, type SlotOwners } from './owners.ts'
import { hashFor } from './seeds.ts'
import { serverConfig, type ClusterSession } from './session.ts'
import { ownersOf, type ClusterNode, type NodeHash } from './state.ts'

/** The keys of a server, those that came first first; a dict per slot keeps no such order. */
function keysByBirth({ keyspace, slots }: ServerState): readonly Bytes[] {
  const entries =
    slots === null ? entriesOf(keyspace).sort((a, b) => a.id - b.id) : slots.entriesOf('keyspace')
  return entries.map(({ key }) => key)
}

function dumped({ values, deadlines }: ServerState, keys: readonly Bytes[]): readonly DumpedKey[] {
  return keys.flatMap((key) => {
    const value = values.get(key)
    return value === undefined ? [] : [{ key, value, deadline: deadlines.get(key) ?? null }]
  })
}

/** A server at the same hour as another, under a hash of its own, that takes in what it is told. */
function serverFrom(
  session: ClusterSession,
  source: ServerState,
  hash: NodeHash,
  parts: readonly KeyMove[],
): ServerState {
  const config = serverConfig(session.config, hash)
  const empty: ServerState = { ...initialState(config), now: source.now, options: source.options }
  return serverAfter(empty, parts, config)
}

/** A server that reads the keys of another from a dump, in the order of its tables. */
export function loadedFrom(
  session: ClusterSession,
  source: ServerState,
  hash: NodeHash,
): ServerState {
  const { keyspace, slots } = source
  const entries = slots === null ? entriesOf(keyspace) : slots.entriesOf('keyspace')
  const items = dumped(
    source,
    entries.map(({ key }) => key),
  )
  return serverFrom(session, source, hash, [{ type: 'load', items }])
}

/** The replica never heard of the primary's last keys: it is made anew without them. */
function lag(
  session: ClusterSession,
  { server: source }: ClusterNode,
  { id, hash }: ClusterNode,
  lost: number,
): readonly Bytes[] {
  if (lost === 0) return []
  const keys = keysByBirth(source)
  const kept = keys.slice(0, Math.max(0, keys.length - lost))
  const parts = dumped(source, kept).map(
    (one) => ({ ...one, type: 'take', looks: false, replaces: false }) as const,
  )
  const server = serverFrom(session, source, hash, parts)
  session.tell({ kind: 'server.loaded', node: id, server, hash })
  return keys.slice(kept.length)
}

/** A replica takes the place of its primary, and its slots under a new epoch. */
export function promote(
  session: ClusterSession,
  primary: ClusterNode,
  replica: ClusterNode,
  lost: number,
  how: 'crash' | 'manual',
): void {
  const keys = lag(session, primary, replica, lost)
  const ranges = rangesOf(primary.owners, primary.id)
  const epoch = currentEpoch(session) + 1
  for (const slot of primary.migrating.keys()) mark(session, primary.id, 'migrating', slot, null)
  for (const slot of primary.importing.keys()) mark(session, primary.id, 'importing', slot, null)
  const change = { role: 'primary', of: null, epoch } as const
  session.tell({ kind: 'node.changed', node: replica.id, change })
  const stepsBack = { role: 'replica', of: replica.id, alive: how === 'manual' } as const
  session.tell({ kind: 'node.changed', node: primary.id, change: stepsBack })
  for (const other of session.state.nodes) {
    if (other.of !== primary.id) continue
    session.tell({ kind: 'node.changed', node: other.id, change: { of: replica.id } })
  }
  if (ranges.length > 0) claim(session, replica.id, ranges)
  session.tell({ kind: 'failed.over', from: primary.id, to: replica.id, lost: keys })
}

/** A node learns from another who owns what. */
export function learnOwners(session: ClusterSession, id: NodeId, owners: SlotOwners): void {
  for (const node of new Set(owners.map(({ owner }) => owner))) {
    const ranges = rangesOf(owners, node)
    session.tell({ kind: 'slots.owned', ranges, owner: node, seenBy: [id] })
  }
}

/**
 * A node that was down comes back at its old address: a new process and so a new seed, unless all
 * nodes share theirs. A replica reads its primary's keys again, a primary its own.
 */
export function restart(session: ClusterSession, node: ClusterNode): void {
  const hash =
    session.config.seeds === 'shared'
      ? node.hash
      : hashFor(session.config, node.id, session.state.currentEpoch + 1)
  const primary = node.of === null ? node : session.node(node.of)
  const server = loadedFrom(session, primary.server, hash)
  session.tell({ kind: 'server.loaded', node: node.id, server, hash })
  session.tell({
    kind: 'node.changed',
    node: node.id,
    change: { alive: true, errors: 0, asking: false, readonly: false },
  })
  const owners = ownersOf(session.state)
  if (owners !== node.owners) learnOwners(session, node.id, owners)
}
