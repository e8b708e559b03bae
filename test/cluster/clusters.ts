import {
  initCluster,
  runCluster,
  type ClusterCommand,
  type ClusterConfig,
  type ClusterEvent,
  type ClusterState,
  type NodeConfig,
} from '../../src/cluster/index.ts'
import { wordsOf } from '../../src/server/index.ts'
import { jsonOf } from '../conformance/replayStory.ts'

/** Three primaries with a third of the slots each; replicas are named after them: A, a. */
export function nodesOf(replicas = false): readonly NodeConfig[] {
  const primaries = ['A', 'B', 'C'].map((id, index): NodeConfig => ({
    id,
    role: 'primary',
    of: null,
    slots: [{ from: [0, 5461, 10923][index] ?? 0, to: [5460, 10922, 16383][index] ?? 0 }],
  }))
  if (!replicas) return primaries
  const seconds = primaries.map(({ id }): NodeConfig => ({
    id: id.toLowerCase(),
    role: 'replica',
    of: id,
    slots: [],
  }))
  return [...primaries, ...seconds]
}

export const clusterConfig = (change: Partial<ClusterConfig> = {}): ClusterConfig => ({
  version: 'redis-7.0',
  nodes: nodesOf(),
  seeds: 'own',
  seed: 1,
  options: {},
  keys: { prefix: 'k', count: 90 },
  atRest: true,
  fullCoverage: true,
  now: 1_000_000,
  ...change,
})

/** A cluster to talk to: commands as redis-cli takes them, replies as the stories have them. */
export class ClusterTalk {
  state: ClusterState
  events: readonly ClusterEvent[] = []
  readonly config: ClusterConfig

  constructor(change: Partial<ClusterConfig> = {}) {
    this.config = clusterConfig(change)
    this.state = initCluster(this.config)
  }

  do(command: ClusterCommand): readonly ClusterEvent[] {
    const { state, events } = runCluster(this.state, command, this.config)
    this.state = state
    this.events = events
    return events
  }

  /** What a line typed at a node is answered; undefined when it gets no answer. */
  say(node: string, line: string): unknown {
    const words = wordsOf(line)
    if (words === null) throw new Error(`${line} is no command line`)
    this.do({ type: 'call', node, words })
    const last = this.events.at(-1)
    return last?.kind === 'call.answered' ? jsonOf(last.reply) : undefined
  }

  /** The keys that a scan of one node returns, page by page. */
  scan(node: string, count = 10): readonly string[] {
    const found: string[] = []
    let cursor = '0'
    do {
      const [next, keys] = this.say(node, `SCAN ${cursor} COUNT ${count}`) as [string, string[]]
      found.push(...keys)
      cursor = next
    } while (cursor !== '0')
    return found
  }
}
