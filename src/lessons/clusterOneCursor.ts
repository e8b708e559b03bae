import { m } from '../i18n/index.ts'
import { clusterScenarios } from '../scenarios/cluster.ts'
import { clusterStop } from './clusterFacts.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** One cursor for all nodes: nothing happens, and still keys are missed. */
export const clusterOneCursor = lesson({
  id: 'clusterOneCursor',
  title: (t) => m.lessonClOneTitle({}, t),
  question: (t) => m.lessonClOneQuestion({}, t),
  moral: (t) => m.lessonClOneMoral({}, t),
  order: 'scan',
  scenario: clusterScenarios.oneCursor,
  stops: [
    clusterStop({
      at: 'start',
      say: (c, t) => m.lessonClOneStart({ nodes: keys(c.nodes, t) }, t),
    }),
    clusterStop({
      at: { call: 1 },
      say: (c, t) => m.lessonClOneFirst({ node: c.node, cursor: key(c.cursor) }, t),
      show: (c) => [`cursor ${c.node}`],
    }),
    clusterStop({
      at: { call: 3 },
      say: (c, t) => {
        const cursors = keys(
          c.answers.map(({ cursor }) => cursor),
          t,
        )
        return m.lessonClOneDiffer({ cursors, kept: key(c.cursor) }, t)
      },
      show: (c) => c.nodes.map((node) => `cursor ${node}`),
    }),
    clusterStop({
      at: { call: 4 },
      say: (c, t) =>
        m.lessonClOneForeign({ node: c.node, cursor: key(c.sent), again: keys(c.again, t) }, t),
      show: (c) => c.chips(c.again),
    }),
    clusterStop({
      at: { call: 8 },
      say: (c, t) => m.lessonClOneGap({ node: c.node, missed: keys(c.missed, t) }, t),
      show: (c) => c.chips(c.missed),
    }),
    clusterStop({
      at: 'end',
      say: (c, t) =>
        m.lessonClOneEnd({ missed: keys(c.missed.toSorted(), t), twice: keys(c.twice, t) }, t),
      show: (c) => c.chips(c.missed),
    }),
  ],
  outcome: {
    calls: 9,
    returned: 35,
    twice: ['{b}1', '{b}3', '{c}2', '{f}1', '{f}2', '{k}3', '{o}1', '{o}2'],
    missed: ['{g}2'],
    unread: [],
  },
})
