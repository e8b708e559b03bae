import { m } from '../i18n/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { lesson } from './lesson.ts'
import { key, keys, numbers } from './words.ts'

/** A plain counter reads again what it has read when the table grows. */
export const counterGrows = lesson({
  id: 'counterGrows',
  title: (t) => m.lessonCounterGrowsTitle({}, t),
  question: (t) => m.lessonCounterGrowsQuestion({}, t),
  moral: (t) => m.lessonCounterGrowsMoral({}, t),
  order: 'index',
  scenario: scenarios.naiveGrow,
  stops: [
    { at: 'start', say: (_, t) => m.lessonCounterGrowsIdea({}, t) },
    {
      at: { call: 1 },
      say: (f, t) =>
        m.lessonCounterGrowsFirst(
          { bucket: f.read[0] ?? 0, keys: keys(f.emitted, t), cursor: f.cursor },
          t,
        ),
    },
    {
      at: { call: 2 },
      say: (f, t) =>
        m.lessonCounterGrowsSecond({ bucket: f.read[0] ?? 0, keys: keys(f.emitted, t) }, t),
    },
    {
      at: { command: 3 },
      say: (f, t) => m.lessonCounterGrowsGrow({ from: f.buckets, buckets: f.target }, t),
    },
    {
      at: { command: 3 },
      figure: 'split',
      say: (f, t) => m.lessonCounterGrowsSplit({ from: f.buckets }, t),
    },
    {
      at: { command: 4 },
      say: (f, t) => {
        const old = f.at('start').key('fig').bucket
        const { bucket } = f.key('fig')
        return m.lessonCounterGrowsMoved({ key: key('fig'), old, bucket }, t)
      },
      show: (f) => [f.key('fig').name, 'cursor'],
    },
    {
      at: { call: 4 },
      ask: 'twice',
      say: (f, t) => m.lessonCounterGrowsAsk({ cursor: f.cursor }, t),
    },
    {
      at: { call: 5 },
      say: (f, t) => {
        const old = f.at({ call: 1 }).read[0] ?? 0
        const bucket = f.read[0] ?? 0
        return m.lessonCounterGrowsAgain({ keys: keys(f.emitted, t), bucket, old }, t)
      },
      show: (f) => f.emitted.map((name) => f.key(name).name),
    },
    {
      at: 'end',
      say: (f, t) => {
        const size = f.at('start').buckets
        const early = [...f.at({ call: 1 }).read, ...f.at({ call: 2 }).read]
        return m.lessonCounterGrowsEnd(
          {
            buckets: numbers(
              early.map((bucket) => bucket + size),
              t,
            ),
          },
          t,
        )
      },
    },
  ],
  outcome: { calls: 8, returned: 4, twice: ['fig'], missed: [], unread: [] },
})
