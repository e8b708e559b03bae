import { m } from '../i18n/index.ts'
import { named, scans, scenario } from '../scenarios/compose.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

/** Keys of one bucket form a chain, and a call takes it whole. */
export const chains = lesson({
  id: 'chains',
  title: (t) => m.lessonChainsTitle({}, t),
  question: (t) => m.lessonChainsQuestion({}, t),
  moral: (t) => m.lessonChainsMoral({}, t),
  order: 'index',
  scenario: scenario(4, named({ fig: 0b0101, melon: 0b0010 }), [
    { type: 'add', keys: named({ plum: 0b1001 }) },
    { type: 'add', keys: named({ pear: 0b1101 }) },
    ...scans(4),
  ]),
  stops: [
    {
      at: 'start',
      say: (f, t) => m.lessonChainsAlone({ key: key('fig'), bucket: f.key('fig').bucket }, t),
      show: (f) => [f.key('fig').name],
    },
    {
      at: { command: 1 },
      say: (f, t) => m.lessonChainsSecond({ key: key('plum'), low: f.key('plum').low }, t),
      show: (f) => [f.key('plum').name, f.key('fig').name],
    },
    {
      at: { command: 2 },
      say: (_, t) => m.lessonChainsHead({ key: key('pear') }, t),
      show: (f) => [f.key('pear').name],
    },
    { at: { command: 2 }, say: (_, t) => m.lessonChainsScan({}, t) },
    {
      at: { call: 1 },
      say: (f, t) =>
        m.lessonChainsEmpty({ sent: f.sent, bucket: f.read[0] ?? 0, cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { call: 2 },
      say: (f, t) =>
        m.lessonChainsCall(
          { sent: f.sent, bucket: f.read[0] ?? 0, keys: keys(f.emitted, t), cursor: f.cursor },
          t,
        ),
    },
    { at: { call: 2 }, ask: 'keys', say: (f, t) => m.lessonChainsAsk({ cursor: f.cursor }, t) },
    {
      at: { call: 3 },
      say: (f, t) => m.lessonChainsWhole({ keys: keys(f.emitted, t) }, t),
      show: (f) => f.emitted.map((name) => f.key(name).name),
    },
    { at: { call: 3 }, say: (_, t) => m.lessonChainsUncut({}, t) },
    {
      at: 'end',
      say: (f, t) =>
        m.lessonChainsEnd({ calls: f.calls, cursor: f.cursor, keys: f.ledger.returned }, t),
    },
  ],
  outcome: { calls: 4, returned: 4, twice: [], missed: [], unread: [] },
})
