import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { familyOf } from './facts.ts'
import { lesson } from './lesson.ts'
import { key, numbers } from './words.ts'

/** Growing cuts cells in place. */
export const grow4to8 = lesson({
  id: 'grow4to8',
  title: (t) => m.lessonGrow8Title({}, t),
  question: (t) => m.lessonGrow8Question({}, t),
  moral: (t) => m.lessonGrow8Moral({}, t),
  order: 'scan',
  scenario: scenarios.grow4to8,
  stops: [
    {
      at: 'start',
      say: (f, t) => m.lessonGrow8Start({ keys: f.keys, buckets: f.buckets }, t),
    },
    {
      at: { call: 1 },
      say: (f, t) => m.lessonGrow8First({ bucket: f.read[0] ?? 0, cursor: f.cursor }, t),
    },
    { at: { command: 2 }, say: (f, t) => m.lessonGrow8Grow({ buckets: f.target }, t) },
    {
      at: { command: 3 },
      say: (f, t) => {
        const old = f.at('start').key('hazel').bucket
        const { bucket } = f.key('hazel')
        return m.lessonGrow8Down({ key: key('hazel'), old, bucket }, t)
      },
      show: (f) => [f.key('hazel').name],
    },
    {
      at: { command: 3 },
      say: (f, t) => m.lessonGrow8Line({ cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { command: 3 },
      say: (f, t) => {
        const old = f.at({ call: 1 })
        const halves = familyOf(old.read[0] ?? 0, old.buckets, f.buckets)
        return m.lessonGrow8Covered({ buckets: numbers(halves, t) }, t)
      },
      show: (f) =>
        familyOf(0, f.at('start').buckets, f.buckets).map((b) => `cell ${f.buckets}:${b}`),
    },
    { at: { command: 3 }, ask: 'bucket', say: (_, t) => m.lessonGrow8Ask({}, t) },
    { at: { call: 2 }, say: (f, t) => m.lessonGrow8Next({ bucket: f.read[0] ?? 0 }, t) },
    {
      at: 'end',
      say: (f, t) => m.lessonGrow8End({ calls: f.calls, keys: f.ledger.returned }, t),
    },
  ],
  outcome: { calls: 7, returned: 4, twice: [], missed: [], unread: [] },
})
