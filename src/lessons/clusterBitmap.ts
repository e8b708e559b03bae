import { m } from '../i18n/index.ts'
import { clusterScenarios } from '../scenarios/cluster.ts'
import { clusterStop } from './clusterFacts.ts'
import { lesson } from './lesson.ts'
import { keys } from './words.ts'

/** GLIDE's bitmap of slots, and what its look at the epoch does not see. */
export const clusterBitmap = lesson({
  id: 'clusterBitmap',
  title: (t) => m.lessonClMapTitle({}, t),
  question: (t) => m.lessonClMapQuestion({}, t),
  moral: (t) => m.lessonClMapMoral({}, t),
  order: 'scan',
  scenario: clusterScenarios.bitmapHole,
  stops: [
    clusterStop({ at: 'start', say: (_, t) => m.lessonClMapStart({}, t) }),
    clusterStop({ at: 'start', say: (_, t) => m.lessonClMapRule({}, t) }),
    clusterStop({
      at: { command: 1 },
      say: (c, t) => {
        const { slot, to } = c.moved
        return m.lessonClMapRaised({ slot, to, epoch: c.epoch(to) }, t)
      },
      show: (c) => c.chips(c.moved.keys),
    }),
    clusterStop({
      at: { call: 1 },
      say: (c, t) => m.lessonClMapNotes({ node: c.node, epoch: c.epoch(c.node) }, t),
    }),
    clusterStop({
      at: { call: 3 },
      say: (c, t) => m.lessonClMapWalks({ node: c.node }, t),
      show: (c) => [`cursor ${c.node}`],
    }),
    clusterStop({
      at: { command: 5 },
      say: (c, t) => {
        const { slot, from, to } = c.moved
        return m.lessonClMapMoves({ slot, from, to, keys: keys(c.moved.keys, t) }, t)
      },
      show: (c) => c.chips(c.moved.keys),
    }),
    clusterStop({
      at: { command: 5 },
      say: (c, t) => m.lessonClMapSame({ node: c.moved.to, epoch: c.epoch(c.moved.to) }, t),
    }),
    clusterStop({
      at: { call: 5 },
      say: (c, t) => m.lessonClMapMarked({ node: c.node, slot: c.moved.slot }, t),
    }),
    clusterStop({
      at: 'end',
      say: (c, t) => m.lessonClMapEnd({ missed: keys(c.missed.toSorted(), t) }, t),
      show: (c) => c.chips(c.missed),
    }),
  ],
  outcome: { calls: 14, returned: 33, twice: [], missed: ['{a}1', '{a}2', '{a}3'], unread: [] },
})
