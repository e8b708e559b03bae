import { m } from '../i18n/index.ts'
import { named, rehash, resize, scans, scenario } from '../scenarios/compose.ts'
import { familyOf } from './facts.ts'
import { lesson } from './lesson.ts'
import { keys, path } from './words.ts'

/** The numbers of redis#4906: 32 buckets shrink to 8 with cursor 16. */
export const lostReported = lesson({
  id: 'lostReported',
  title: (t) => m.lessonReportedTitle({}, t),
  question: (t) => m.lessonReportedQuestion({}, t),
  moral: (t) => m.lessonReportedMoral({}, t),
  order: 'scan',
  scenario: scenario(
    32,
    named({ fig: 0, plum: 8, pear: 16, kiwi: 24, date: 13 }),
    [...scans(1), resize(8), ...scans(1), rehash(32), ...scans(7)],
    { profile: 'redis-4.0.9', algorithm: 'dictScan2013' },
  ),
  stops: [
    {
      at: 'start',
      say: (f, t) => m.lessonReportedStart({ buckets: f.buckets, version: f.version }, t),
    },
    {
      at: { call: 1 },
      say: (f, t) => m.lessonReportedFirst({ bucket: f.read[0] ?? 0, cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { command: 2 },
      say: (f, t) => {
        const bucket = f.cursor % f.smaller
        const family = path(familyOf(bucket, f.smaller, f.larger))
        return m.lessonReportedShrink({ buckets: f.target, bucket, family }, t)
      },
      show: (f) =>
        familyOf(f.cursor % f.smaller, f.smaller, f.larger).map((b) => `cell ${f.larger}:${b}`),
    },
    { at: { command: 2 }, ask: 'keys', say: (_, t) => m.lessonReportedAsk({}, t) },
    {
      at: { call: 2, reaches: 'cursor.changed' },
      say: (f, t) => {
        const before = f.read.at(-1) ?? 0
        const family = familyOf(before % f.smaller, f.smaller, f.larger)
        const expected = family[family.indexOf(before) + 1] ?? 0
        const after = f.at({ call: 2 }).read.at(-1) ?? 0
        return m.lessonReportedUp({ before, after, expected }, t)
      },
      show: (f) => f.at({ call: 2 }).gaps.map((bucket) => `cell ${f.larger}:${bucket}`),
    },
    {
      at: { call: 2 },
      say: (f, t) =>
        m.lessonReportedPast({ bucket: path(f.gaps), keys: keys(f.ledger.missed, t) }, t),
      show: (f) => f.gaps.map((bucket) => `cell ${f.larger}:${bucket}`),
    },
    {
      at: { command: 4 },
      say: (f, t) => m.lessonReportedBehind({ keys: keys(f.ledger.missed, t) }, t),
      show: (f) => f.ledger.missed.map((name) => f.key(name).name),
    },
    {
      at: 'end',
      say: (f, t) =>
        m.lessonReportedEnd(
          { calls: f.calls, returned: f.ledger.returned, owed: f.ledger.owed },
          t,
        ),
    },
  ],
  outcome: { calls: 9, returned: 4, twice: [], missed: ['plum'], unread: [8] },
})
