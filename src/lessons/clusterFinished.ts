import { m } from '../i18n/index.ts'
import { clusterScenarios } from '../scenarios/cluster.ts'
import { clusterStop } from './clusterFacts.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** A slot moves to a node that the client has finished. */
export const clusterFinished = lesson({
  id: 'clusterFinished',
  title: (t) => m.lessonClFinTitle({}, t),
  question: (t) => m.lessonClFinQuestion({}, t),
  moral: (t) => m.lessonClFinMoral({}, t),
  order: 'scan',
  scenario: clusterScenarios.finishedNode,
  stops: [
    clusterStop({
      at: 'start',
      say: (c, t) => m.lessonClFinStart({ nodes: keys(c.nodes, t), keys: c.keys }, t),
    }),
    clusterStop({
      at: { call: 1 },
      say: (c, t) => m.lessonClFinFirst({ node: c.node, cursor: key(c.cursor) }, t),
    }),
    clusterStop({ at: { call: 3 }, say: (c, t) => m.lessonClFinDone({ node: c.node }, t) }),
    clusterStop({
      at: { call: 4 },
      say: (c, t) => m.lessonClFinNext({ node: c.node, last: c.nodes.at(-1) ?? '' }, t),
    }),
    clusterStop({
      at: { command: 5, reaches: 'slots.owned' },
      say: (c, t) => {
        const { slot, from, to } = c.moved
        return m.lessonClFinMoves({ slot, from, to, keys: keys(c.moved.keys, t) }, t)
      },
      show: (c) => c.chips(c.moved.keys),
    }),
    clusterStop({
      at: { command: 5 },
      say: (c, t) => m.lessonClFinBehind({ node: c.moved.to }, t),
      show: (c) => c.chips(c.moved.keys),
    }),
    clusterStop({ at: { call: 5 }, say: (c, t) => m.lessonClFinSilent({ node: c.node }, t) }),
    clusterStop({
      at: 'end',
      say: (c, t) =>
        m.lessonClFinEnd({ returned: c.returned, missed: keys(c.missed.toSorted(), t) }, t),
      show: (c) => c.chips(c.missed),
    }),
    clusterStop({
      at: 'end',
      say: (_, t) => m.lessonClFinTry({ name: m.strategySlotBitmap({}, t) }, t),
    }),
  ],
  outcome: { calls: 8, returned: 33, twice: [], missed: ['{a}1', '{a}2', '{a}3'], unread: [] },
})
