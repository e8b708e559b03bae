import { describe, expect, it, test } from 'vitest'
import { strategyIds, type SceneCommand } from '../../src/cluster/index.ts'
import { createAddress } from '../../src/app/address.ts'
import {
  clusterAt,
  clusterQuery,
  clusterWorkId,
  readyCluster,
  readyIn,
} from '../../src/app/cluster.ts'
import { fitted } from '../../src/app/fitted.ts'
import { createPlayer } from '../../src/app/player.ts'
import { linkTo } from '../../src/app/sharing.ts'
import { clusterScenarioIds, clusterScenarios } from '../../src/scenarios/cluster.ts'
import { isClusterTrace, loadMachine, recordAny } from '../../src/trace/index.ts'
import { createBrowser } from './browser.ts'
import { createShelf } from './shelf.ts'

await loadMachine('cluster')

const addressOf = (url: string) => createAddress(createBrowser(url).bar).getState()

const worldOf = (commands: readonly SceneCommand[]) =>
  commands.filter(({ type }) => type !== 'call')

describe('a script under another strategy', () => {
  const { config, commands } = clusterScenarios.finishedNode
  it.each(strategyIds)(
    'is fitted to %s: the world’s part stays, the scan comes to its end',
    (id) => {
      const other = { ...config, strategy: id }
      const next = fitted(other, commands)
      expect(worldOf(next)).toEqual(worldOf(commands))
      const trace = recordAny({ ...clusterScenarios.finishedNode, config: other, commands: next })
      if (!isClusterTrace(trace)) throw new Error('a cluster’s')
      expect(['done', 'failed']).toContain(trace.last.client.status)
      expect(trace.steps.flatMap(({ events }) => events.map(({ kind }) => kind))).not.toContain(
        'client.rests',
      )
    },
  )

  it('stays as it is under its own', () => {
    expect(fitted(config, commands)).toEqual(commands)
  })
})

test('every ready scenario under every strategy has a name that leads back to it', () => {
  const ids = new Set<string>()
  for (const scenario of clusterScenarioIds) {
    for (const strategy of strategyIds) {
      const ready = { scenario, strategy }
      const id = clusterWorkId(ready)
      expect(id).toMatch(/^\w{1,64}$/)
      expect(readyIn(id)).toEqual(ready)
      ids.add(id)
      const { scenario: named, strategy: client } = clusterQuery(id)
      expect(named).toBe(scenario)
      expect(client ?? clusterScenarios[scenario].config.strategy).toBe(strategy)
    }
  }
  expect(ids.size).toBe(clusterScenarioIds.length * strategyIds.length)
  expect(readyIn('grow4to8')).toBeNull()
  expect(readyIn('cluster_nobody')).toBeNull()
})

describe('an address', () => {
  it('without a name leads to the first scenario', async () => {
    const work = await clusterAt(addressOf('?screen=cluster'), createShelf())
    expect(work).toMatchObject({ id: 'cluster_finishedNode', notice: null })
  })

  it('names scenario, strategy and moment', async () => {
    const url = '?screen=cluster&scenario=otherSeed&strategy=slotBitmap&moment=7'
    const work = await clusterAt(addressOf(url), createShelf())
    expect(work.id).toBe('cluster_otherSeed_slotBitmap')
    expect(work.start?.moment).toBe(7)
    expect(work.scenario).toBe(readyCluster({ scenario: 'otherSeed', strategy: 'slotBitmap' }))
  })

  it('that names what is not there opens something else, and says all of it', async () => {
    const url = '?screen=cluster&scenario=nobody&strategy=magic&moment=99999&branch=7'
    const { notice, id } = await clusterAt(addressOf(url), createShelf())
    expect(id).toBe('cluster_finishedNode')
    expect(notice?.kind === 'link' && notice.report.unread.map(({ name }) => name)).toEqual([
      'scenario',
      'strategy',
      'branch',
      'moment',
    ])
  })

  it('with a damaged work says so, and opens the scenario that it names', async () => {
    const work = await clusterAt(
      addressOf('?screen=cluster&scenario=oneCursor#s=nonsense'),
      createShelf(),
    )
    expect(work.id).toBe('cluster_oneCursor')
    expect(work.notice?.kind === 'link' && work.notice.report.fault).not.toBeNull()
  })

  it('with the work of a single dict is refused with a reason', async () => {
    const dict = createPlayer({
      storage: createShelf(),
      id: 'own',
      scenario: {
        version: 1,
        machine: 'dict',
        config: {
          profile: 'redis-7.4',
          algorithm: 'dictScan2018',
          hash: { kind: 'given' },
          buckets: 4,
          keys: [],
          automatic: { grows: true, shrinks: true, steps: true },
        },
        commands: [{ type: 'scan' }],
      },
    }).getState()
    const place = { tree: dict.history.present.tree, moment: 0 }
    const link = await linkTo({ id: 'own', place, order: 'scan' })
    const url = `?screen=cluster&${link.slice(1)}`
    const { notice } = await clusterAt(addressOf(url), createShelf())
    expect(notice?.kind === 'link' && notice.report.fault).toMatchObject({ field: 'machine' })
  })
})

describe('a shared link', () => {
  it('names an untouched scenario, its strategy and the moment', async () => {
    const ready = { scenario: 'oneCursor', strategy: 'parallel' } as const
    const work = { id: clusterWorkId(ready), scenario: readyCluster(ready) }
    const { history } = createPlayer({ storage: createShelf(), ...work }).getState()
    const place = { tree: history.present.tree, moment: 5 }
    const link = await linkTo({ id: work.id, place, order: 'scan' })
    expect(link).toBe('?screen=cluster&scenario=oneCursor&strategy=parallel&moment=5')
  })

  it('packs what somebody made of it, and leads to the same moment', async () => {
    const ready = { scenario: 'finishedNode', strategy: 'perNode' } as const
    const player = createPlayer({
      storage: createShelf(),
      id: clusterWorkId(ready),
      scenario: readyCluster(ready),
    })
    player.getState().seek(6)
    player.getState().run([{ type: 'migrate', slot: 3300, to: 'B', how: 'atomic' }])
    const { history, moment, scenarioId, trace } = player.getState()
    const place = { tree: history.present.tree, moment }
    const link = await linkTo({ id: scenarioId, place, order: 'scan' })
    expect(link).toMatch(/^\?screen=cluster&scenario=finishedNode.*#s=/)
    const work = await clusterAt(addressOf(link), createShelf())
    const other = createPlayer({ storage: createShelf(), ...work }).getState()
    expect(other.moment).toBe(moment)
    expect(other.trace.last).toEqual(trace.last)
    expect(other.notice).toBeNull()
  })
})
