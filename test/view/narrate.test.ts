import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../src/i18n/index.ts'
import { scenarioText } from '../../src/i18n/words.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { dictScenarioIds, scenarios, type DictScenarioId } from '../../src/scenarios/index.ts'
import { append, recordDict, type DictTrace } from '../../src/trace/index.ts'
import { narrate } from '../../src/view/narrate.ts'
import { runs } from '../engine/settings.ts'
import { anyScenario } from '../trace/anyScenario.ts'

/** A sentence ends, says nothing of the program behind it and fits beside the picture. */
const LONGEST = 200

function expectSentence(text: string, where: string): void {
  expect(text, where).toMatch(/\S/)
  expect(text, where).not.toMatch(/undefined|NaN|null|\[object|[{}]/)
  expect(text, where).toMatch(/[.?!。？！]\u2069?$/)
}

const everyMoment = (trace: DictTrace) => Array.from({ length: trace.length + 1 }, (_, n) => n)

describe.each(locales)('in %s', (locale) => {
  it.each(dictScenarioIds)(
    'every moment of %s is told in a sentence of at most 200 characters',
    (id) => {
      const trace = recordDict(scenarios[id])
      const story = scenarioText[id].story(locale)
      for (const moment of everyMoment(trace)) {
        const { title, text } = narrate(trace, moment, locale, story)
        expectSentence(text, `${id} ${moment}: ${text}`)
        expect(text.length, text).toBeLessThanOrEqual(LONGEST)
        expect(title).toMatch(/^\S.{0,30}$/)
      }
      expect(narrate(trace, 0, locale, story).text).toBe(story)
    },
  )

  it('every moment of any trace is told in a sentence', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        for (const moment of everyMoment(trace)) {
          const { title, text } = narrate(trace, moment, locale)
          expectSentence(text, text)
          expect(title).toMatch(/\S/)
        }
      }),
      runs(40),
    )
  })

  it('every title is one, and every scenario has its own', () => {
    const titles = dictScenarioIds.map((id) => scenarioText[id].title(locale))
    expect(new Set(titles).size).toBe(titles.length)
    for (const title of titles) expect(title).toMatch(/^\S.{1,60}$/)
  })
})

describe('the story of a trace', () => {
  const textsOf = (trace: DictTrace) =>
    everyMoment(trace).map((moment) => narrate(trace, moment, 'en').text)

  it('tells of an edited scenario what there is', () => {
    const trace = recordDict(scenarios.atRest)
    expect(narrate(trace, 0, 'en').text).toBe(
      'A table of 8 buckets with 8 keys. Press Step, or change the table first.',
    )
  })

  it('ends with the verdict', () => {
    const last = (id: DictScenarioId) => textsOf(recordDict(scenarios[id])).at(-1)
    expect(last('atRest')).toMatch(/complete.*All 8 keys/)
    expect(last('shrink8to4')).toMatch(/All 4 keys.*fig.* came twice/)
    expect(last('lostBucket')).toMatch(/promise is broken.*(fig|grape).*(fig|grape)/)
  })

  it('says at the jump which bucket is jumped over, and at the return what was lost', () => {
    const texts = textsOf(recordDict(scenarios.lostBucket))
    expect(texts.filter((text) => text.includes('jumped over'))).toEqual([
      expect.stringContaining('from 10 to 14. Mirrored order would go to 6'),
    ])
    const passed = texts.filter((text) => text.includes('Passed over'))
    expect(passed.length).toBeGreaterThan(0)
    for (const text of passed) expect(text).toMatch(/fig/)
  })

  it('says that a bucket is jumped over only when the call does not read it', () => {
    let told = 0
    const config = { algorithm: 'dictScan2013' as const, buckets: 64 }
    const resizes = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.nat(20), fc.nat(40))
    fc.assert(
      fc.property(fc.array(resizes, { minLength: 1, maxLength: 4 }), (all) => {
        const commands = all.flatMap(([bits, calls, moved]): DictCommand[] => [
          ...new Array<DictCommand>(calls).fill({ type: 'scan' }),
          { type: 'resize', buckets: 2 ** bits },
          { type: 'rehash', buckets: moved + 1 },
          { type: 'scan' },
        ])
        const start = { ...scenarios.atRest.config, ...config }
        const trace = recordDict({ ...scenarios.atRest, config: start, commands })
        for (const { start: from, events } of trace.steps) {
          const reads = events.flatMap((event) =>
            event.kind === 'bucket.read' && event.role === 'larger' ? [event.bucket] : [],
          )
          events.forEach((event, nth) => {
            if (event.kind !== 'cursor.changed' || event.op !== 'countUp') return
            const { text } = narrate(trace, from + nth + 1, 'en')
            const jumped = /would go to (\d+): that bucket is jumped over/.exec(text)?.[1]
            if (jumped === undefined) return
            told++
            expect(reads).not.toContain(Number(jumped))
          })
        }
      }),
      runs(200),
    )
    expect(told).toBeGreaterThan(0)
  })

  it('says why nothing happens', () => {
    const refused: readonly DictCommand[] = [
      { type: 'resize', buckets: 8 },
      { type: 'rehash', buckets: 1 },
      { type: 'add', keys: [] },
    ]
    const trace = append(recordDict(scenarios.atRest), refused)
    expect(textsOf(trace).slice(-3)).toEqual([
      'Nothing happens: the table has 8 buckets already.',
      'Nothing happens: no rehash is under way.',
      'Nothing happens: no key was named.',
    ])
  })
})

describe('a key in a sentence', () => {
  const told = (key: string) => {
    const add: DictCommand = { type: 'add', keys: [{ key, hash: 0 }] }
    const start = recordDict({ ...scenarios.edits, commands: [] })
    return narrate(append(start, [add]), 1, 'en').text
  }

  it('is isolated, so that a right-to-left name cannot turn the sentence round', () => {
    expect(told('שלום')).toBe('\u2068שלום\u2069 goes to the head of bucket 0 in ht[0].')
  })

  it('shows its control characters and breaks no isolation', () => {
    for (const evil of [
      '\u202e',
      '\u2066',
      '\u2067',
      '\u2069',
      '\n',
      '\u0000',
      '\u0085',
      '\u2029',
    ]) {
      expect(told(`a${evil}b`)).toBe('\u2068a\ufffdb\u2069 goes to the head of bucket 0 in ht[0].')
    }
  })

  it('is shortened, without half a character', () => {
    const text = told('👩'.repeat(200))
    expect(text).toBe(`\u2068${'👩'.repeat(39)}…\u2069 goes to the head of bucket 0 in ht[0].`)
    expect(told('k'.repeat(1024)).length).toBeLessThan(100)
    expect(told('\ud800')).not.toMatch(/\p{Cs}/u)
  })

  it('is seen even if it is empty', () => {
    expect(told('')).toContain('\u2068""\u2069')
  })
})
