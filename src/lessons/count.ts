import { m } from '../i18n/index.ts'
import type { ServerScenario } from '../trace/index.ts'
import type { Facts } from './facts.ts'
import { lesson } from './lesson.ts'
import { key, keys } from './words.ts'

const call = (line: string): ServerScenario['commands'][number] => ({
  type: 'call',
  words: line.split(' '),
})

const KEYS = ['user:26', 'page:26', 'cart:26', 'page:6', 'page:22', 'user:1']

/** They make the table grow and are gone before the lesson begins; the rehash ends meanwhile. */
const PASSING = Array.from({ length: 11 }, (_, index) => `old:${index}`)

const scenario: ServerScenario = {
  version: 1,
  machine: 'server',
  config: {
    profile: 'redis-7.4',
    hash: { kind: 'given' },
    options: {},
    now: 0,
    fill: [
      ...[...KEYS, ...PASSING].map((name) => call(`SET ${name} v`)),
      ...PASSING.map((name) => call(`DEL ${name}`)),
      ...KEYS.map((name) => call(`GET ${name}`)),
    ],
  },
  commands: [
    'SCAN 0 COUNT 1',
    'SCAN 26 COUNT 2',
    'SCAN 6 MATCH user:* COUNT 2',
    'SCAN 14 COUNT 100',
  ].map(call),
}

/** What the client writes with its n-th call. */
function lineOf(n: number): string {
  const command = scenario.commands[n - 1]
  return command?.type === 'call' ? command.words.join(' ') : ''
}

const countOf = (n: number): number => Number(lineOf(n).split(' ').at(-1))

/** The steps of dictScan that the n-th call made, at its end. */
const stepsOf = (facts: Facts, n: number) =>
  facts.ledger.calls.slice(n === 1 ? 0 : facts.at({ call: n - 1 }).calls)

const metBy = (facts: Facts, n: number) => stepsOf(facts, n).flatMap(({ emitted }) => emitted)

/** COUNT, empty replies with a cursor, and the budget of a call. */
export const count = lesson({
  id: 'count',
  title: (t) => m.lessonCountTitle({}, t),
  question: (t) => m.lessonCountQuestion({}, t),
  moral: (t) => m.lessonCountMoral({}, t),
  order: 'scan',
  scenario,
  stops: [
    {
      at: 'start',
      say: (f, t) => m.lessonCountStart({ buckets: f.buckets, keys: f.keys }, t),
    },
    { at: 'start', say: (_, t) => m.lessonCountMeans({ command: key(lineOf(1)) }, t) },
    {
      at: { call: 1 },
      say: (f, t) => m.lessonCountEmpty({ cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: { call: 1 },
      say: (f, t) => m.lessonCountBudget({ buckets: stepsOf(f, 1).length }, t),
      show: (f) =>
        stepsOf(f, 1).flatMap(({ reads }) =>
          reads.map(({ buckets, bucket }) => `cell ${buckets}:${bucket}`),
        ),
    },
    {
      at: { call: 1 },
      ask: 'keys',
      say: (_, t) => m.lessonCountAsk({ command: key(lineOf(2)) }, t),
    },
    {
      at: { call: 2 },
      say: (f, t) => {
        const came = metBy(f, 2).map((one) => one.key)
        return m.lessonCountChain({ keys: keys(came, t), count: countOf(2) }, t)
      },
      show: (f) => metBy(f, 2).map((one) => f.key(one.key).name),
    },
    {
      at: { call: 3 },
      say: (f, t) => {
        const met = metBy(f, 3).map((one) => one.key)
        return m.lessonCountFilter({ command: key(lineOf(3)), keys: keys(met, t) }, t)
      },
      show: (f) => metBy(f, 3).map((one) => f.key(one.key).name),
    },
    {
      at: { call: 3 },
      say: (f, t) => m.lessonCountAgain({ cursor: f.cursor }, t),
      show: () => ['cursor'],
    },
    {
      at: 'end',
      say: (f, t) => {
        const came = metBy(f, 4).map((one) => one.key)
        return m.lessonCountRest({ count: countOf(4), keys: keys(came, t), cursor: f.cursor }, t)
      },
    },
  ],
  outcome: { calls: 32, returned: 4, twice: [], missed: [], unread: [] },
})
