import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { scenarios, serverScenarioIds } from '../../../src/scenarios/index.ts'
import { loadMachine, type ServerTrace } from '../../../src/trace/index.ts'
import { scenarioText } from '../../../src/i18n/words.ts'
import { serverLanesOf } from '../../../src/view/server/lanes.ts'
import { narrateServer } from '../../../src/view/server/narrate.ts'
import { runs } from '../../engine/settings.ts'
import { anyServerScenario } from '../../machines/anyServer.ts'
import { keys, numbers, serverTrace, talk } from './traces.ts'

beforeAll(() => loadMachine('server'))

const LOCALES = ['en', 'zh'] as const

const textsOf = (trace: ServerTrace) =>
  Array.from({ length: trace.length }, (_, n) =>
    narrateServer(trace, n + 1, 'en').text.replaceAll(/[\u2068\u2069]/g, ''),
  )

const isSentence = /^[^{}]+[.。：]$/

describe('the caption of a server', () => {
  it.each(serverScenarioIds)('%s has a whole sentence at every moment, in both languages', (id) => {
    const trace = serverTrace(scenarios[id])
    for (const locale of LOCALES) {
      for (let moment = 0; moment <= trace.length; moment++) {
        const { title, text } = narrateServer(trace, moment, locale, scenarioText[id].story(locale))
        expect(title, `${moment}`).not.toBe('')
        expect(text, `${moment}`).not.toMatch(/undefined|NaN|\[object/)
        expect(text, `${moment}`).toMatch(/[.?。？]$/)
      }
    }
  })

  it('has one at every moment of any story', () => {
    fc.assert(
      fc.property(anyServerScenario, fc.constantFrom(...LOCALES), (scenario, locale) => {
        const trace = serverTrace(scenario)
        for (let moment = 0; moment <= trace.length; moment += 3) {
          const { title, text } = narrateServer(trace, moment, locale)
          expect(title).not.toBe('')
          expect(text).not.toMatch(/undefined|NaN|\[object/)
          expect(text.length).toBeLessThan(600)
        }
      }),
      runs(40),
    )
  })

  it('tells the four steps, and why the page is empty', () => {
    const texts = textsOf(talk(keys(16), ['SCAN 0 COUNT 2 MATCH nobody']))
    expect(texts[0]).toBe('The client sends SCAN 0 COUNT 2 MATCH nobody.')
    expect(texts[1]).toMatch(/^Step 1, the options: COUNT 2, so at most 21 calls.*match nobody/)
    expect(texts).toContainEqual(expect.stringMatching(/^dictScan begins with cursor 0/))
    expect(texts).toContainEqual('k0 is collected.')
    expect(texts).toContainEqual(expect.stringMatching(/^Step 2 is over: 2 have come/))
    expect(texts).toContainEqual(expect.stringMatching(/^Step 3, the filter: k0 does not match/))
    expect(texts.at(-1)).toMatch(/^Step 4, the reply: cursor \d+, 0 elements. An empty page/)
  })

  it('tells where something happens that is not on the stage', () => {
    const texts = textsOf(talk([], ['SET k1 v PX 100']))
    expect(texts).toContainEqual(expect.stringMatching(/^In the dict of deadlines: /))
    expect(texts).toContainEqual('k1 is to expire in 100 ms.')
  })

  it('tells of a conversion how many elements move into a dict', () => {
    const texts = textsOf(talk([`SADD s ${numbers(4)}`], ['SADD s x']))
    expect(texts).toContainEqual(
      's is no longer stored as intset but as hashtable: its 4 elements move into a dict.',
    )
  })

  it('tells what the clock, serverCron and a child do', () => {
    const texts = textsOf(
      talk(
        ['SET k1 v PX 10'],
        ['BGSAVE', { type: 'tick', ms: 100, only: null }, { type: 'childEnds' }],
      ),
    )
    expect(texts).toContainEqual(expect.stringMatching(/^A child process begins to save/))
    expect(texts).toContainEqual('The clock goes on by 100 ms.')
    expect(texts).toContainEqual(expect.stringMatching(/^serverCron finds that the time of k1/))
    expect(texts).toContainEqual(expect.stringMatching(/^The child process has ended/))
  })

  it('quotes answers and errors, and tells the verdict of a whole scan', () => {
    const last = (fill: readonly string[], line: string) => textsOf(talk(fill, [line])).at(-1)
    expect(last([], 'PING')).toBe('The server answers PONG.')
    expect(last([], 'SCAN x')).toBe('The server refuses: ERR invalid cursor.')
    expect(last(keys(3), 'SCAN 0')).toMatch(/All 3 keys that stayed were returned/)
    expect(last(keys(200), 'KEYS *')?.length).toBeLessThan(100)
  })

  it('begins with the story, or with what there is', () => {
    const trace = talk(keys(3), [])
    expect(narrateServer(trace, 0, 'en', 'Once.')).toMatchObject({ text: 'Once.' })
    expect(narrateServer(trace, 0, 'en').text).toMatch(/^A Redis server with 3 keys/)
    expect(narrateServer(trace, 0, 'zh').text).toMatch(isSentence)
  })
})

describe('the lanes of a server', () => {
  it('show calls, resizes, rehash steps and keys, each where it happens', () => {
    const trace = talk(keys(16), ['SCAN 4 COUNT 1', 'SET k16 v', 'GET k1', 'DEL k2', 'PING'])
    const lanes = serverLanesOf(trace)
    expect(lanes.map(({ kind, value }) => [kind, value])).toMatchObject([
      ['call', 4],
      ['grow', 32],
      ['rehash', expect.any(Number)],
      ['delete', 1],
      ['other', 0],
    ])
    expect(lanes.at(-1)?.to).toBe(trace.length)
  })

  it('notch the call in which a key comes twice', () => {
    const marks = serverLanesOf(serverTrace(scenarios.deleteShrinks))
    expect(marks.map(({ notch }) => notch).filter((notch) => notch !== null)).toEqual(['twice'])
    expect(marks.at(-1)?.notch).toBe('twice')
  })
})
