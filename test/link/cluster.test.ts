import { beforeAll, describe, expect, it } from 'vitest'
import { readFragment, readWork, writeFile, writeFragment } from '../../src/link/index.ts'
import type { Work } from '../../src/link/work.ts'
import { clusterScenarioIds, clusterScenarios } from '../../src/scenarios/cluster.ts'
import {
  edit,
  historyOf,
  LIMITS,
  loadMachine,
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
