import {
  clusterProfiles,
  initCluster,
  runCluster,
  type ClusterConfig,
  type ClusterState,
  type NodeId,
} from '../../../src/cluster/index.ts'
import { serverConfig } from '../../../src/cluster/session.ts'
import { runServer, type Bytes, type Reply, type ServerRules } from '../../../src/server/index.ts'
import { rulesWith } from '../model.ts'
import { LAYOUT } from './realCluster.ts'
import type { KnownRealNode, Step, Transcript } from './transcript.ts'

/** What a client has of one scan of the cluster. */
export interface WalkResult {
  readonly missed: readonly Bytes[]
  readonly doubled: readonly Bytes[]
}

export interface Verdict {
  readonly compared: number
  readonly scans: number
  readonly differences: readonly string[]
  /** By scan: what the real client missed and got twice, and what the model says. */
  readonly walks: ReadonlyMap<string, { readonly real: WalkResult; readonly model: WalkResult }>
}

type Nodes = ReadonlyMap<NodeId, KnownRealNode>

/** Rules that are wrong on purpose: the judge must find each. */
export const clusterPlants = {
  /** Chains are read from their tails. */
  chain: { rules: rulesWith('redis-7.0', 'chain') },
  /** The loop over the larger table ends early. */
  loop: { rules: rulesWith('redis-7.0', 'loop') },
  /** A replica hashes as its primary does. */
  seed: {
    nodes: (nodes: Nodes): Nodes => {
      const primary = nodes.get('A')
      const replica = nodes.get('a')
      if (primary === undefined || replica === undefined) return nodes
      return new Map(nodes).set('a', { ...replica, low: primary.low })
    },
  },
  /** A look at an open slot costs no step. */
  marks: {
    words: (words: readonly Bytes[]): readonly Bytes[] =>
      words.includes('MIGRATING') ? ['PING'] : words,
  },
} as const satisfies Record<string, Plant>

interface Plant {
  readonly rules?: ServerRules
  readonly nodes?: (nodes: Nodes) => Nodes
  readonly words?: (words: readonly Bytes[]) => readonly Bytes[]
}

export type ClusterPlantName = keyof typeof clusterPlants

export const configOf = ({ version, keys }: Transcript, nodes: Nodes): ClusterConfig => ({
  version,
  nodes: LAYOUT.map((node) => {
    const { address = '', name = '', low = {} } = nodes.get(node.id) ?? {}
    return { ...node, address, name, hash: { kind: 'low', low } }
  }),
  seeds: 'own',
  seed: 0,
  options: {},
  keys,
  atRest: !clusterProfiles[version].dictPerSlot,
  fullCoverage: true,
  now: 0,
})

interface Page {
  readonly cursor: Bytes
  readonly keys: readonly Bytes[]
}

function pageIn(reply: Reply | undefined): Page | null {
  if (reply?.kind !== 'array') return null
  const [cursor, keys] = reply.items
  if (cursor?.kind !== 'bulk' || keys?.kind !== 'array') return null
  return {
    cursor: cursor.bytes,
    keys: keys.items.map((key) => (key.kind === 'bulk' ? key.bytes : '')),
  }
}

/** A reply as it is compared. */
function form(reply: Reply | undefined, alike: 'all' | 'set'): string {
  const page = alike === 'set' ? pageIn(reply) : null
  return JSON.stringify(page === null ? reply : { ...page, keys: page.keys.toSorted() })
}

function resultOf(pages: readonly Page[], alive: readonly Bytes[]): WalkResult {
  const times = new Map<Bytes, number>()
  for (const key of pages.flatMap(({ keys }) => keys)) times.set(key, (times.get(key) ?? 0) + 1)
  return {
    missed: alive.filter((key) => !times.has(key)).toSorted(),
    doubled: alive.filter((key) => (times.get(key) ?? 0) > 1).toSorted(),
  }
}

const MAX_SHOWN = 300

/** The model beside the transcript. */
class Judge {
  readonly differences: string[] = []
  readonly pages = new Map<string, { real: Page[]; model: Page[] }>()
  compared = 0
  scans = 0
  #state: ClusterState
  readonly #config: ClusterConfig
  readonly #plant: Plant

  constructor(transcript: Transcript, plant: Plant) {
    const { nodes } = transcript
    this.#plant = plant
    this.#config = configOf(transcript, plant.nodes?.(nodes) ?? nodes)
    this.#state = initCluster(this.#config)
  }

  take(step: Step): void {
    if (step.kind === 'settled') this.#settle(step.node)
    else if (step.kind === 'happened') this.#run(step.command)
    else this.#ask(step)
  }

  #run(command: Parameters<typeof runCluster>[1]): Reply | undefined {
    const run = runCluster(this.#state, command, this.#config, this.#plant.rules)
    this.#state = run.state
    return run.reply
  }

  #ask({ node, words, reply, alike, walk }: Step & { kind: 'asked' }): void {
    const given = this.#plant.words?.(words) ?? words
    const wanted = this.#run({ type: 'call', node, words: given })
    this.compared++
    if (walk !== null) this.#keep(walk, pageIn(reply), pageIn(wanted))
    const [real, model] = [form(reply, alike), form(wanted, alike)]
    if (real === model) return
    const said = `the node says ${real.slice(0, MAX_SHOWN)}, the model ${model.slice(0, MAX_SHOWN)}`
    this.differences.push(`${node}: ${words.join(' ')}: ${said}`)
  }

  #keep(walk: string, real: Page | null, model: Page | null): void {
    this.scans++
    const pages = this.pages.get(walk) ?? { real: [], model: [] }
    this.pages.set(walk, pages)
    if (real !== null) pages.real.push(real)
    if (model !== null) pages.model.push(model)
  }

  /** Moves buckets until none is left; an end that nobody waits for would take no step. */
  #settle(id: NodeId): void {
    const nodes = this.#state.nodes.map((node) => {
      if (node.id !== id) return node
      const config = serverConfig(this.#config, node.hash)
      let { server } = node
      while (server.keyspace.rehashIndex >= 0) {
        server = runServer(server, { type: 'tick', ms: 0, only: 'rehash' }, config).state
      }
      return { ...node, server }
    })
    this.#state = { ...this.#state, nodes }
  }
}

/** Compares the model with what a real cluster said, call by call. */
export function judge(transcript: Transcript, plant: ClusterPlantName | null = null): Verdict {
  const judged = new Judge(transcript, plant === null ? {} : clusterPlants[plant])
  for (const step of transcript.steps) judged.take(step)
  const { compared, scans, differences, pages } = judged
  const walks = [...pages].map(([walk, { real, model }]) => {
    const alive = transcript.alive.get(walk) ?? []
    return [walk, { real: resultOf(real, alive), model: resultOf(model, alive) }] as const
  })
  return { compared, scans, differences, walks: new Map(walks) }
}
