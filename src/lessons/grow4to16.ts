import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { familyOf } from './facts.ts'
import { lesson } from './lesson.ts'
import { numbers, path } from './words.ts'

/** Growing by any factor cuts cells in place. */
export const grow4to16 = lesson({
  id: 'grow4to16',
  title: (t) => m.lessonGrow16Title({}, t),
  question: (t) => m.lessonGrow16Question({}, t),
  moral: (t) => m.lessonGrow16Moral({}, t),
  order: 'scan',
  scenario: scenarios.grow4to16,
  stops: [
    {
      at: { call: 1 },
      say: (f, t) => {
        const [bucket = 0] = f.read
        return m.lessonGrow16First({ bucket, buckets: f.buckets, cursor: f.cursor }, t)
      },
    },
    {
      at: { command: 2 },
      say: (f, t) => m.lessonGrow16Grow({ buckets: f.target, parts: f.target / f.buckets }, t),
    },
    {
      at: { command: 3 },
      say: (f, t) => {
        const { read, buckets } = f.at({ call: 1 })
        const [old = 0] = read
        const parts = numbers(familyOf(old, buckets, f.buckets), t)
        return m.lessonGrow16Down({ old, buckets: parts }, t)
      },
      show: () => ['cursor'],
    },
    {
      at: { command: 3 },
      ask: 'bucket',
      say: (f, t) => m.lessonGrow16Ask({ cursor: f.cursor }, t),
    },
    {
      at: { call: 2 },
      say: (f, t) => m.lessonGrow16Next({ bucket: f.read[0] ?? 0, cursor: f.cursor }, t),
    },
    {
      at: { call: 5 },
      say: (f, t) => {
        const read = f.ledger.calls.slice(1)
        const order = path(read.flatMap(({ reads }) => reads.map(({ bucket }) => bucket)))
        return m.lessonGrow16Family({ order, old: f.at({ call: 1 }).cursor }, t)
      },
    },
    {
      at: 'end',
      say: (f, t) => m.lessonGrow16End({ calls: f.calls, keys: f.ledger.returned }, t),
    },
  ],
  outcome: { calls: 13, returned: 4, twice: [], missed: [], unread: [] },
})
