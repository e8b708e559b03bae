import { m } from '../i18n/index.ts'
import { named, scans, scenario } from '../scenarios/compose.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** What SCAN promises of keys that come and go. */
export const edits = lesson({
  id: 'edits',
  title: (t) => m.lessonEditsTitle({}, t),
  question: (t) => m.lessonEditsQuestion({}, t),
  moral: (t) => m.lessonEditsMoral({}, t),
  order: 'scan',
  scenario: scenario(8, named({ fig: 0, apple: 1, grape: 2, elder: 6, date: 5 }), [
    ...scans(2),
    { type: 'add', keys: named({ quince: 8 }) },
    { type: 'add', keys: named({ melon: 7 }) },
    ...scans(2),
    { type: 'delete', keys: ['date'] },
    { type: 'delete', keys: ['fig'] },
    ...scans(4),
  ]),
  stops: [
    {
      at: { call: 1, reaches: 'scan.entered' },
      say: (f, t) => m.lessonEditsStart({ keys: f.keys }, t),
    },
    {
      at: { call: 2 },
      say: (f, t) => m.lessonEditsTwo({ calls: f.calls, keys: keys(f.came, t) }, t),
    },
    {
      at: { command: 3 },
      say: (f, t) => m.lessonEditsBehind({ key: key('quince'), bucket: f.key('quince').bucket }, t),
      show: (f) => [f.key('quince').name],
    },
    {
      at: { command: 4 },
      say: (f, t) => m.lessonEditsAhead({ key: key('melon'), bucket: f.key('melon').bucket }, t),
      show: (f) => [f.key('melon').name],
    },
    { at: { command: 7 }, say: (_, t) => m.lessonEditsGone({ key: key('date') }, t) },
    { at: { command: 8 }, say: (_, t) => m.lessonEditsLate({ key: key('fig') }, t) },
    { at: { call: 7 }, ask: 'keys', say: (f, t) => m.lessonEditsAsk({ cursor: f.cursor }, t) },
    {
      at: { call: 8, reaches: 'entry.emitted' },
      say: (f, t) => m.lessonEditsLast({ keys: keys(f.emitted, t), other: key('quince') }, t),
      show: (f) => [...f.emitted, 'quince'].map((name) => f.key(name).name),
    },
    { at: 'end', say: (f, t) => m.lessonEditsEnd({ owed: f.ledger.owed }, t) },
  ],
  outcome: { calls: 8, returned: 5, twice: [], missed: [], unread: [] },
})
