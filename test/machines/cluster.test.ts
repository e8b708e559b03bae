import { describe, expect, it } from 'vitest'
import {
  forecast,
  handedOut,
  newest,
  runToEnd,
  snapshotCost,
  stillToCome,
  strategyIds,
  type SceneCommand,
  type SceneEvent,
} from '../../src/cluster/index.ts'
import { clusterMachine } from '../../src/machines/cluster.ts'
import { clusterScenarios } from '../../src/scenarios/cluster.ts'
import { record, stateAt } from '../../src/trace/index.ts'
import { nodesOf } from '../cluster/clusters.ts'
import { versionFor } from '../cluster/perils.ts'
import { Storyteller } from '../cluster/storyteller.ts'

const CALL: SceneCommand = { type: 'call' }
const kindsOf = (events: readonly SceneEvent[]) => events.map(({ kind }) => kind)

/** The node of each answer, in order. */
const askedBy = ({ scene }: Storyteller) =>
  newest(scene.client.exchanges)
    .toReversed()
    .map(({ node }) => node)

describe('a recorded cluster', () => {
  it.each(strategyIds)('runs the same way twice and is found again at each moment: %s', (id) => {
    const story = new Storyteller(id, { version: versionFor(id) }).toEnd()
    const commands = new Array<SceneCommand>(story.scene.client.exchanges.length).fill(CALL)
    const trace = record(clusterMachine, { config: story.config, commands })
    expect(trace.steps.flatMap(({ events }) => events)).toEqual(story.events)
    expect(trace.last).toEqual(story.scene)
    const half = trace.steps[commands.length >> 1]?.start ?? 0
    expect(stateAt(trace, half).client.status).toBe('running')
    expect(clusterMachine.goesOn(stateAt(trace, half))).toEqual(CALL)
    expect(clusterMachine.goesOn(trace.last)).toBeNull()
  })

  it('tells each call as sent, worked and received, and the end with the last page', () => {
    const story = new Storyteller('perNode', {}, { count: 200 })
    expect(kindsOf(story.do(CALL).events)).toEqual([
      'client.began',
      'client.sent',
      'server.worked',
      'client.received',
      'client.looked',
    ])
    story.do(CALL, CALL)
    expect(kindsOf(story.events).at(-1)).toBe('client.stopped')
  })

  it('has several requests under way at a time in parallel, one answered by each call', () => {
    const story = new Storyteller('parallel').do(CALL)
    expect(story.scene.client.inFlight.map(({ node }) => node)).toEqual(['B', 'C'])
    story.do(CALL)
    expect(story.scene.client.inFlight.map(({ node }) => node)).toEqual(['C', 'A'])
  })

  it('does nothing more once the scan is over, until it is to begin again', () => {
    const story = new Storyteller('perNode').toEnd()
    const { scene } = story
    expect(story.do(CALL).scene).toEqual(scene)
    expect(story.events.at(-1)).toEqual({ kind: 'client.rests' })
    story.do({ type: 'restartScan' })
    expect(story.scene.client.status).toBe('idle')
    expect(story.toEnd().scene.ledger).toMatchObject({ owed: 90, kept: 90, missed: [] })
  })
})

describe('what the client is told to do:', () => {
  it('gives up after so many retries, and its keys are missed because it stopped', () => {
    const story = new Storyteller('perNode', {}, { retries: 2 })
    story.do({ type: 'networkError', node: 'B', calls: 9 }).toEnd()
    expect(story.scene.client.stop).toEqual({ why: 'gaveUp', node: 'B', attempts: 3 })
    expect(story.missReasons).toEqual(['stopped'])
  })

  it('waits twice as long each time', () => {
    const story = new Storyteller('perNode', {}, { backoff: 20, retries: 3 })
    story.do({ type: 'networkError', node: 'A', calls: 3 }).toEnd()
    const waits = story.events.flatMap((event) =>
      event.kind === 'client.retries' ? [event.waitMs] : [],
    )
    expect(waits).toEqual([20, 40, 80])
    expect(story.missed).toEqual([])
    expect(story.scene.client.now).toBeGreaterThan(140)
  })

  it('hands out each key once if it removes duplicates', () => {
    const asked = { nodes: nodesOf(true) }
    const plain = new Storyteller('replicasToo', asked).toEnd().scene
    const once = new Storyteller('replicasToo', asked, { dedupe: true }).toEnd().scene
    expect([handedOut(plain), handedOut(once)]).toEqual([180, 90])
  })

  it('asks the node with the least work done first if it balances', () => {
    const keys = Array.from({ length: 60 }, (_, nth) => `{b}${nth}`)
    const [before, after] = [false, true].map((balanced) =>
      askedBy(new Storyteller('parallel', { keys }, { balanced, inFlight: 1 }).toEnd()),
    )
    // Node A has all the keys: by turns it comes first, by load the others do.
    expect(before?.slice(0, 3)).toEqual(['A', 'A', 'A'])
    expect(after?.slice(0, 3)).toEqual(['A', 'B', 'C'])
  })

  it('begins again at a replacement, and then misses nothing', () => {
    const cluster = { nodes: nodesOf(true) }
    const misses = [false, true].map((restart) => {
      const story = new Storyteller('perNode', cluster, { count: 3, restart }).do(CALL, CALL, CALL)
      story.do({ type: 'failover', node: 'A', lost: 0, how: 'crash' }).toEnd()
      return story.missed.length > 0
    })
    expect(misses).toEqual([true, false])
  })
})

describe('a scan that cannot go on says why:', () => {
  it('a slot of nobody', () => {
    for (const strategy of ['slotBitmap', 'perSlot'] as const) {
      const story = new Storyteller(strategy, { version: versionFor(strategy) })
      story.do({ type: 'unassign', slot: 0 }).toEnd()
      expect(story.scene.client.stop).toEqual({ why: 'uncovered', slot: 0 })
    }
  })

  it('a command that the server does not know', () => {
    const story = new Storyteller('clusterScan', { version: 'redis-7.4' }).toEnd()
    expect(story.scene.client.stop).toMatchObject({ why: 'refused', node: 'A' })
  })

  it('a number of a node that is no more', () => {
    const story = new Storyteller('proxyCursor', {}, { count: 5 })
    story.until(({ client }) => client.scans.has('C'))
    story.do({ type: 'removeNode', node: 'A' }).toEnd()
    expect(story.scene.client.stop).toEqual({ why: 'badIndex', index: 2, nodes: 2 })
  })
})

describe('the books', () => {
  it('owe what was there at the first call and stayed', () => {
    const story = new Storyteller('perNode').do(CALL)
    const due = stillToCome(story.scene.ledger)
    const waiting = [...(story.scene.cluster.nodes[2]?.server.values.keys() ?? [])].slice(0, 4)
    for (const key of waiting) story.do({ type: 'write', words: ['DEL', key] })
    expect(stillToCome(story.scene.ledger)).toBe(due - 4)
    story.do({ type: 'write', words: ['SET', waiting[0] ?? '', 'again'] }).toEnd()
    expect(story.missed).toEqual([])
    expect(stillToCome(story.scene.ledger)).toBe(0)
  })

  it('foresee what will be missed and doubled', () => {
    for (const id of ['finishedNode', 'comesTwice', 'otherSeed', 'bitmapHole'] as const) {
      const { config, commands } = clusterScenarios[id]
      const trace = record(clusterMachine, { config, commands })
      const at = commands.findIndex(({ type }, nth) => nth > 0 && type !== 'call')
      const scene = stateAt(trace, trace.steps[at + 1]?.start ?? 0)
      const seen = forecast(scene, config)
      expect(seen.missed).toEqual(trace.last.ledger.missed)
      expect(seen.calls).toBe(commands.length - at - 1)
      const all = newest(trace.last.ledger.doubled)
      expect(seen.doubled).toEqual(all.slice(0, all.length - scene.ledger.doubled.length))
    }
  })

  it('look no further ahead than they are asked to', () => {
    const { scene, config } = new Storyteller('perNode')
    expect(forecast(scene, config, 3)).toEqual({ missed: [], doubled: [], calls: null })
    expect(forecast(scene, config).calls).toBe(10)
  })

  it('say what a snapshot would cost: all nodes stand still for the fullest one', () => {
    const { scene } = new Storyteller('perNode')
    const one = new Storyteller('perNode', { keys: { prefix: 'k', count: 900 } }).scene
    expect(snapshotCost(scene)).toMatchObject({ nodes: 3, keys: 90 })
    expect(snapshotCost(one).stopMs).toBeGreaterThan(snapshotCost(scene).stopMs)
  })
})

describe('a run in the background', () => {
  const { config, commands } = clusterScenarios.finishedNode

  it('comes to the same end as the recorded one, and tells how far it is', async () => {
    const told: number[] = []
    const scene = await runToEnd(
      { config, commands: commands.slice(0, 5) },
      ({ calls }) => told.push(calls),
      () => false,
    )
    const { last } = record(clusterMachine, { config, commands })
    expect(scene?.ledger.missed).toEqual(last.ledger.missed)
    expect(scene?.client.exchanges).toEqual(last.client.exchanges)
    expect(told[0]).toBe(0)
  })

  it('ends without a result when it is cancelled', async () => {
    expect(
      await runToEnd(
        { config, commands },
        () => undefined,
        () => true,
      ),
    ).toBeNull()
  })
})
