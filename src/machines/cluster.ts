import { EMPTY_DICT, profiles } from '../engine/index.ts'
import {
  clusterProfiles,
  initScene,
  nodeOf,
  reduceScene,
  runScene,
  type ClusterNode,
  type ClusterScene,
  type SceneCommand,
  type SceneConfig,
  type SceneEvent,
} from '../cluster/index.ts'
import { nameOf, serverMachine, type Reply, type ServerEvent } from '../server/index.ts'
import type { Machine } from './machine.ts'
import { IDLE_SCAN } from './scanState.ts'

const sizeOfReply = (reply: Reply): number =>
  reply.kind === 'array' ? reply.items.reduce((sum, item) => sum + sizeOfReply(item), 1) : 1

const sizeOfWork = (event: ServerEvent): number =>
  event.kind === 'scan.called' ? 1 + event.collected.length : 1

/** A reply holds its items, a node's work its events, a promoted node its keys. */
function sizeOfEvent(event: SceneEvent): number {
  switch (event.kind) {
    case 'server.worked':
      return event.events.reduce((sum, one) => sum + sizeOfWork(one), 1)
    case 'call.answered':
      return sizeOfReply(event.reply)
    case 'client.received':
      return event.answer.kind === 'reply' ? sizeOfReply(event.answer.reply) : 1
    case 'server.loaded':
      return 1 + event.server.values.size
    default:
      return 1
  }
}

/** What one command writes anew in the scene, about: kept states share all the rest. */
const SHARE = 1024

/** A node's table of buckets is copied when it is written. */
const weightOfNode = ({ server: { keyspace } }: ClusterNode): number =>
  keyspace.tables.reduce((sum, { buckets }) => sum + buckets.length, 0)

/** The node that was asked last; the first one before that. */
const nodeShown = ({ cluster, client }: ClusterScene): ClusterNode | undefined =>
  nodeOf(cluster, client.exchanges.last?.node ?? '') ?? cluster.nodes[0]

/** A cluster, a client that scans all of it, and the books on what came of its keys. */
export const clusterMachine: Machine<ClusterScene, SceneCommand, SceneEvent, SceneConfig> = {
  name: 'cluster',
  init: initScene,
  run: (scene, command, config) => runScene(scene, command, config).events,
  reduce: reduceScene,
  weight: ({ cluster }) =>
    cluster.nodes.reduce((sum, node) => sum + weightOfNode(node), SHARE) / cluster.nodes.length,
  size: sizeOfEvent,
  check: ({ cluster }) => {
    for (const { server } of cluster.nodes) serverMachine.check(server)
  },
  read: (scene, { cluster: { version } }) => {
    const node = nodeShown(scene)
    return {
      dict: node?.server.keyspace ?? EMPTY_DICT,
      scan: IDLE_SCAN,
      algorithm: profiles[clusterProfiles[version].server].scan,
      home: node === undefined ? 0 : scene.cluster.nodes.indexOf(node),
      nameOf,
    }
  },
  // A cluster has a stage of its own, with a lane for each node.
  shows: () => null,
  goesOn: ({ client: { status } }) =>
    status === 'done' || status === 'failed' ? null : { type: 'call' },
}
