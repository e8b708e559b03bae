import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { locales } from '../../src/i18n/index.ts'
import { factsAt, lessons, momentOf, outcomeOf, type Lesson } from '../../src/lessons/index.ts'
import { isClusterTrace, loadMachine, recordAny } from '../../src/trace/index.ts'
import { pictureOfCluster } from '../../src/view/cluster/pictureOf.ts'
import { marksOfCluster, sceneOfCluster } from '../../src/view/cluster/scene.ts'
import { pictureOf } from '../../src/view/picture.ts'
import { questionAt } from '../../src/view/predict.ts'
import { root } from '../setup/install.mjs'

await loadMachine('server')
await loadMachine('cluster')

const all: readonly Lesson[] = lessons

/** Every stop of a lesson with its moment and its sentence. */
function stopsOf(lesson: Lesson, locale: 'en' | 'zh') {
  const trace = recordAny(lesson.scenario)
  return lesson.stops.map((stop) => {
    const moment = momentOf(trace, stop.at)
    const facts = factsAt(trace, moment)
    return { stop, moment, facts, trace, sentence: stop.say(facts, { locale }) }
  })
}

test('there are at least twelve lessons, each with a name of its own', () => {
  expect(all.length).toBeGreaterThanOrEqual(12)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const locale of locales) {
    expect(new Set(all.map(({ title }) => title({ locale }))).size).toBe(all.length)
  }
})

describe.each(all.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  it('comes to the outcome that it states', () => {
    expect(outcomeOf(recordAny(lesson.scenario))).toEqual(lesson.outcome)
  })

  it('needs at most 40 presses of Continue', () => {
    expect(lesson.stops.length).toBeGreaterThan(0)
    expect(lesson.stops.length + 1).toBeLessThanOrEqual(40)
  })

  it('has a question, a moral and a sentence at every stop, in every language', () => {
    for (const locale of locales) {
      const { title, question, moral } = lesson
      const sentences = stopsOf(lesson, locale).map(({ sentence }) => sentence)
      for (const text of [title, question, moral].map((say) => say({ locale })).concat(sentences)) {
        expect(text.trim()).not.toBe('')
        expect(text).not.toMatch(/undefined|NaN|null|\[object/)
      }
      expect(question({ locale })).toMatch(/[?？]$/)
      expect(new Set(sentences).size).toBe(sentences.length)
    }
  })

  it('says one sentence at a stop', () => {
    for (const { sentence } of stopsOf(lesson, 'en')) {
      expect(sentence.match(/[.?!…](?=\s|$)/g) ?? []).toHaveLength(1)
      expect(sentence.length).toBeLessThanOrEqual(180)
    }
    for (const { sentence } of stopsOf(lesson, 'zh')) {
      expect(sentence.match(/[。？！…]/g) ?? []).toHaveLength(1)
    }
  })

  it('goes forwards in time, and its last stop is the end', () => {
    const moments = stopsOf(lesson, 'en').map(({ moment }) => moment)
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(moments.at(-1)).toBe(recordAny(lesson.scenario).length)
  })

  it('points only at what is in the picture', () => {
    for (const { stop, moment, facts, trace } of stopsOf(lesson, 'en')) {
      if (isClusterTrace(trace)) {
        const scene = sceneOfCluster(pictureOfCluster(trace, moment), { width: 780, height: 480 })
        const there = [...marksOfCluster(scene).keys()]
        for (const name of stop.show?.(facts) ?? []) expect(there).toContain(name)
        continue
      }
      const picture = pictureOf(trace, moment)
      const there = new Set([
        'cursor',
        ...(picture.rehashIndex >= 0 ? ['rehash'] : []),
        ...picture.tables.flatMap(({ cells }) => cells.map(({ id }) => `cell ${id}`)),
        ...picture.chips.map(({ id }) => `chip ${id}`),
      ])
      for (const name of stop.show?.(facts) ?? []) expect(there).toContain(name)
    }
  })

  it('asks only what can be answered', () => {
    for (const { stop, moment, trace } of stopsOf(lesson, 'en')) {
      if (stop.ask === undefined) continue
      const question = questionAt(trace, moment, stop.ask)
      expect(question).not.toBeNull()
      const names = question?.options.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining([...(question?.right ?? [])]))
    }
  })
})

test('most lessons ask for a prediction', () => {
  const asking = all.filter(({ stops }) => stops.some(({ ask }) => ask !== undefined))
  expect(asking.length).toBeGreaterThanOrEqual(12)
})

describe('numbers', () => {
  const catalog = (locale: string) =>
    JSON.parse(
      readFileSync(join(root, `src/i18n/messages/lesson.${locale}.json`), 'utf8'),
    ) as Record<string, string>
  const source = (id: string) => readFileSync(join(root, `src/lessons/${id}.ts`), 'utf8')
  /** Keys of the messages that the stops of a lesson say. */
  const saidBy = (id: string) =>
    [...source(id).matchAll(/\bm\.(\w+)/g)]
      .map(([, key]) => key ?? '')
      .filter((key) => !/(Title|Question|Moral)$/.test(key))

  /** What may be written out: names of things, and years. */
  const NAMES = /ht\[[01]\]|redis#4906|\b20(13|18)\b|10\*COUNT/g
  const WORDS =
    /\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen|thirty)\b|[三四五六七八九十]/i

  it.each(all.map(({ id }) => id))('%s writes none out: each comes from the recording', (id) => {
    for (const locale of locales) {
      const texts = catalog(locale)
      for (const key of saidBy(id)) {
        const words = (texts[key] ?? '').replace(/\{\w+\}/g, '').replace(NAMES, '')
        expect(words, `${locale} ${key}`).not.toMatch(/\d/)
        expect(words, `${locale} ${key}`).not.toMatch(WORDS)
      }
    }
  })

  it.each(all.map((lesson) => [lesson.id, lesson] as const))(
    '%s says nothing that the state contradicts',
    (_, lesson) => {
      for (const { sentence, facts, trace, moment } of stopsOf(lesson, 'en')) {
        const until = Array.from({ length: moment + 1 }, (_, at) => factsAt(trace, at))
        const sizes = new Set(until.flatMap(({ buckets, target }) => [buckets, target]))
        const cursors = new Set(until.flatMap(({ cursor, sent }) => [cursor, sent]))
        const largest = Math.max(...sizes)
        const claims = (pattern: RegExp) =>
          [...sentence.matchAll(pattern)].map(([, number]) => Number(number))
        const doubled = lesson.id === 'backwards' ? facts.buckets * 2 : 0
        for (const size of claims(/(?<!read )\b(\d+) buckets/g)) {
          expect([...sizes, doubled], sentence).toContain(size)
        }
        for (const cursor of claims(/cursor (?:is |still )*(\d+)/g)) {
          expect([...cursors], sentence).toContain(cursor)
        }
        for (const bucket of claims(/[Bb]ucket (\d+)/g)) {
          expect(bucket, sentence).toBeLessThan(largest)
        }
        for (const calls of claims(/(\d+) calls/g)) expect(calls, sentence).toBe(facts.calls)
        for (const keys of claims(/(\d+) keys/g)) {
          expect([facts.keys, facts.ledger.owed, facts.ledger.returned], sentence).toContain(keys)
        }
      }
    },
  )

  it.each(all.map((lesson) => [lesson.id, lesson] as const))(
    '%s names in question and moral only numbers of its own recording',
    (_, lesson) => {
      const trace = recordAny(lesson.scenario)
      const known = new Set(
        Array.from({ length: trace.length + 1 }, (_, at) => factsAt(trace, at)).flatMap(
          ({ buckets, target, cursor }) => [buckets, target, cursor],
        ),
      )
      for (const locale of locales) {
        const texts = [lesson.title, lesson.question, lesson.moral].map((say) => say({ locale }))
        for (const text of texts) {
          for (const [number] of text.replace(NAMES, '').matchAll(/\d+/g)) {
            const name = /^20(13|18)$/.test(number)
            expect(name || known.has(Number(number)), `${text}: ${number}`).toBe(true)
          }
        }
      }
    },
  )
})

test('a moment that a recording never comes to is an error', () => {
  const [lesson] = all
  if (lesson === undefined) throw new Error('no lesson')
  const trace = recordAny(lesson.scenario)
  expect(() => momentOf(trace, { call: 99 })).toThrow('no step')
  expect(() => momentOf(trace, { command: 1, reaches: 'scan.entered' })).toThrow('scan.entered')
})
