import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { bits, familyOf } from './facts.ts'
import { lesson } from './lesson.ts'
import { keys, numbers, path } from './words.ts'

/** However deep the shrink, at most one cell is read again. */
export const shrink16to4 = lesson({
  id: 'shrink16to4',
  title: (t) => m.lessonShrink16Title({}, t),
  question: (t) => m.lessonShrink16Question({}, t),
  moral: (t) => m.lessonShrink16Moral({}, t),
  order: 'scan',
  scenario: scenarios.shrink16to4,
  stops: [
    {
      at: { call: 5 },
      say: (f, t) => {
        const order = path(f.ledger.calls.map(({ cursor }) => cursor))
        return m.lessonShrink16Five({ calls: f.calls, order, cursor: f.cursor }, t)
      },
    },
    {
      at: { command: 6 },
      say: (f, t) => m.lessonShrink16Fuse({ buckets: f.target, cells: f.buckets / f.target }, t),
    },
    {
      at: { command: 7 },
      ask: 'bucket',
      say: (f, t) => {
        const word = bits(f.cursor, f.at('start').buckets)
        const count = bits(f.cursor, f.buckets).length
        return m.lessonShrink16Ask({ cursor: f.cursor, bits: word, count }, t)
      },
    },
    {
      at: { call: 6 },
      say: (f, t) => {
        const [bucket = 0] = f.read
        const family = familyOf(bucket, f.buckets, f.at('start').buckets)
        return m.lessonShrink16Reads({ bucket, family: numbers(family, t) }, t)
      },
    },
    {
      at: { call: 6 },
      say: (f, t) => {
        const { twice } = f.ledger
        const fresh = f.emitted.filter((name) => !twice.includes(name))
        return m.lessonShrink16Twice({ twice: keys(twice, t), fresh: keys(fresh, t) }, t)
      },
      show: (f) => f.ledger.twice.map((name) => f.key(name).name),
    },
    {
      at: { call: 6 },
      say: (f, t) => m.lessonShrink16Bound({ cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: 'end',
      say: (f, t) =>
        m.lessonShrink16End({ owed: f.ledger.owed, twice: keys(f.ledger.twice, t) }, t),
    },
  ],
  outcome: { calls: 8, returned: 4, twice: ['elder'], missed: [], unread: [] },
})
