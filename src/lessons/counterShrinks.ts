import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** A plain counter loses keys when the table shrinks. */
export const counterShrinks = lesson({
  id: 'counterShrinks',
  title: (t) => m.lessonCounterShrinksTitle({}, t),
  question: (t) => m.lessonCounterShrinksQuestion({}, t),
  moral: (t) => m.lessonCounterShrinksMoral({}, t),
  order: 'index',
  scenario: scenarios.naiveShrink,
  stops: [
    {
      at: 'start',
      say: (f, t) => m.lessonCounterShrinksStart({ buckets: f.buckets, keys: f.keys }, t),
    },
    {
      at: { call: 3 },
      say: (f, t) => m.lessonCounterShrinksRead({ cursor: f.cursor, keys: keys(f.came, t) }, t),
    },
    {
      at: { command: 4 },
      figure: 'split',
      say: (f, t) => m.lessonCounterShrinksFold({ buckets: f.target }, t),
    },
    {
      at: { command: 5 },
      say: (f, t) => {
        const old = f.at('start').key('iris').bucket
        const { bucket } = f.key('iris')
        return m.lessonCounterShrinksMoved({ key: key('iris'), old, bucket }, t)
      },
      show: (f) => [f.key('iris').name],
    },
    {
      at: { command: 5 },
      ask: 'keys',
      say: (f, t) => m.lessonCounterShrinksAsk({ cursor: f.cursor }, t),
    },
    {
      at: { call: 4 },
      say: (f, t) => m.lessonCounterShrinksLast({ keys: keys(f.emitted, t), cursor: f.cursor }, t),
    },
    {
      at: 'end',
      say: (f, t) => m.lessonCounterShrinksLost({ keys: keys(f.ledger.missed, t) }, t),
      show: (f) => f.ledger.missed.map((name) => f.key(name).name),
    },
    { at: 'end', say: (_, t) => m.lessonCounterShrinksWorse({}, t) },
  ],
  outcome: { calls: 4, returned: 2, twice: [], missed: ['iris', 'date'], unread: [4, 6, 5] },
})
