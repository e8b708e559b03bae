import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  forecast,
  newest,
  ownerOf,
  ownersOf,
  placeOfCursor,
  prospectOf,
  runScene,
  slotOf,
  strategies,
  strategyIds,
  tagOfSlot,
  wireOf,
  type Misfit,
  type SceneCommand,
  type StrategyId,
} from '../../src/cluster/index.ts'
import { fingerprintOf } from '../../src/cluster/seeds.ts'
import { nodesOf } from './clusters.ts'
import { versionFor } from './perils.ts'
import { Storyteller } from './storyteller.ts'

type From = SceneCommand & { readonly type: 'startFrom' }

const CALL: SceneCommand = { type: 'call' }

const from = (cursor: string, node?: string): From => ({
  type: 'startFrom',
  cursor,
  ...(node !== undefined && { node }),
})

/** All pages of a scan: which node returned which keys, in order. */
const pagesOf = ({ scene }: Storyteller) =>
  newest(scene.client.exchanges)
    .toReversed()
    .map(({ node, keys }) => ({ node, keys }))

const keysOf = (story: Storyteller) => pagesOf(story).flatMap(({ keys }) => keys)

/** What the client's user holds after so many calls: the cursor to be handed to another one. */
function heldBy(strategy: StrategyId, { scene }: Storyteller): From | null {
  const last = scene.client.exchanges.last
  if (last === null || last.answer.kind !== 'reply') return null
  const cursor = scene.client.scans.get(last.node)?.cursor ?? '0'
  switch (strategy) {
    case 'clusterScan':
    case 'perSlot':
    case 'randomNode':
    case 'oneCursor':
      return cursor === '0' ? null : from(cursor)
    case 'proxyCursor': {
      const index = scene.client.view.nodes.findIndex(({ id }) => id === last.node)
      const next = cursor === '0' ? ['', index + 1] : [cursor, index]
      return from(next[0] + String(next[1]).padStart(4, '0'))
    }
    default:
      return cursor === '0' ? null : from(cursor, last.node)
  }
}

interface Case {
  readonly strategy: StrategyId
  readonly version: 'redis-7.0' | 'redis-7.4' | 'valkey-9.1'
  readonly nodes: ReturnType<typeof nodesOf>
}

/** Clients that stand at one place at a time, so that the cursor says all of what is to come. */
const inTurn: readonly Case[] = [
  { strategy: 'perNode', version: 'redis-7.0', nodes: nodesOf() },
  { strategy: 'perNode', version: 'redis-7.4', nodes: nodesOf() },
  { strategy: 'routed', version: 'redis-7.0', nodes: nodesOf() },
  { strategy: 'replicasToo', version: 'redis-7.0', nodes: nodesOf(true) },
  { strategy: 'proxyCursor', version: 'redis-7.0', nodes: nodesOf() },
  { strategy: 'proxyCursor', version: 'redis-7.4', nodes: nodesOf() },
  { strategy: 'clusterScan', version: 'valkey-9.1', nodes: nodesOf() },
  { strategy: 'perSlot', version: 'redis-7.4', nodes: nodesOf() },
  // These hold only where there is one node.
  ...(['randomNode', 'oneCursor'] as const).map((strategy): Case => ({
    strategy,
    version: 'redis-7.0',
    nodes: [{ id: 'A', role: 'primary', of: null, slots: [{ from: 0, to: 16383 }] }],
  })),
]

/** Clients that stand on all nodes at once: a cursor speaks for one of them. */
const atOnce: readonly Case[] = (['parallel', 'frozenNodes'] as const).flatMap((strategy) =>
  (['redis-7.0', 'redis-7.4'] as const).map((version) => ({ strategy, version, nodes: nodesOf() })),
)

/** A story that went on for so many calls, and one that begins with the cursor which it held. */
function handedOn({ strategy, version, nodes }: Case, calls: number, seed: number) {
  const cluster = { version, nodes, seed, keys: { prefix: `k${seed}:`, count: 60 } }
  const story = new Storyteller(strategy, cluster, { count: 5 })
  for (let call = 0; call < calls && !story.isOver; call++) story.do(CALL)
  const held = story.isOver ? null : heldBy(strategy, story)
  if (held === null) return null
  const other = new Storyteller(strategy, cluster, { count: 5 }).do(held)
  expect(other.events.at(-1)?.kind).toBe('client.resumed')
  return { story, other, held }
}

const anyMoment = [fc.integer({ min: 1, max: 20 }), fc.nat(500)] as const
const RUNS = { numRuns: 25 }

describe('a cursor that the client handed out itself', () => {
  it.each(inTurn)('leads on to exactly the pages to come: $strategy, $version', (one) => {
    fc.assert(
      fc.property(...anyMoment, (calls, seed) => {
        const found = handedOn(one, calls, seed)
        if (found === null) return
        const { story, other } = found
        const done = pagesOf(story).length
        const rest = (pages: ReturnType<typeof pagesOf>) => pages.filter(({ keys }) => keys.length)
        expect(rest(pagesOf(other.toEnd()))).toEqual(rest(pagesOf(story.toEnd()).slice(done)))
        expect(other.scene.client.status).toBe('done')
      }),
      RUNS,
    )
  })

  it.each(atOnce)('saves what its node has returned, and no more: $strategy, $version', (one) => {
    fc.assert(
      fc.property(...anyMoment, (calls, seed) => {
        const found = handedOn(one, calls, seed)
        if (found === null) return
        const { story, other, held } = found
        const returned = pagesOf(story).filter(({ node }) => node === held.node)
        const all = keysOf(new Storyteller(one.strategy, story.config.cluster).toEnd())
        const saved = new Set(returned.flatMap(({ keys }) => keys))
        expect(keysOf(other.toEnd()).toSorted()).toEqual(
          all.filter((key) => !saved.has(key)).toSorted(),
        )
      }),
      RUNS,
    )
  })

  it.each([...inTurn, ...atOnce])(
    'and its books own up to the rest: $strategy, $version',
    (one) => {
      fc.assert(
        fc.property(...anyMoment, (calls, seed) => {
          const other = handedOn(one, calls, seed)?.other.toEnd()
          if (other === undefined) return
          const kinds = ['beforeStart', 'slotBeforeStart', 'nodeBeforeStart']
          expect(other.missReasons.filter((kind) => !kinds.includes(kind))).toEqual([])
          const { ledger } = other.scene
          expect(ledger.kept + (ledger.missed?.length ?? 0)).toBe(60)
        }),
        RUNS,
      )
    },
  )
})

/** What is said of a cursor before it is used. */
function prospect(strategy: StrategyId, { cursor, node }: From, before: readonly SceneCommand[]) {
  const { scene, config } = new Storyteller(strategy, { version: versionFor(strategy) }).do(
    ...before,
  )
  return prospectOf(scene, { cursor, node: node ?? null }, config.cluster)
}

/** B owns slots from 5461 on; `inSlot` is a place in the middle of a slot's table. */
const inSlot = (slot: number) => String(wireOf({ slot, local: 2n }))
const named = (slot: number, wire: string, fingerprint = 'x1') =>
  `${fingerprint}-{${tagOfSlot(slot)}}-${wire}`

interface Unfit {
  readonly misfit: Misfit
  readonly strategy: StrategyId
  readonly command: From
  readonly before: readonly SceneCommand[]
}

const unfit = (
  misfit: Misfit,
  strategy: StrategyId,
  command: From,
  ...before: readonly SceneCommand[]
): Unfit => ({ misfit, strategy, command, before })

const misfits = [
  unfit({ why: 'empty' }, 'perNode', from('', 'A')),
  unfit({ why: 'empty' }, 'clusterScan', from('')),
  unfit({ why: 'spaces' }, 'perNode', from(' 7', 'A')),
  unfit({ why: 'spaces' }, 'proxyCursor', from('70000 ')),
  unfit({ why: 'negative' }, 'parallel', from('-1', 'A')),
  unfit({ why: 'tooLarge' }, 'routed', from('18446744073709551616', 'A')),
  // A pasted log of digits is answered at once, too.
  unfit({ why: 'tooLarge' }, 'randomNode', from('9'.repeat(5_000_000))),
  unfit({ why: 'tooLarge' }, 'proxyCursor', from('184467440737095516160000')),
  unfit({ why: 'tooLarge' }, 'clusterScan', from(named(7, '99999999999999999999'))),
  unfit({ why: 'noNumber' }, 'frozenNodes', from('0x1F', 'A')),
  unfit({ why: 'noNumber' }, 'perSlot', from('007')),
  unfit({ why: 'noNumber' }, 'randomNode', from('18446744073709551616e3')),
  unfit({ why: 'noClusterCursor' }, 'clusterScan', from('12')),
  unfit({ why: 'noClusterCursor' }, 'clusterScan', from('x1-{}-0')),
  unfit({ why: 'noClusterCursor' }, 'clusterScan', from(`0-{${'a'.repeat(200)}}-0`)),
  unfit({ why: 'clusterCursor' }, 'perSlot', from(named(7, '0'))),
  unfit({ why: 'noCursors' }, 'slotBitmap', from('12', 'A')),
  unfit({ why: 'noNode' }, 'perNode', from('12')),
  unfit({ why: 'unknownNode', node: 'Z' }, 'perNode', from('12', 'Z')),
  unfit(
    { why: 'unknownNode', node: 'A' },
    'perNode',
    from('12', 'A'),
    { type: 'addNode', node: 'a', of: 'A' },
    { type: 'failover', node: 'A', lost: 0, how: 'crash' },
  ),
  unfit({ why: 'notAsked', node: 'a' }, 'perNode', from('12', 'a'), {
    type: 'addNode',
    node: 'a',
    of: 'A',
  }),
  unfit({ why: 'notAsked', node: 'D' }, 'routed', from('12', 'D'), {
    type: 'addNode',
    node: 'D',
    of: null,
  }),
  unfit({ why: 'unowned', slot: 7 }, 'perSlot', from(inSlot(7)), { type: 'unassign', slot: 7 }),
  unfit({ why: 'unowned', slot: 7 }, 'clusterScan', from(named(7, '0')), {
    type: 'unassign',
    slot: 7,
  }),
  unfit({ why: 'twoSlots', slot: 7, wire: 8 }, 'clusterScan', from(named(7, inSlot(8)))),
  unfit({ why: 'badIndex', index: 3, nodes: 3 }, 'proxyCursor', from('120003')),
]

describe('a cursor that does not fit', () => {
  it.each(misfits)('$misfit: $strategy', ({ misfit, strategy, command, before }) => {
    expect(prospect(strategy, command, before)).toEqual({ ok: false, misfit })
  })

  it.each(misfits)('is declined, and nothing is lost: $misfit', (one) => {
    const { misfit, strategy, command, before } = one
    const story = new Storyteller(strategy, { version: versionFor(strategy) }).do(...before, CALL)
    const { scene } = story
    story.do(command)
    expect(story.scene).toEqual(scene)
    expect(story.events.at(-1)).toEqual({
      kind: 'client.declined',
      handed: { cursor: command.cursor, node: command.node ?? null },
      misfit,
    })
  })

  it('since 7.4 names its slot, and whose that is', () => {
    for (const strategy of ['perNode', 'parallel', 'routed', 'frozenNodes'] as const) {
      const story = new Storyteller(strategy, { version: 'redis-7.4' })
      const ask = (cursor: string, node: string) =>
        prospectOf(story.scene, { cursor, node }, story.config.cluster)
      const other = { why: 'otherOwner', slot: 6000, node: 'A', owner: 'B' }
      expect(ask(inSlot(6000), 'A')).toEqual({ ok: false, misfit: other })
      expect(ask(inSlot(6000), 'B').ok).toBe(true)
      expect(ask('0', 'A').ok).toBe(true)
      story.do({ type: 'unassign', slot: 6000 })
      expect(ask(inSlot(6000), 'A')).toEqual({ ok: false, misfit: { why: 'unowned', slot: 6000 } })
    }
  })
})

describe('a cursor of elsewhere', () => {
  const slot = slotOf('t')
  const keys = Array.from({ length: 40 }, (_, nth) => `{t}${nth}`)
  const valkey = () => new Storyteller('clusterScan', { version: 'valkey-9.1', keys }, { count: 5 })
  const doubtOf = ({ scene, config }: Storyteller, { cursor, node }: From) => {
    const found = prospectOf(scene, { cursor, node: node ?? null }, config.cluster)
    return found.ok ? found.value.doubt : found.misfit
  }
  /** In the middle of the slot. */
  const half = String(wireOf({ slot, local: 1n }))

  it('begins its slot again if another cluster gave it to CLUSTERSCAN', () => {
    const story = valkey()
    const foreign = from(named(slot, half, 'zzz'))
    const owner = ownerOf(ownersOf(story.scene.cluster), slot)
    expect(doubtOf(story, foreign)).toEqual({
      kind: 'fingerprint',
      fingerprint: 'zzz',
      giver: null,
      owner,
      slot,
    })
    expect(story.do(foreign).toEnd().missed).toEqual([])
    expect(doubtOf(story, from(named(slot, '0', 'zzz')))).toBeNull()
  })

  it('goes on where it stood if the owner of the slot gave it to CLUSTERSCAN', () => {
    const story = valkey()
    const holder = story.scene.cluster.nodes.find(({ server }) => server.values.size > 0)
    const own = from(named(slot, half, holder && fingerprintOf(holder.hash, 'valkey-9.1')))
    expect(doubtOf(story, own)).toBeNull()
    story.do(own).toEnd()
    expect(story.missReasons).toEqual(['beforeStart'])
    expect(story.missed.length).toBeLessThan(keys.length)
  })

  it('is known as that of another node here, too', () => {
    const story = valkey()
    const owner = ownerOf(ownersOf(story.scene.cluster), slot)
    const giver = story.scene.cluster.nodes.find(({ id }) => id !== owner)
    const print = giver && fingerprintOf(giver.hash, 'valkey-9.1')
    expect(doubtOf(story, from(named(slot, half, print)))).toMatchObject({
      giver: giver?.id,
      owner,
    })
  })

  it('gives itself away by bits that no table here has', () => {
    const story = new Storyteller('perNode')
    const [node] = story.scene.cluster.nodes
    const size = node?.server.keyspace.tables[0].buckets.length ?? 0
    expect(doubtOf(story, from(String(size - 1), 'A'))).toBeNull()
    expect(doubtOf(story, from(String(size), 'A'))).toEqual({
      kind: 'largerTable',
      node: 'A',
      slot: null,
      exponent: Math.log2(size) + 1,
      largest: size,
    })
    const wide = from(String(wireOf({ slot, local: 4096n })))
    expect(doubtOf(new Storyteller('perSlot', { version: 'redis-7.4', keys }), wide)).toMatchObject(
      {
        slot,
        exponent: 13,
      },
    )
  })

  it('that a larger table gave costs no key: the same place is a bucket further left', () => {
    const story = new Storyteller('perNode', {}, { count: 1 })
    const place = (at: Storyteller) => at.scene.client.scans.get('A')?.cursor ?? '0'
    story.until(() => placeOfCursor(place(story), false) === 0.5)
    const half = new Storyteller('perNode').do(from(place(story), 'A')).toEnd()
    const wide = new Storyteller('perNode').do(from('1025', 'A')).toEnd()
    expect(half.missReasons).toEqual(['beforeStart'])
    expect(wide.missed).toEqual(half.missed)
  })
})

describe('a scan that began with a cursor', () => {
  it('takes no slot for scanned that it has passed over', () => {
    const story = new Storyteller('perNode').do(from('1', 'B')).toEnd()
    const { strategy, memory, view } = story.scene.client
    const { scanned } = strategies[strategy].progress(memory ?? {}, view)
    expect(scanned).toEqual([{ from: 10_923, to: 16_383 }])
    for (const [id, cursor] of [
      ['perSlot', inSlot(6000)],
      ['clusterScan', named(6000, inSlot(6000))],
    ] as const) {
      const { client } = new Storyteller(id, { version: versionFor(id) })
        .do(from(cursor))
        .toEnd().scene
      const progress = strategies[id].progress(client.memory ?? {}, client.view)
      expect(progress.scanned, id).toEqual([{ from: 6001, to: 16_383 }])
    }
  })

  it('begins anew from 0 when it is told to', () => {
    const story = new Storyteller('perNode').do(from('1', 'B'), CALL, { type: 'restartScan' })
    expect(story.scene.client.start).toBeNull()
    expect(story.toEnd().missed).toEqual([])
  })

  it('takes the place of one that is under way, with its calls in flight', () => {
    const story = new Storyteller('parallel').do(CALL, CALL, from('1', 'B'))
    expect(story.scene.client.inFlight).toEqual([])
    expect(story.scene.client.exchanges.length).toBe(0)
    expect(story.toEnd().scene.client.status).toBe('done')
  })
})

const anyCursor = fc.oneof(
  fc.constantFrom('0', '', '-1', ' 1', '00001', '18446744073709551615', '120002'),
  fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String),
  fc.nat(64).map(String),
  fc.record({ slot: fc.nat(16_383), local: fc.bigInt(0n, 64n) }).map((at) => String(wireOf(at))),
  fc.record({ slot: fc.nat(16_383), wire: fc.nat(70_000) }).map(({ slot, wire }) => {
    return named(slot, wire % 3 === 0 ? inSlot(slot) : String(wire))
  }),
)

const anyNode = fc.constantFrom('A', 'B', 'C', 'a', 'Z')

/** Cursors from elsewhere, calls, and what befalls a cluster meanwhile. */
const anyDeed: fc.Arbitrary<SceneCommand> = fc.oneof(
  fc.record({ type: fc.constant('startFrom' as const), cursor: anyCursor, node: anyNode }),
  anyCursor.map((cursor) => from(cursor)),
  fc.constantFrom<SceneCommand>(CALL, CALL, { type: 'restartScan' }, { type: 'rebalance' }),
  anyNode.map((node): SceneCommand => ({ type: 'failover', node, lost: 0, how: 'crash' })),
  anyNode.map((node): SceneCommand => ({ type: 'removeNode', node })),
  anyNode.map((to): SceneCommand => ({ type: 'migrate', slot: slotOf('k1'), to, how: 'atomic' })),
  fc.constantFrom<SceneCommand>({ type: 'unassign', slot: slotOf('k2') }),
)

it('whatever is handed over at whatever moment, a scene is made by its events and goes on', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...strategyIds),
      fc.constantFrom('redis-7.0', 'redis-7.4', 'valkey-9.1'),
      fc.array(anyDeed, { minLength: 1, maxLength: 12 }),
      (strategy, version, deeds) => {
        const keys = { prefix: 'k', count: 30 }
        const story = new Storyteller(strategy, { version, keys, nodes: nodesOf(true) })
        for (const deed of deeds) {
          const { after } = runScene(story.scene, deed, story.config)
          story.do(deed)
          expect(story.scene.cluster).toEqual(after.cluster)
          expect(story.scene.client).toEqual(after.client)
        }
        const foreseen = forecast(story.scene, story.config, 200).missed.map(({ key }) => key)
        expect(new Set(foreseen).size).toBe(foreseen.length)
        expect(foreseen.filter((key) => story.scene.ledger.returned.has(key))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})
