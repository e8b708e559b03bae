import { m } from '../i18n/index.ts'
import { named, rehash, resize, scenario } from '../scenarios/compose.ts'
import { bits } from './facts.ts'
import { lesson } from './lesson.ts'
import { key } from './words.ts'

/** What a bucket and a mask are. */
export const buckets = lesson({
  id: 'buckets',
  title: (t) => m.lessonBucketsTitle({}, t),
  question: (t) => m.lessonBucketsQuestion({}, t),
  moral: (t) => m.lessonBucketsMoral({}, t),
  order: 'index',
  scenario: scenario(8, named({ apple: 0b1011_1101, fig: 0b0010_0100, plum: 0b1100_1011 }), [
    { type: 'add', keys: named({ melon: 0b0101_1110 }) },
    resize(16),
    rehash(8),
  ]),
  stops: [
    { at: 'start', say: (f, t) => m.lessonBucketsArray({ buckets: f.buckets }, t) },
    {
      at: 'start',
      say: (f, t) => m.lessonBucketsHash({ key: key('apple'), bits: f.key('apple').hash }, t),
      show: (f) => [f.key('apple').name],
    },
    {
      at: 'start',
      say: (f, t) => {
        const { low, bucket } = f.key('apple')
        return m.lessonBucketsLow({ key: key('apple'), count: low.length, low, bucket }, t)
      },
      show: (f) => [f.key('apple').name, `cell ${f.buckets}:${f.key('apple').bucket}`],
    },
    {
      at: 'start',
      say: (f, t) => m.lessonBucketsMask({ mask: bits(f.buckets - 1, f.buckets) }, t),
      show: (f) => [f.key('apple').name],
    },
    {
      at: 'start',
      ask: 'home',
      say: (f, t) => {
        const { hash } = f.at({ command: 1 }).key('melon')
        return m.lessonBucketsAsk({ key: key('melon'), bits: hash }, t)
      },
    },
    {
      at: { command: 1 },
      say: (f, t) => {
        const { low, bucket } = f.key('melon')
        return m.lessonBucketsAdded({ key: key('melon'), low, bucket }, t)
      },
      show: (f) => [f.key('melon').name],
    },
    {
      at: { command: 2 },
      say: (f, t) =>
        m.lessonBucketsGrown({ buckets: f.target, mask: bits(f.target - 1, f.target) }, t),
    },
    {
      at: { command: 3 },
      say: (f, t) => {
        const { low, bucket } = f.key('apple')
        const old = f.at('start').key('apple').bucket
        const count = low.length
        return m.lessonBucketsMoved({ key: key('apple'), old, count, low, bucket }, t)
      },
      show: (f) => [f.key('apple').name],
    },
    {
      at: { command: 3 },
      say: (f, t) => {
        const { low, bucket } = f.key('fig')
        return m.lessonBucketsStays({ key: key('fig'), low, bucket }, t)
      },
      show: (f) => [f.key('fig').name],
    },
  ],
  outcome: {
    calls: 0,
    returned: 0,
    twice: [],
    missed: [],
    unread: [],
    buckets: { apple: 13, fig: 4, plum: 11, melon: 14 },
  },
})
