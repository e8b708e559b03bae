import { createCluster } from '@redis/client'
import {
  clusterProfiles,
  type ClusterCommand,
  type ClusterVersion,
  type NodeId,
} from '../../../src/cluster/index.ts'
import { slotOf, tagOf, type Bytes, type Reply } from '../../../src/server/index.ts'
import { Dice } from '../dice.ts'
import { LAYOUT, RealCluster, tagIn } from './realCluster.ts'
import type { Likeness, Step, Transcript } from './transcript.ts'

const PRIMARIES: readonly NodeId[] = ['A', 'B', 'C']
const COUNT = 7

/** A client of a library, as an application has one: it finds the primaries by itself. */
async function openClient(cluster: RealCluster) {
  const client = createCluster({
    rootNodes: LAYOUT.map(({ id }) => ({ url: `redis://${cluster.address(id)}` })),
    RESP: 2,
    defaults: { disableClientInfo: true },
  })
  // A node that dies is part of the story.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

type LibraryClient = Awaited<ReturnType<typeof openClient>>

const page = (cursor: string, keys: readonly string[]): Reply => ({
  kind: 'array',
  items: [
    { kind: 'bulk', bytes: cursor },
    { kind: 'array', items: keys.map((bytes) => ({ kind: 'bulk', bytes })) },
  ],
})

const bulksIn = (reply: Reply): readonly Bytes[] =>
  reply.kind === 'array'
    ? reply.items.flatMap((one) => (one.kind === 'bulk' ? [one.bytes] : []))
    : []

const numbered = (count: number, prefix: string): readonly string[] =>
  Array.from({ length: count }, (_, nth) => `${prefix}${nth}`)

/** Tells a real cluster's story and takes down every word of it. */
class Teller {
  readonly steps: Step[] = []
  readonly alive = new Map<string, readonly Bytes[]>()
  readonly keys: Bytes[]
  readonly lows = new Map<NodeId, Readonly<Record<string, number>>>()
  readonly #cluster: RealCluster
  /** Its tables are those of slots: small, and never led to rest. */
  readonly #perSlot: boolean
  #client: LibraryClient | null = null
  /** Pages of this node are compared as sets from now on. */
  #promoted: NodeId | null = null
  #fresh = 0

  constructor(cluster: RealCluster, seed: number, version: ClusterVersion) {
    this.#cluster = cluster
    this.#perSlot = clusterProfiles[version].dictPerSlot
    const [tags, ends] = this.#perSlot ? [16, 40] : [40, 3]
    const tagged = numbered(tags, `t${seed}.`).flatMap((tag) =>
      numbered(ends, '').map((end) => `{${tag}}:${end}`),
    )
    this.keys = [...tagged, ...numbered(620 - (this.#perSlot ? 500 : 0), `k${seed}.`)]
  }

  /** All names that will ever be set: the bits of each are learned first. */
  get names(): readonly Bytes[] {
    return [...this.keys, ...numbered(400, 'new.')]
  }

  async ask(node: NodeId, ...words: string[]): Promise<Reply> {
    const reply = await this.#cluster.call(node, ...words)
    this.steps.push({ kind: 'asked', node, words, reply, alike: 'all', walk: null })
    return reply
  }

  happened(command: ClusterCommand): void {
    this.steps.push({ kind: 'happened', command })
  }

  async settle(node: NodeId): Promise<void> {
    if (this.#perSlot) return
    await this.#cluster.settle(node, tagIn(node.toUpperCase()))
    this.steps.push({ kind: 'settled', node })
  }

  async learn(node: NodeId): Promise<void> {
    this.lows.set(node, await this.#cluster.learn(node, tagIn(node.toUpperCase()), this.names))
  }

  async fill(): Promise<void> {
    const ownerOfKey = (key: Bytes) =>
      PRIMARIES.find((id) =>
        LAYOUT.some(
          (node) =>
            node.id === id &&
            node.slots.some(({ from, to }) => from <= slotOf(key) && slotOf(key) <= to),
        ),
      )
    for (const id of PRIMARIES) {
      const own = this.keys.filter((key) => ownerOfKey(key) === id)
      await this.#cluster.server(id).client.send(own.map((key) => ['SET', key, `v:${key}`]))
      await this.#cluster.call(id, 'WAIT', '1', '5000')
    }
  }

  async connect(): Promise<void> {
    this.disconnect()
    this.#client = await openClient(this.#cluster)
  }

  disconnect(): void {
    this.#client?.destroy()
    this.#client = null
  }

  /** One SCAN through the library, at the node that has this address now. */
  async scan(walk: string, node: NodeId, cursor: string): Promise<string> {
    const client = this.#client
    const address = this.#cluster.address(node)
    const known = client?.masters.find((one) => one.address === address)
    if (client === null || known === undefined) throw new Error(`the client knows no node ${node}`)
    const reply = await (await client.nodeClient(known)).scan(cursor, { COUNT: COUNT })
    const alike: Likeness = node === this.#promoted ? 'set' : 'all'
    const words = ['SCAN', cursor, 'COUNT', String(COUNT)]
    this.steps.push({
      kind: 'asked',
      node,
      words,
      reply: page(String(reply.cursor), reply.keys),
      alike,
      walk,
    })
    return String(reply.cursor)
  }

  /** Strategy a at one node: so many calls, or all that are left. */
  async scanNode(walk: string, node: NodeId, start = '0', calls = Infinity): Promise<string> {
    let cursor = start
    for (let call = 0; call < calls && !(call > 0 && cursor === '0'); call++) {
      cursor = await this.scan(walk, node, cursor)
    }
    return cursor
  }

  /** A scan begins; what is there now is there to its end. */
  async begin(walk: string): Promise<void> {
    const replies = await Promise.all(PRIMARIES.map((id) => this.#cluster.call(id, 'KEYS', '*')))
    this.alive.set(walk, replies.flatMap(bulksIn))
  }

  /** A slot moves key by key as redis-cli moves it, and clients ask for its keys on the way. */
  async migrate(slot: number, from: NodeId, to: NodeId): Promise<void> {
    const other = PRIMARIES.find((id) => id !== from && id !== to) ?? from
    const setSlot = (node: NodeId, ...words: string[]) =>
      this.ask(node, 'CLUSTER', 'SETSLOT', String(slot), ...words)
    await setSlot(to, 'IMPORTING', this.#cluster.name(from))
    await setSlot(from, 'MIGRATING', this.#cluster.name(to))
    const keys = await this.#keysIn(from, slot)
    const [first = ''] = keys
    await this.#take(from, to, [first])
    for (const key of keys.slice(0, 2)) {
      for (const node of [from, to]) await this.ask(node, 'GET', key)
      await this.ask(to, 'ASKING')
      await this.ask(to, 'GET', key)
    }
    await this.ask(from, 'EXISTS', ...keys)
    if (keys.length > 1) await this.#take(from, to, keys.slice(1))
    const name = this.#cluster.name(to)
    for (const node of [to, from, other]) await setSlot(node, 'NODE', name)
    for (const node of [from, to]) await this.ask(node, 'GET', first)
  }

  /** Opens a slot and takes one key over; false when this node does not own the slot any more. */
  async open(slot: number, from: NodeId, to: NodeId): Promise<boolean> {
    const words = ['CLUSTER', 'SETSLOT', String(slot)]
    const opened = await this.ask(from, ...words, 'MIGRATING', this.#cluster.name(to))
    if (opened.kind === 'error') return false
    await this.ask(to, ...words, 'IMPORTING', this.#cluster.name(from))
    const [first] = await this.#keysIn(from, slot)
    if (first !== undefined) await this.#take(from, to, [first])
    return true
  }

  /** Takes the rest of an open slot over and closes it. */
  async close(slot: number, from: NodeId, to: NodeId): Promise<void> {
    const keys = await this.#keysIn(from, slot)
    if (keys.length > 0) await this.#take(from, to, keys)
    for (const node of [to, from]) {
      await this.ask(node, 'CLUSTER', 'SETSLOT', String(slot), 'NODE', this.#cluster.name(to))
    }
    await this.#heard(slot, from, to)
  }

  async #keysIn(node: NodeId, slot: number): Promise<readonly Bytes[]> {
    const reply = await this.ask(node, 'CLUSTER', 'GETKEYSINSLOT', String(slot), '100')
    return bulksIn(reply)
  }

  #take(from: NodeId, to: NodeId, keys: readonly Bytes[]): Promise<Reply> {
    const port = String(this.#cluster.server(to).port)
    const target = ['MIGRATE', '127.0.0.1', port]
    const [first = ''] = keys
    return keys.length === 1
      ? this.ask(from, ...target, first, '0', '5000')
      : this.ask(from, ...target, '', '0', '5000', 'KEYS', ...keys)
  }

  /** Waits until the third primary has heard of a slot's new owner. */
  async #heard(slot: number, from: NodeId, to: NodeId): Promise<void> {
    const other = PRIMARIES.find((id) => id !== from && id !== to) ?? from
    await this.#cluster.hears(other, slot, to)
  }

  /** New keys at one node, until its table begins to grow and is half moved. */
  async grow(node: NodeId, count: number): Promise<void> {
    const ranges = LAYOUT.find(({ id }) => id === node)?.slots ?? []
    for (let set = 0; set < count; this.#fresh++) {
      const key = `new.${this.#fresh}`
      const slot = slotOf(key)
      if (!ranges.some(({ from, to }) => from <= slot && slot <= to)) continue
      await this.ask(node, 'SET', key, 'v')
      this.keys.push(key)
      set++
    }
  }

  keysOf(node: NodeId): readonly Bytes[] {
    const ranges = LAYOUT.find(({ id }) => id === node)?.slots ?? []
    return this.keys.filter((key) =>
      ranges.some(({ from, to }) => from <= slotOf(key) && slotOf(key) <= to),
    )
  }

  promote(node: NodeId): void {
    this.#promoted = node
  }
}

/** One node after the other; slots of C and of A change hands while B is scanned. */
async function slotsMove(teller: Teller): Promise<void> {
  await teller.begin('slots move')
  await teller.scanNode('slots move', 'A')
  const half = await teller.scanNode('slots move', 'B', '0', 12)
  await teller.migrate(
    slotOf(teller.keysOf('C').find((key) => key.startsWith('{')) ?? ''),
    'C',
    'A',
  )
  await teller.migrate(
    slotOf(teller.keysOf('A').find((key) => key.startsWith('{')) ?? ''),
    'A',
    'C',
  )
  await teller.scanNode('slots move', 'B', half)
  await teller.scanNode('slots move', 'C')
}

/** All nodes in parallel; B grows under the scan, and a slot leaves it for A. */
async function inParallel(teller: Teller): Promise<void> {
  const walk = 'in parallel'
  await teller.begin(walk)
  const cursors = new Map<NodeId, string>(['A', 'B', 'C'].map((id) => [id, '0']))
  for (let round = 0; cursors.size > 0; round++) {
    const asked = [...cursors]
    const next = await Promise.all(asked.map(([id, cursor]) => teller.scan(walk, id, cursor)))
    for (const [nth, [id]] of asked.entries()) {
      const cursor = next[nth] ?? '0'
      if (cursor === '0') cursors.delete(id)
      else cursors.set(id, cursor)
    }
    if (round === 4) await teller.grow('B', 40)
    if (round === 8)
      await teller.migrate(
        slotOf(teller.keysOf('B').findLast((key) => key.startsWith('{')) ?? ''),
        'B',
        'A',
      )
    if (round === 12) await teller.grow('A', 20)
  }
}

/** Any command that a client may send, with keys that may lie elsewhere. */
function anyWords(dice: Dice, keys: readonly Bytes[]): readonly string[] {
  const key = dice.pick(keys)
  const mates = keys.filter((other) => slotOf(other) === slotOf(key))
  const some = dice.chance(0.7) ? dice.some(mates, 3) : dice.some(keys, 3)
  const slot = String(slotOf(key))
  return dice.pick([
    ['GET', key],
    ['SET', key, 'w'],
    ['SET', key, 'w', 'EX', '1000'],
    ['APPEND', key, 'more'],
    ['DEL', ...some],
    ['EXISTS', ...some],
    ['EXPIRE', key, '1000'],
    ['PERSIST', key],
    ['TYPE', key],
    ['GET', 'k'],
    ['ASKING'],
    ['SCAN', String(dice.number(0, 1024)), 'COUNT', String(dice.number(1, 20))],
    ['SCAN', '0', 'COUNT', '30', 'TYPE', 'string', 'MATCH', '*1*'],
    ['SCAN', '0', 'COUNT', '9', 'MATCH', `{${tagOf(key)}}*`],
    ['SCAN', String(dice.number(0, 2 ** 20)), 'MATCH', key],
    ['CLUSTER', 'KEYSLOT', key],
    ['CLUSTER', 'COUNTKEYSINSLOT', slot],
    ['CLUSTER', 'GETKEYSINSLOT', slot, '10'],
    ['DBSIZE'],
    ['DEBUG', 'HTSTATS', '0'],
  ])
}

/** Random commands at all nodes while slots are open, move by parts and are closed again. */
async function anything(teller: Teller, dice: Dice, version: ClusterVersion): Promise<void> {
  const { dictPerSlot } = clusterProfiles[version]
  for (let turn = 0; turn < 8; turn++) {
    const [from = 'A', to = 'B'] = dice.pick([
      ['A', 'B'],
      ['B', 'C'],
      ['C', 'A'],
    ])
    const slot = slotOf(dice.pick(teller.keysOf(from).filter((key) => key.startsWith('{'))))
    if (!(await teller.open(slot, from, to))) continue
    for (let command = 0; command < 40; command++) {
      const words = anyWords(dice, teller.names.slice(0, 500))
      // Of many tables at once HTSTATS adds up what cannot be told apart.
      if (dictPerSlot && words[0] === 'DEBUG') continue
      await teller.ask(dice.pick(PRIMARIES), ...words)
    }
    await teller.close(slot, from, to)
  }
}

/** A dies in the middle of its scan; its replica has another seed. */
async function failsOver(teller: Teller, cluster: RealCluster): Promise<void> {
  const walk = 'fails over'
  await teller.begin(walk)
  const half = await teller.scanNode(walk, 'A', '0', 18)
  await cluster.call('A', 'WAIT', '1', '5000')
  for (const node of ['A', 'a']) await teller.settle(node)
  cluster.server('A').kill()
  await cluster.takeOver('a')
  teller.happened({ type: 'failover', node: 'A', lost: 0, how: 'crash' })
  await teller.learn('a')
  await teller.connect()
  teller.promote('a')
  await teller.scanNode(walk, 'a', half)
  for (const node of ['B', 'C']) await teller.scanNode(walk, node)
}

/** Plays the story of one seed on a real cluster. */
export async function play(
  path: string,
  seed: number,
  version: ClusterVersion = 'redis-7.0',
): Promise<Transcript> {
  const cluster = await RealCluster.start(path)
  try {
    const teller = new Teller(cluster, seed, version)
    for (const node of PRIMARIES) await teller.learn(node)
    await teller.fill()
    const keys = [...teller.keys]
    for (const { id } of LAYOUT) await teller.settle(id)
    if (!clusterProfiles[version].dictPerSlot) {
      for (const node of PRIMARIES) await teller.ask(node, 'DEBUG', 'HTSTATS', '0')
    }
    await teller.connect()
    try {
      await slotsMove(teller)
      await inParallel(teller)
      await anything(teller, new Dice(seed), version)
      await failsOver(teller, cluster)
    } finally {
      teller.disconnect()
    }
    const nodes = LAYOUT.map(({ id }) => {
      const low = teller.lows.get(id) ?? {}
      return [id, { address: cluster.address(id), name: cluster.name(id), low }] as const
    })
    return { version, keys, nodes: new Map(nodes), steps: teller.steps, alive: teller.alive }
  } finally {
    await cluster.stop()
  }
}
