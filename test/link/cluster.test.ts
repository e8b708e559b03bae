import { beforeAll, describe, expect, it } from 'vitest'
import { strategyIds } from '../../src/cluster/index.ts'
import { readFragment, readWork, writeFile, writeFragment } from '../../src/link/index.ts'
import type { Work } from '../../src/link/work.ts'
import { clusterScenarioIds, clusterScenarios } from '../../src/scenarios/cluster.ts'
import {
  edit,
  historyOf,
  LIMITS,
  loadMachine,
  recordAny,
  reconfigure,
  restoreHistory,
  saveHistory,
  treeOf,
  type ClusterScenario,
} from '../../src/trace/index.ts'

beforeAll(() => loadMachine('cluster'))

/** The scenario with a branch of other events, and one under another strategy. */
function workOf(scenario: ClusterScenario): Work {
  const branched = edit(treeOf(scenario), 2, [
    { type: 'failover', node: 'A', lost: 1, how: 'crash' },
    { type: 'write', words: ['SET', '\xff\x00', 'v'] },
    { type: 'command', node: 'B', words: ['CLUSTER', 'INFO'] },
    { type: 'call' },
  ])
  const tree = reconfigure(branched, { strategy: 'slotBitmap' })
  return { story: 'cluster', place: { tree, moment: 7 } }
}

describe('a cluster in a link', () => {
  it.each(clusterScenarioIds)('%s comes back as it went in, with its branches', async (id) => {
    const work = workOf(clusterScenarios[id])
    const fragment = writeFragment(work)
    expect(fragment.length).toBeLessThan(LIMITS.linkCharacters / 8)
    expect(await readFragment(fragment)).toEqual({ ok: true, value: work })
  })

  it('comes back from a file and from the storage just so', async () => {
    const work = workOf(clusterScenarios.otherSeed)
    expect(await readWork(writeFile(work))).toEqual({ ok: true, value: work })
    const history = historyOf(work.place)
    const stored: unknown = JSON.parse(JSON.stringify(saveHistory(history)))
    expect(restoreHistory(stored)).toEqual({ ok: true, value: history })
  })

  it('that hands its client a cursor of another cluster, or none, is told and never breaks', async () => {
    const cursors = ['zzz-{06S}-32768', '18446744073709551616', '-1', '', '<b>', '0-{}-', '\u0000']
    const commands = cursors.flatMap((cursor) => [
      { type: 'startFrom', cursor, node: 'A' } as const,
      { type: 'call' } as const,
    ])
    for (const strategy of strategyIds) {
      const { config } = clusterScenarios.throughMoved
      const scenario = {
        ...clusterScenarios.throughMoved,
        config: { ...config, strategy },
        commands,
      }
      const work = workOf(scenario)
      expect(await readFragment(writeFragment(work))).toEqual({ ok: true, value: work })
      const trace = recordAny(scenario)
      const told = trace.steps.map(({ events: [first] }) => first?.kind)
      const wanted = strategy === 'clusterScan' ? 'client.resumed' : 'client.declined'
      expect(told[0], strategy).toBe(wanted)
      expect(told.filter((_, nth) => nth % 2 === 0).slice(1), strategy).toEqual(
        cursors.slice(1).map(() => 'client.declined'),
      )
    }
  })

  it('that asks for more than a page can keep is refused', async () => {
    const { config } = clusterScenarios.sixNodes
    const client = { ...config.client, count: 10_000 }
    const commands = Array.from({ length: 400 }, (_, nth) =>
      nth % 7 < 6 ? ({ type: 'call' } as const) : ({ type: 'restartScan' } as const),
    )
    const endless: ClusterScenario = {
      ...clusterScenarios.sixNodes,
      config: { ...config, client },
      commands,
    }
    const read = await readFragment(
      writeFragment({ story: null, place: { tree: treeOf(endless), moment: 0 } }),
    )
    expect(read).toEqual({ ok: false, fault: { why: 'endless', most: LIMITS.moments } })
  })
})
