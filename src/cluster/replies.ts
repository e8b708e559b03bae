import type { Bytes, Reply } from '../server/index.ts'
import { ownerOf, rangesOf, sizeOfRanges, type SlotRange } from './owners.ts'
import { currentEpoch } from './moves.ts'
import { isClusterOk } from './redirect.ts'
import type { ClusterSession } from './session.ts'
import { nodeOf, type ClusterNode } from './state.ts'

export const integer = (value: number): Reply => ({ kind: 'integer', value: String(value) })
export const bulk = (bytes: Bytes): Reply => ({ kind: 'bulk', bytes })
export const array = (items: readonly Reply[]): Reply => ({ kind: 'array', items })
export const OK: Reply = { kind: 'status', text: 'OK' }

const hostOf = ({ address }: ClusterNode) => address.slice(0, address.lastIndexOf(':'))
const portOf = ({ address }: ClusterNode) => Number(address.slice(address.lastIndexOf(':') + 1))
/** The port of the nodes' own talk. */
const BUS = 10_000

/** CLUSTER INFO */
export function info(session: ClusterSession, node: ClusterNode): Reply {
  const assigned = sizeOfRanges(node.owners)
  const { nodes } = session.state
  const down = node.owners.filter(({ owner }) => nodeOf(session.state, owner)?.alive !== true)
  const failed = sizeOfRanges(down)
  const epoch = (node.of === null ? node : (nodeOf(session.state, node.of) ?? node)).epoch
  const lines = [
    `cluster_state:${isClusterOk(session, node) ? 'ok' : 'fail'}`,
    `cluster_slots_assigned:${assigned}`,
    `cluster_slots_ok:${assigned - failed}`,
    'cluster_slots_pfail:0',
    `cluster_slots_fail:${failed}`,
    `cluster_known_nodes:${nodes.length}`,
    `cluster_size:${new Set(node.owners.map(({ owner }) => owner)).size}`,
    `cluster_current_epoch:${currentEpoch(session)}`,
    `cluster_my_epoch:${epoch}`,
  ]
  return bulk(lines.map((line) => `${line}\r\n`).join(''))
}

const shownRange = ({ from, to }: SlotRange) => (from === to ? String(from) : `${from}-${to}`)

/** CLUSTER NODES: one line for each node that this one knows. */
export function nodesText({ state }: ClusterSession, asked: ClusterNode): Reply {
  const nameOf = (id: string) => nodeOf(state, id)?.name ?? '-'
  const lines = state.nodes.map((node) => {
    const isAsked = node.id === asked.id
    const flags = [
      isAsked ? 'myself,' : '',
      node.role === 'primary' ? 'master' : 'slave',
      node.alive ? '' : ',fail',
    ].join('')
    const marks = isAsked
      ? [
          ...[...node.migrating].map(([slot, to]) => `[${slot}->-${nameOf(to)}]`),
          ...[...node.importing].map(([slot, from]) => `[${slot}-<-${nameOf(from)}]`),
        ]
      : []
    const words = [
      node.name,
      `${node.address}@${portOf(node) + BUS}`,
      flags,
      node.of === null ? '-' : nameOf(node.of),
      '0 0',
      String(node.epoch),
      node.alive ? 'connected' : 'disconnected',
      ...rangesOf(asked.owners, node.id).map(shownRange),
      ...marks,
    ]
    return `${words.join(' ')}\n`
  })
  return bulk(lines.join(''))
}

const entryOf = (node: ClusterNode): Reply =>
  array([bulk(hostOf(node)), integer(portOf(node)), bulk(node.name), array([])])

const replicasIn = ({ state }: ClusterSession, id: string) =>
  state.nodes.filter(({ of, alive }) => of === id && alive)

/** CLUSTER SLOTS: each range with its owner and the replicas of that. */
export const slotsReply = (session: ClusterSession, { owners }: ClusterNode): Reply =>
  array(
    owners.flatMap(({ from, to, owner }) => {
      const node = nodeOf(session.state, owner)
      if (node === undefined) return []
      const entries = [node, ...replicasIn(session, owner)].map(entryOf)
      return [array([integer(from), integer(to), ...entries])]
    }),
  )

/** A map in RESP2: names and values in turn. */
const fields = (record: Readonly<Record<string, Reply>>): Reply =>
  array(Object.entries(record).flatMap(([name, value]) => [bulk(name), value]))

/** CLUSTER SHARDS: each primary with its slots and its replicas. */
export const shardsReply = (session: ClusterSession, { owners }: ClusterNode): Reply =>
  array(
    session.state.nodes
      .filter(({ role }) => role === 'primary')
      .map((primary) =>
        fields({
          slots: array(
            rangesOf(owners, primary.id).flatMap(({ from, to }) => [integer(from), integer(to)]),
          ),
          nodes: array(
            [primary, ...session.state.nodes.filter(({ of }) => of === primary.id)].map((node) =>
              fields({
                id: bulk(node.name),
                port: integer(portOf(node)),
                ip: bulk(hostOf(node)),
                endpoint: bulk(hostOf(node)),
                role: bulk(node.role === 'primary' ? 'master' : 'replica'),
                'replication-offset': integer(0),
                health: bulk(node.alive ? 'online' : 'fail'),
              }),
            ),
          ),
        }),
      ),
  )

/** Whether this node owns the slot, as it believes itself. */
export const ownsSlot = ({ owners, id }: ClusterNode, slot: number): boolean =>
  ownerOf(owners, slot) === id
