import { m } from '../i18n/index.ts'
import { clusterScenarios } from '../scenarios/cluster.ts'
import { clusterStop } from './clusterFacts.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** Valkey's CLUSTERSCAN: a cursor that names its slot, and a slot that moves all the same. */
export const clusterScan = lesson({
  id: 'clusterScan',
  title: (t) => m.lessonClScanTitle({}, t),
  question: (t) => m.lessonClScanQuestion({}, t),
  moral: (t) => m.lessonClScanMoral({}, t),
  order: 'scan',
  scenario: clusterScenarios.throughMoved,
  stops: [
    clusterStop({ at: 'start', say: (_, t) => m.lessonClScanStart({}, t) }),
    clusterStop({
      at: { call: 1 },
      say: (c, t) => m.lessonClScanFirst({ cursor: key(c.cursor) }, t),
    }),
    clusterStop({
      at: { call: 2 },
      say: (c, t) => m.lessonClScanParts({ node: c.node, cursor: key(c.cursor) }, t),
      show: (c) => [`cursor ${c.node}`],
    }),
    clusterStop({
      at: { call: 4 },
      say: (c, t) => m.lessonClScanRange({ node: c.node, cursor: key(c.cursor) }, t),
    }),
    clusterStop({
      at: { command: 6 },
      say: (c, t) => {
        const { slot, from, to } = c.moved
        return m.lessonClScanMoves({ slot, from, to }, t)
      },
      show: (c) => c.chips(c.moved.keys),
    }),
    clusterStop({
      at: { call: 6, reaches: 'client.received' },
      say: (c, t) => m.lessonClScanMoved({ node: c.node }, t),
    }),
    clusterStop({
      at: { call: 7 },
      say: (c, t) => m.lessonClScanAgain({ node: c.node, again: keys(c.again, t) }, t),
      show: (c) => c.chips(c.again),
    }),
    clusterStop({
      at: 'end',
      say: (c, t) => m.lessonClScanEnd({ returned: c.returned, twice: keys(c.twice, t) }, t),
    }),
  ],
  outcome: { calls: 12, returned: 36, twice: ['{c}2', '{c}3'], missed: [], unread: [] },
})
