import { setTimeout as sleep } from 'node:timers/promises'
import { tagOfSlot, type NodeConfig, type NodeId } from '../../../src/cluster/index.ts'
import { slotOf, type Bytes, type Reply } from '../../../src/server/index.ts'
import { learnNames } from '../learn.ts'
import { freePort, RedisServer } from '../redisServer.ts'

const HASH_BITS = 12
const TRIES = 600
const PAUSE = 25

const third = (nth: number) => Math.floor((16_384 * nth) / 3)

/** Three primaries with a third of the slots each, and a replica of each. */
export const LAYOUT: readonly NodeConfig[] = [
  ...['A', 'B', 'C'].map((id, nth) => ({
    id,
    role: 'primary' as const,
    of: null,
    slots: [{ from: third(nth), to: third(nth + 1) - 1 }],
  })),
  ...['A', 'B', 'C'].map((of) => ({
    id: of.toLowerCase(),
    role: 'replica' as const,
    of,
    slots: [],
  })),
]

const textOf = (reply: Reply) => (reply.kind === 'bulk' ? reply.bytes : '')

/** Nodes fail over only when they are told to: a busy machine must not look like a dead node. */
async function startNode(path: string): Promise<RedisServer> {
  const port = await freePort()
  return RedisServer.start(
    path,
    [
      ['--cluster-enabled', 'yes'],
      ['--cluster-port', String(port)],
      ['--cluster-announce-ip', '127.0.0.1'],
      ['--cluster-node-timeout', '15000'],
      ['--cluster-replica-no-failover', 'yes'],
      ['--repl-diskless-sync-delay', '0'],
      ['--repl-ping-replica-period', '1'],
    ].flat(),
  )
}

/** A real cluster of our own on the loopback. */
export class RealCluster {
  readonly #nodes: ReadonlyMap<NodeId, RedisServer>
  readonly #names = new Map<NodeId, string>()

  private constructor(nodes: ReadonlyMap<NodeId, RedisServer>) {
    this.#nodes = nodes
  }

  static async start(path: string): Promise<RealCluster> {
    const started = await Promise.allSettled(LAYOUT.map(() => startNode(path)))
    const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    try {
      const failed = started.find((one) => one.status === 'rejected')
      if (failed !== undefined) throw failed.reason
      const cluster = new RealCluster(
        new Map(LAYOUT.map(({ id }, nth) => [id, servers[nth] as RedisServer])),
      )
      await cluster.#join()
      return cluster
    } catch (error) {
      await Promise.all(servers.map((server) => server.stop()))
      throw error
    }
  }

  server(id: NodeId): RedisServer {
    const server = this.#nodes.get(id)
    if (server === undefined) throw new Error(`there is no node ${id}`)
    return server
  }

  call(id: NodeId, ...words: string[]): Promise<Reply> {
    return this.server(id).client.call(...words)
  }

  address(id: NodeId): string {
    return `127.0.0.1:${this.server(id).port}`
  }

  /** The 40 digits by which the others know a node. */
  name(id: NodeId): string {
    return this.#names.get(id) ?? ''
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#nodes.values()].map((server) => server.stop()))
  }

  async #join(): Promise<void> {
    for (const { id } of LAYOUT) this.#names.set(id, textOf(await this.call(id, 'CLUSTER', 'MYID')))
    const primaries = LAYOUT.filter(({ role }) => role === 'primary')
    for (const [nth, { id, slots }] of primaries.entries()) {
      await this.#must(id, 'CLUSTER', 'SET-CONFIG-EPOCH', String(nth + 1))
      for (const { from, to } of slots) {
        await this.#must(id, 'CLUSTER', 'ADDSLOTSRANGE', String(from), String(to))
      }
    }
    for (const { id } of LAYOUT.slice(1)) {
      const { port } = this.server(id)
      await this.#must(
        'A',
        'CLUSTER',
        'MEET',
        '127.0.0.1',
        String(port),
        String(await this.#bus(id)),
      )
    }
    await this.#until('all nodes know each other', async (id) => {
      const info = textOf(await this.call(id, 'CLUSTER', 'INFO'))
      const nodes = textOf(await this.call(id, 'CLUSTER', 'NODES'))
      return /cluster_known_nodes:6\r/.test(info) && !nodes.includes('handshake')
    })
    for (const { id, of } of LAYOUT) {
      if (of !== null) await this.#must(id, 'CLUSTER', 'REPLICATE', this.name(of))
    }
    await this.#until('the cluster is up', async (id) => {
      const info = textOf(await this.call(id, 'CLUSTER', 'INFO'))
      const replication = textOf(await this.call(id, 'INFO', 'replication'))
      const follows = !replication.includes('role:slave') || replication.includes('status:up')
      return info.includes('cluster_state:ok') && info.includes('cluster_size:3') && follows
    })
  }

  async #bus(id: NodeId): Promise<number> {
    const reply = await this.call(id, 'CONFIG', 'GET', 'cluster-port')
    return reply.kind === 'array' ? Number(textOf(reply.items[1] ?? { kind: 'nil' })) : 0
  }

  async #must(id: NodeId, ...words: string[]): Promise<void> {
    const reply = await this.call(id, ...words)
    if (reply.kind === 'error') throw new Error(`${id}: ${words.join(' ')}: ${reply.text}`)
  }

  async #until(what: string, holds: (id: NodeId) => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const all = await Promise.all(LAYOUT.map(({ id }) => holds(id)))
      if (all.every(Boolean)) return
      await sleep(PAUSE)
    }
    throw new Error(`waited in vain until ${what}`)
  }

  /** Learns how a primary hashes these names, by a set in a slot of its own. */
  async learn(id: NodeId, tag: string, names: readonly Bytes[]): Promise<Record<string, number>> {
    const padded = new Set(names)
    for (let i = 0; padded.size <= 2 ** (HASH_BITS - 1); i++) padded.add(`pad:${i}`)
    const key = `{${tag}}:learn`
    const low = await learnNames(this.server(id).client, key, [...padded], HASH_BITS)
    return Object.fromEntries(names.map((name) => [name, low.get(name) ?? 0]))
  }

  /** Lets the rehash of a node's keyspace come to its end: each look moves a bucket. */
  async settle(id: NodeId, tag: string): Promise<void> {
    await this.call(id, 'READONLY')
    for (let tries = 0; tries < TRIES; tries++) {
      const stats = textOf(await this.call(id, 'DEBUG', 'HTSTATS', '0'))
      const [keyspace = ''] = stats.split('[Expires HT]')
      if (!keyspace.includes('rehashing target')) return
      const looks = Array.from({ length: 64 }, () => ['EXISTS', `{${tag}}:nobody`])
      await this.server(id).client.send(looks)
    }
    throw new Error(`the rehash of ${id} does not end`)
  }

  /** Waits until a node believes that a slot is another's: it then sends clients there. */
  async hears(id: NodeId, slot: number, owner: NodeId): Promise<void> {
    const key = `{${tagOfSlot(slot)}}`
    for (let tries = 0; tries < TRIES; tries++) {
      const reply = await this.call(id, 'GET', key)
      if (reply.kind === 'error' && reply.text.endsWith(this.address(owner))) return
      await sleep(PAUSE)
    }
    throw new Error(`${id} does not hear of slot ${slot}`)
  }

  /** The replica of a primary that has just died takes its place. */
  async takeOver(id: NodeId): Promise<void> {
    await this.#must(id, 'CLUSTER', 'FAILOVER', 'TAKEOVER')
    for (let tries = 0; tries < TRIES; tries++) {
      if (textOf(await this.call(id, 'INFO', 'replication')).includes('role:master')) return
      await sleep(PAUSE)
    }
    throw new Error(`${id} does not become a primary`)
  }
}

/** A tag whose slot a node of the layout has. */
export function tagIn(id: NodeId, nth = 0): string {
  const ranges = LAYOUT.find((node) => node.id === id)?.slots ?? []
  for (let i = nth; ; i++) {
    const tag = `${id}${i}`
    const slot = slotOf(tag)
    if (ranges.some(({ from, to }) => from <= slot && slot <= to)) return tag
  }
}
