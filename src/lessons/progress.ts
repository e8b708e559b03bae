import { m } from '../i18n/index.ts'
import { percent } from '../i18n/words.ts'
import { rehash, resize, scans, scenario } from '../scenarios/compose.ts'
import { bits, fraction } from './facts.ts'
import { lesson } from './lesson.ts'

const KEYS = Array.from({ length: 24 }, (_, index) => ({ key: `key:${index + 1}` }))

/** A cursor read backwards is the share that is done. */
export const progress = lesson({
  id: 'progress',
  title: (t) => m.lessonProgressTitle({}, t),
  question: (t) => m.lessonProgressQuestion({}, t),
  moral: (t) => m.lessonProgressMoral({}, t),
  order: 'scan',
  scenario: scenario(32, KEYS, [...scans(19), resize(64), rehash(32), ...scans(26)]),
  stops: [
    {
      at: { call: 19 },
      say: (f, t) => m.lessonProgressStart({ calls: f.calls, cursor: f.cursor }, t),
    },
    {
      at: { call: 19 },
      say: (f, t) => {
        const word = bits(f.cursor, f.buckets)
        const back = fraction(f.cursor, f.buckets)
        const done = percent(f.share, t.locale)
        return m.lessonProgressBits({ bits: word, back, percent: done }, t)
      },
    },
    {
      at: { call: 19 },
      say: (f, t) => m.lessonProgressRuler({ percent: percent(f.share, t.locale) }, t),
      show: () => ['cursor'],
    },
    {
      at: { call: 19 },
      say: (f, t) => m.lessonProgressKeys({ returned: f.ledger.returned, keys: f.keys }, t),
    },
    {
      at: { command: 21 },
      say: (f, t) => {
        const done = percent(f.share, t.locale)
        return m.lessonProgressGrown({ buckets: f.buckets, cursor: f.cursor, percent: done }, t)
      },
      show: () => ['cursor'],
    },
    {
      at: { command: 21 },
      ask: 'cursor',
      say: (f, t) => m.lessonProgressAsk({ cursor: f.cursor }, t),
    },
    {
      at: { call: 20 },
      say: (f, t) => {
        const done = percent(f.share, t.locale)
        return m.lessonProgressNext({ cursor: f.cursor, sent: f.sent, percent: done }, t)
      },
    },
    {
      at: { call: 29 },
      say: (f, t) => {
        const done = percent(f.share, t.locale)
        return m.lessonProgressSmall({ cursor: f.cursor, percent: done }, t)
      },
    },
    {
      at: 'end',
      say: (f, t) =>
        m.lessonProgressEnd({ cursor: f.cursor, calls: f.calls, keys: f.ledger.returned }, t),
    },
  ],
  outcome: { calls: 45, returned: 24, twice: [], missed: [], unread: [] },
})
