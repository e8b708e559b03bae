import { m } from '../i18n/index.ts'
import { named, scans, scenario } from '../scenarios/compose.ts'
import { bits, rulerOrder } from './facts.ts'
import { lesson } from './lesson.ts'
import { path } from './words.ts'

/** The reverse increment, and the orders that it gives. */
export const backwards = lesson({
  id: 'backwards',
  title: (t) => m.lessonBackwardsTitle({}, t),
  question: (t) => m.lessonBackwardsQuestion({}, t),
  moral: (t) => m.lessonBackwardsMoral({}, t),
  order: 'index',
  scenario: scenario(8, named({ fig: 0, iris: 4, grape: 2, elder: 6, apple: 1 }), scans(8)),
  stops: [
    { at: 'start', say: (f, t) => m.lessonBackwardsStart({ buckets: f.buckets }, t) },
    {
      at: { call: 1 },
      say: (f, t) => m.lessonBackwardsJump({ bucket: f.read[0] ?? 0, cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { call: 2, reaches: 'scan.entered' },
      say: (f, t) => {
        const word = bits(f.cursor, f.buckets)
        return m.lessonBackwardsSent({ cursor: f.cursor, count: word.length, bits: word }, t)
      },
    },
    {
      at: { call: 2, reaches: 'cursor.changed' },
      say: (_, t) => m.lessonBackwardsFill({}, t),
    },
    {
      at: { call: 2, reaches: 'cursor.changed', nth: 2 },
      say: (_, t) => m.lessonBackwardsMirror({}, t),
    },
    {
      at: { call: 2, reaches: 'cursor.changed', nth: 3 },
      say: (_, t) => m.lessonBackwardsAdd({}, t),
    },
    {
      at: { call: 2 },
      say: (f, t) => {
        const word = { before: bits(f.sent, f.buckets), after: bits(f.cursor, f.buckets) }
        return m.lessonBackwardsBack(word, t)
      },
    },
    {
      at: { call: 2 },
      ask: 'cursor',
      say: (f, t) => m.lessonBackwardsAsk({ bits: bits(f.cursor, f.buckets) }, t),
    },
    {
      at: { call: 3 },
      say: (f, t) => {
        const [before, after] = [bits(f.sent, f.buckets), bits(f.cursor, f.buckets)]
        return m.lessonBackwardsAnswer({ before, after, cursor: f.cursor }, t)
      },
    },
    {
      at: { call: 4 },
      say: (f, t) => {
        const [before, after] = [bits(f.sent, f.buckets), bits(f.cursor, f.buckets)]
        return m.lessonBackwardsCarry({ before, after, cursor: f.cursor }, t)
      },
    },
    {
      at: 'end',
      say: (f, t) =>
        m.lessonBackwardsEnd({ order: path(rulerOrder(f.buckets)), cursor: f.cursor }, t),
    },
    {
      at: 'end',
      figure: 'orders',
      say: (f, t) =>
        m.lessonBackwardsOrders(
          { half: f.buckets / 2, buckets: f.buckets, twice: f.buckets * 2 },
          t,
        ),
    },
  ],
  outcome: { calls: 8, returned: 5, twice: [], missed: [], unread: [] },
})
