import { m } from '../i18n/index.ts'
import { algorithmName } from '../i18n/words.ts'
import { scenarios } from '../scenarios/index.ts'
import { familyOf } from './facts.ts'
import { lesson } from './lesson.ts'
import { keys, path } from './words.ts'

/** The rule of 2013 jumps over a bucket when the tables differ fourfold. */
export const lostBucket = lesson({
  id: 'lostBucket',
  title: (t) => m.lessonLostTitle({}, t),
  question: (t) => m.lessonLostQuestion({}, t),
  moral: (t) => m.lessonLostMoral({}, t),
  order: 'scan',
  scenario: scenarios.lostBucket,
  stops: [
    { at: 'start', say: (f, t) => m.lessonLostStart({ version: f.version }, t) },
    {
      at: { call: 5 },
      say: (f, t) => m.lessonLostFive({ calls: f.calls, cursor: f.cursor }, t),
    },
    { at: { command: 6 }, say: (f, t) => m.lessonLostShrink({ buckets: f.target }, t) },
    {
      at: { command: 6 },
      say: (f, t) => {
        const bucket = f.cursor % f.smaller
        const family = path(familyOf(bucket, f.smaller, f.larger))
        return m.lessonLostOwed({ bucket, family, cursor: f.cursor }, t)
      },
      show: (f) =>
        familyOf(f.cursor % f.smaller, f.smaller, f.larger).map((b) => `cell ${f.larger}:${b}`),
    },
    { at: { command: 6 }, ask: 'keys', say: (_, t) => m.lessonLostAsk({}, t) },
    {
      at: { call: 6, reaches: 'bucket.read', nth: 2 },
      say: (f, t) => m.lessonLostTen({ bucket: f.read.at(-1) ?? 0 }, t),
    },
    {
      at: { call: 6, reaches: 'cursor.changed' },
      say: (f, t) => {
        const before = f.read.at(-1) ?? 0
        const family = familyOf(before % f.smaller, f.smaller, f.larger)
        const expected = family[family.indexOf(before) + 1] ?? 0
        const after = f.at({ call: 6 }).read.at(-1) ?? 0
        return m.lessonLostJump({ before, after, expected }, t)
      },
      show: (f) => {
        const before = f.read.at(-1) ?? 0
        const family = familyOf(before % f.smaller, f.smaller, f.larger)
        return [`cell ${f.larger}:${family[family.indexOf(before) + 1] ?? 0}`]
      },
    },
    {
      at: { call: 6 },
      say: (f, t) =>
        m.lessonLostPast(
          { bucket: path(f.gaps), cursor: f.cursor, keys: keys(f.ledger.missed, t) },
          t,
        ),
      show: (f) => f.gaps.map((bucket) => `cell ${f.larger}:${bucket}`),
    },
    {
      at: 'end',
      say: (f, t) => m.lessonLostEnd({ keys: keys(f.ledger.missed, t) }, t),
      show: (f) => f.ledger.missed.map((name) => f.key(name).name),
    },
    {
      at: 'end',
      say: (_, t) => m.lessonLostTry({ name: algorithmName.dictScan2018(t.locale) }, t),
    },
  ],
  outcome: { calls: 8, returned: 2, twice: [], missed: ['fig', 'grape'], unread: [6] },
})
