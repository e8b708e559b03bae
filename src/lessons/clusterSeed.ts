import { m } from '../i18n/index.ts'
import { percent } from '../i18n/words.ts'
import { clusterScenarios } from '../scenarios/cluster.ts'
import { clusterStop } from './clusterFacts.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** A replica of another seed takes over in the middle of a node's scan. */
export const clusterSeed = lesson({
  id: 'clusterSeed',
  title: (t) => m.lessonClSeedTitle({}, t),
  question: (t) => m.lessonClSeedQuestion({}, t),
  moral: (t) => m.lessonClSeedMoral({}, t),
  order: 'scan',
  scenario: clusterScenarios.otherSeed,
  stops: [
    clusterStop({
      at: 'start',
      say: (c, t) => m.lessonClSeedStart({ replicas: keys(c.replicas, t) }, t),
    }),
    clusterStop({
      at: { call: 1 },
      say: (c, t) => {
        const share = percent(c.share(c.node), t.locale)
        return m.lessonClSeedHalf({ node: c.node, cursor: key(c.cursor), share }, t)
      },
      show: (c) => [`cursor ${c.node}`],
    }),
    clusterStop({
      at: { command: 2 },
      say: (c, t) => m.lessonClSeedDies({ from: c.heir.from, to: c.heir.to }, t),
    }),
    clusterStop({
      at: { call: 3, reaches: 'client.sent' },
      say: (c, t) => m.lessonClSeedSends({ to: c.heir.to, from: c.heir.from }, t),
    }),
    clusterStop({
      at: { call: 3 },
      say: (c, t) =>
        m.lessonClSeedAnswer({ to: c.node, cursor: key(c.sent), again: keys(c.again, t) }, t),
      show: (c) => c.chips(c.again),
    }),
    clusterStop({
      at: { call: 4 },
      say: (c, t) => m.lessonClSeedLeft({ to: c.node, missed: keys(c.missed.toSorted(), t) }, t),
      show: (c) => c.chips(c.missed),
    }),
    clusterStop({
      at: 'end',
      say: (c, t) =>
        m.lessonClSeedEnd({ missed: keys(c.missed.toSorted(), t), twice: keys(c.twice, t) }, t),
      show: (c) => c.chips(c.missed),
    }),
    clusterStop({ at: 'end', say: (_, t) => m.lessonClSeedQuarter({}, t) }),
    clusterStop({
      at: 'end',
      say: (_, t) => m.lessonClSeedTry({ seeds: m.clusterSeedsShared({}, t) }, t),
    }),
  ],
  outcome: {
    calls: 10,
    returned: 33,
    twice: ['{f}3', '{j}1', '{j}2'],
    missed: ['{b}1', '{j}3', '{n}2'],
    unread: [],
  },
})
