import { advance, type Advancing } from './advance.ts'
import { idleClient, reduceClient, takenBy, type ClientEvent } from './client.ts'
import type { ClusterCommand } from './commands.ts'
import type { ClusterEvent } from './events.ts'
import { initCluster } from './init.ts'
import { EMPTY_LEDGER, reduceLedger, type Around, type ClusterScene } from './ledger.ts'
import type { NodeId } from './owners.ts'
import { reduceCluster } from './reduce.ts'
import { runCluster } from './run.ts'
import type { ClusterConfig } from './state.ts'
import type { ClientOptions, StrategyId } from './strategies/index.ts'
import { topologyOf } from './topology.ts'
import { clusterProfiles } from './version.ts'

/** A cluster and who scans it. */
export interface SceneConfig {
  readonly cluster: ClusterConfig
  readonly strategy: StrategyId
  readonly client: ClientOptions
}

/** What is done: the client goes on, an operator asks a node, or the world works on the cluster. */
export type SceneCommand =
  /** The client sends what there is to send, and one answer arrives. */
  | { readonly type: 'call' }
  | { readonly type: 'restartScan' }
  /** The client begins anew, with a cursor from elsewhere; `node` says whose it is. */
  | { readonly type: 'startFrom'; readonly cursor: string; readonly node?: NodeId }
  | { readonly type: 'command'; readonly node: string; readonly words: readonly string[] }
  | Exclude<ClusterCommand, { readonly type: 'call' }>

export type SceneEvent = ClusterEvent | ClientEvent

const isClients = (event: SceneEvent): event is ClientEvent => event.kind.startsWith('client.')

/** The scene before the first command. */
export const initScene = ({ cluster, strategy, client }: SceneConfig): ClusterScene => ({
  cluster: initCluster(cluster),
  client: idleClient(strategy, client, clusterProfiles[cluster.version].dictPerSlot),
  ledger: EMPTY_LEDGER,
})

/** The client looks at the topology, then begins with the cursor or declines it. */
function startFrom(
  { cluster, client }: Around,
  command: SceneCommand & { readonly type: 'startFrom' },
): ClientEvent {
  const handed = { cursor: command.cursor, node: command.node ?? null }
  const view = topologyOf(cluster)
  const taken = takenBy(client, view, handed)
  return taken.ok
    ? { kind: 'client.resumed', view, handed }
    : { kind: 'client.declined', handed, misfit: taken.misfit }
}

/** A command run to its end: its events, and what cluster and client are after them. */
export function runScene(
  { cluster, client }: Around,
  command: SceneCommand,
  { cluster: config }: SceneConfig,
): { readonly events: readonly SceneEvent[]; readonly after: Around } {
  if (command.type === 'call') {
    const events: SceneEvent[] = []
    const tell = (event: SceneEvent) => {
      events.push(event)
    }
    const at: Advancing = { cluster, client, config, tell }
    advance(at)
    return { events, after: { cluster: at.cluster, client: at.client } }
  }
  if (command.type === 'restartScan' || command.type === 'startFrom') {
    const event: ClientEvent =
      command.type === 'restartScan'
        ? { kind: 'client.restarted' }
        : startFrom({ cluster, client }, command)
    return { events: [event], after: { cluster, client: reduceClient(client, event) } }
  }
  const done: ClusterCommand = command.type === 'command' ? { ...command, type: 'call' } : command
  const { events, state } = runCluster(cluster, done, config)
  return { events, after: { cluster: state, client } }
}

/** The scene after an event: the only writer of it. */
export function reduceScene(scene: ClusterScene, event: SceneEvent): ClusterScene {
  const after = isClients(event)
    ? { cluster: scene.cluster, client: reduceClient(scene.client, event) }
    : { cluster: reduceCluster(scene.cluster, event), client: scene.client }
  return { ...after, ledger: reduceLedger(scene.ledger, event, after) }
}
