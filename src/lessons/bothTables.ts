import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { bits } from './facts.ts'
import { lesson } from './lesson.ts'
import { keys } from './words.ts'

/** While a rehash is under way a call reads both tables. */
export const bothTables = lesson({
  id: 'bothTables',
  title: (t) => m.lessonBothTitle({}, t),
  question: (t) => m.lessonBothQuestion({}, t),
  moral: (t) => m.lessonBothMoral({}, t),
  order: 'scan',
  scenario: scenarios.rehashUnderWay,
  stops: [
    { at: 'start', say: (_, t) => m.lessonBothStart({}, t) },
    {
      at: { call: 1 },
      say: (f, t) =>
        m.lessonBothFirst(
          { bucket: f.read[0] ?? 0, keys: keys(f.emitted, t), cursor: f.cursor },
          t,
        ),
    },
    {
      at: { command: 2 },
      say: (f, t) => m.lessonBothTwo({ small: f.smaller, large: f.larger }, t),
    },
    {
      at: { command: 3 },
      say: (f, t) => m.lessonBothMoved({ index: f.rehashIndex }, t),
      show: () => ['rehash'],
    },
    { at: { command: 3 }, say: (_, t) => m.lessonBothEither({}, t) },
    {
      at: { command: 3 },
      ask: 'bucket',
      say: (f, t) => m.lessonBothAsk({ cursor: f.cursor }, t),
    },
    {
      at: { call: 2, reaches: 'bucket.read' },
      say: (f, t) => m.lessonBothSmall({ bucket: f.read.at(-1) ?? 0 }, t),
    },
    {
      at: { call: 2, reaches: 'bucket.read', nth: 2 },
      say: (f, t) => m.lessonBothLarge({ bucket: f.read.at(-1) ?? 0 }, t),
    },
    {
      at: { call: 2, reaches: 'bucket.read', nth: 3 },
      say: (f, t) => {
        const bucket = f.read.at(-1) ?? 0
        return m.lessonBothOther({ bucket, bits: bits(bucket, f.smaller) }, t)
      },
    },
    {
      at: { call: 2 },
      say: (f, t) => m.lessonBothNext({ keys: keys(f.emitted, t), cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { command: 5 },
      say: (_, t) => m.lessonBothMore({ keys: keys(['apple', 'date'], t) }, t),
      show: (f) => [f.key('apple').name, f.key('date').name],
    },
    {
      at: { call: 3 },
      say: (f, t) => m.lessonBothMet({ keys: keys(f.emitted, t) }, t),
      show: (f) => f.emitted.map((name) => f.key(name).name),
    },
    { at: 'end', say: (f, t) => m.lessonBothEnd({ keys: f.ledger.returned }, t) },
  ],
  outcome: { calls: 4, returned: 5, twice: [], missed: [], unread: [] },
})
