import { describe, expect, it } from 'vitest'
import { clusterScenarioIds, clusterScenarios } from '../../../src/scenarios/cluster.ts'
import { isClusterTrace, loadMachine, recordAny } from '../../../src/trace/index.ts'
import type { Rect } from '../../../src/view/scene.ts'
import { ledgerAt } from '../../../src/view/cluster/ledgerView.ts'
import { metricsAt } from '../../../src/view/cluster/metrics.ts'
import { pictureOfCluster } from '../../../src/view/cluster/pictureOf.ts'
import { chipMarksOf, marksOfCluster, sceneOfCluster } from '../../../src/view/cluster/scene.ts'
import { createClusterScenes } from '../../../src/view/cluster/scenes.ts'

await loadMachine('cluster')

const WINDOWS = [
  { width: 780, height: 480 },
  { width: 430, height: 380 },
  { width: 366, height: 360 },
]

function traceOf(id: (typeof clusterScenarioIds)[number]) {
  const trace = recordAny(clusterScenarios[id])
  if (!isClusterTrace(trace)) throw new Error('a cluster’s')
  return trace
}

/** Some moments of a trace, its first and its last among them. */
const momentsOf = (length: number) => [
  ...new Set(Array.from({ length: 9 }, (_, nth) => Math.round((nth * length) / 8))),
]

const right = ({ x, w }: Rect) => x + w
const bottom = ({ y, h }: Rect) => y + h

const cases = clusterScenarioIds.map((id) => [id] as const)

describe.each(cases)('the picture of %s', (id) => {
  const trace = traceOf(id)
  const moments = momentsOf(trace.length)

  it('has each key of a serving node once, under a number of its own', () => {
    for (const moment of moments) {
      const { nodes } = pictureOfCluster(trace, moment)
      const ids = nodes.flatMap(({ chips }) => chips.map((chip) => chip.id))
      expect(new Set(ids).size).toBe(ids.length)
      for (const node of nodes) if (node.heat === null) expect(node.chips.length).toBe(node.keys)
      for (const { heat, keys } of nodes) {
        if (heat !== null) expect(heat.counts.reduce((sum, count) => sum + count, 0)).toBe(keys)
      }
    }
  })

  it('fills the ruler with cells from end to end, and says nothing of it twice', () => {
    for (const moment of moments) {
      for (const { tables, covered, reached } of pictureOfCluster(trace, moment).nodes) {
        for (const { cells } of tables) {
          const inOrder = cells.toSorted((a, b) => a.from - b.from)
          inOrder.forEach(({ from }, nth) => {
            expect(from).toBeCloseTo(inOrder[nth - 1]?.to ?? 0, 9)
          })
          if (cells.length > 0) expect(inOrder.at(-1)?.to).toBeCloseTo(1, 9)
        }
        covered.forEach(([from, to], nth) => {
          expect(from).toBeLessThan(to)
          expect(to).toBeLessThanOrEqual(1)
          expect(from).toBeGreaterThanOrEqual(covered[nth - 1]?.[1] ?? 0)
        })
        if (reached !== null) expect(reached >= 0 && reached <= 1).toBe(true)
      }
    }
  })

  it('has every slot in the band once', () => {
    for (const moment of moments) {
      const { runs, scanned } = pictureOfCluster(trace, moment).band
      runs.forEach(({ from }, nth) => {
        expect(from).toBe(runs[nth - 1]?.to ?? 0)
      })
      expect(runs.at(-1)?.to).toBe(16_384)
      for (const [from, to] of scanned) expect(from < to && to <= 1).toBe(true)
    }
  })

  it('stands in lanes that do not touch, in every window', () => {
    for (const window of WINDOWS) {
      for (const moment of moments) {
        const picture = pictureOfCluster(trace, moment)
        const scene = sceneOfCluster(picture, window)
        scene.lanes.forEach((lane, nth) => {
          const above = scene.lanes[nth - 1]
          expect(lane.box.y).toBeGreaterThan(above === undefined ? 0 : bottom(above.box))
          for (const [, { rect }] of [...lane.cells, ...lane.chips]) {
            expect(rect.y).toBeGreaterThanOrEqual(lane.ruler.y)
            expect(bottom(rect)).toBeLessThanOrEqual(bottom(lane.box) + 0.01)
            expect(rect.x).toBeGreaterThanOrEqual(scene.gutter - 1)
            expect(right(rect)).toBeLessThanOrEqual(window.width)
          }
        })
        expect(scene.height).toBeGreaterThan(bottom(scene.lanes.at(-1)?.box ?? scene.band))
        const chips = chipMarksOf(scene)
        expect([...marksOfCluster(scene).keys()].filter((name) => name.startsWith('chip'))).toEqual(
          [...chips.keys()].map((chip) => `chip ${chip}`),
        )
      }
    }
  })

  it('shares what has not changed, and draws the same as from nothing', () => {
    const draw = createClusterScenes()
    const [window = { width: 1, height: 1 }] = WINDOWS
    for (const moment of moments) {
      const drawn = draw(trace, moment, window)
      const afresh = sceneOfCluster(pictureOfCluster(trace, moment), window)
      expect(marksOfCluster(drawn.scene)).toEqual(marksOfCluster(afresh))
      expect(draw(trace, moment, window)).toBe(drawn)
    }
  })

  it('has books and metrics that agree with the end of the scan', () => {
    const { ledger, client } = trace.last
    const books = ledgerAt(trace, trace.length)
    expect(books.missed).toBe(ledger.missed?.length)
    expect(books.twice).toBe(ledger.doubled.length)
    const counted = books.reasons.filter(({ kind }) => kind === 'missed')
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(books.missed)
    const metrics = metricsAt(trace, trace.length)
    expect(metrics.nodes.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(
      client.exchanges.length,
    )
    expect(metrics.samples.at(-1)?.at).toBe(client.now)
    const times = metrics.samples.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

it('foretells in the middle of a scan what is missed at its end', () => {
  const trace = traceOf('finishedNode')
  const { missed = null } = trace.last.ledger
  const moved = trace.steps.find(({ command }) => command.type === 'migrate')
  const end = (moved?.start ?? 0) + (moved?.events.length ?? 0)
  const told = ledgerAt(trace, end)
  expect(told.verdict).toBe('threatened')
  expect(told.missed).toBe(missed?.length)
  expect(ledgerAt(trace, moved?.start ?? 0).missed).toBe(0)
})
