import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { lesson } from './lesson.ts'
import { key, path } from './words.ts'

/** The same step in two orders: a jump in memory, a walk on the ruler. */
export const ruler = lesson({
  id: 'ruler',
  title: (t) => m.lessonRulerTitle({}, t),
  question: (t) => m.lessonRulerQuestion({}, t),
  moral: (t) => m.lessonRulerMoral({}, t),
  order: 'index',
  scenario: scenarios.atRest,
  stops: [
    { at: 'start', say: (f, t) => m.lessonRulerStart({ buckets: f.buckets }, t) },
    {
      at: { call: 3 },
      say: (f, t) => {
        const order = path(f.ledger.calls.flatMap(({ reads }) => reads.map(({ bucket }) => bucket)))
        return m.lessonRulerScattered({ calls: f.calls, order }, t)
      },
    },
    { at: { call: 3 }, order: 'scan', say: (_, t) => m.lessonRulerSwitch({}, t) },
    { at: { call: 3 }, say: (_, t) => m.lessonRulerSolid({}, t), show: () => ['cursor'] },
    { at: { call: 3 }, say: (_, t) => m.lessonRulerBar({}, t) },
    {
      at: { call: 3 },
      say: (f, t) => {
        const { low, place } = f.key('apple')
        return m.lessonRulerPlace({ key: key('apple'), bits: low, place }, t)
      },
      show: (f) => [f.key('apple').name],
    },
    { at: { call: 3 }, ask: 'cursor', say: (f, t) => m.lessonRulerAsk({ cursor: f.cursor }, t) },
    {
      at: { call: 4 },
      say: (f, t) => m.lessonRulerWalk({ cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { call: 4 },
      order: 'index',
      say: (f, t) => m.lessonRulerBack({ from: f.sent, cursor: f.cursor }, t),
    },
    { at: 'end', order: 'scan', say: (_, t) => m.lessonRulerEnd({}, t) },
  ],
  outcome: { calls: 8, returned: 8, twice: [], missed: [], unread: [] },
})
