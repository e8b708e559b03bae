import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { lesson } from './lesson.ts'
import { keys } from './words.ts'

/** After a shrink the cursor may stand inside a cell. */
export const shrink8to4 = lesson({
  id: 'shrink8to4',
  title: (t) => m.lessonShrink8Title({}, t),
  question: (t) => m.lessonShrink8Question({}, t),
  moral: (t) => m.lessonShrink8Moral({}, t),
  order: 'scan',
  scenario: scenarios.shrink8to4,
  stops: [
    {
      at: { call: 1 },
      say: (f, t) => {
        const [bucket = 0] = f.read
        return m.lessonShrink8First({ bucket, buckets: f.buckets, cursor: f.cursor }, t)
      },
    },
    { at: { command: 2 }, say: (f, t) => m.lessonShrink8Fuse({ buckets: f.target }, t) },
    {
      at: { command: 3 },
      say: (f, t) => m.lessonShrink8Inside({ bucket: f.cursor % f.buckets }, t),
      show: () => ['cursor'],
    },
    { at: { command: 3 }, say: (_, t) => m.lessonShrink8Whole({}, t) },
    { at: { command: 3 }, ask: 'twice', say: (_, t) => m.lessonShrink8Ask({}, t) },
    {
      at: { call: 2 },
      say: (f, t) =>
        m.lessonShrink8Again({ keys: keys(f.emitted, t), twice: keys(f.ledger.twice, t) }, t),
      show: (f) => f.ledger.twice.map((name) => f.key(name).name),
    },
    { at: { call: 3 }, say: (f, t) => m.lessonShrink8On({ keys: keys(f.emitted, t) }, t) },
    {
      at: 'end',
      say: (f, t) => m.lessonShrink8End({ owed: f.ledger.owed, twice: keys(f.ledger.twice, t) }, t),
    },
  ],
  outcome: { calls: 5, returned: 4, twice: ['fig'], missed: [], unread: [] },
})
