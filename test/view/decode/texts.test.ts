import { describe, expect, it } from 'vitest'
import {
  exampleIds,
  exampleText,
  meaningOf,
  type Decoded,
  type Finding,
} from '../../../src/decode/index.ts'
import { locales, type Locale } from '../../../src/i18n/index.ts'
import { answer, oddities, otherAnswer, partsOf, traits } from '../../../src/view/decode/answer.ts'
import { findingText } from '../../../src/view/decode/findingText.ts'
import { scanText } from '../../../src/view/decode/scanText.ts'
import { decoded } from '../../decode/decoded.ts'
import { asCli, restingWalk } from '../../decode/walks.ts'

const bodies = (result: Decoded, locale: Locale = 'en') =>
  result.findings.map((finding) => {
    const { title, body } = findingText(finding, result, locale)
    return `${title} | ${body.join(' ')}`
  })

describe('findings in words', () => {
  const damages = [
    'double',
    'cut32',
    'signed32',
    'clamped32',
    'signed64',
    'clamped64',
    'shortened',
    null,
  ] as const
  const all: readonly Finding[] = [
    ...damages.map((damage): Finding => ({ kind: 'swap', at: 1, repliedAt: 0, damage, times: 2 })),
    { kind: 'rounded', at: 0, times: 3, bits: 33 },
    { kind: 'loop', at: 1, period: 1, rounds: 5, endless: true },
    { kind: 'loop', at: 1, period: 3, rounds: 2, endless: false },
    { kind: 'again', at: 1, rounds: 2 },
    { kind: 'mixed', at: 1, walks: 2, backs: 9 },
    { kind: 'unordered', at: 1, backs: 50 },
    { kind: 'back', at: 1, from: 0.5, to: 0.25 },
    { kind: 'back', at: 1, from: 0.5, to: 0.5 },
    { kind: 'restart', at: 1, place: 0.3 },
    { kind: 'early', at: 1, place: 0.3 },
    { kind: 'resize', at: 1, from: 4, to: 5, calls: 10, bits: 10, proof: null },
    { kind: 'resize', at: 1, from: 6, to: 3, calls: 4, bits: 12, proof: { at: 1, count: 1 } },
    { kind: 'restless', at: 1, changes: 8 },
    { kind: 'offset', at: 1, step: 10n },
    { kind: 'repeated', at: 1, scans: 3, alike: 2 },
    { kind: 'repeated', at: 1, scans: 3, alike: 1 },
    { kind: 'repeated', at: 1, scans: 3, alike: 0 },
    { kind: 'refused', line: 7, times: 1 },
    { kind: 'refused', line: 7, times: 4 },
  ]
  const paste = decoded('SCAN 17\nSCAN 18')

  it.each(locales)('each has a title and a body of its own: %s', (locale) => {
    const texts = all.map((finding) => {
      const { title, body } = findingText(finding, paste, locale)
      expect(title).not.toBe('')
      expect(body.length).toBeGreaterThan(0)
      expect(`${title}${body.join('')}`).not.toMatch(/undefined|NaN|\{|\}/)
      return `${title}|${body.join('|')}`
    })
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('say which line, which cursors and which client', () => {
    const [rounded] = bodies(decoded(exampleText('rounded')))
    expect(rounded).toMatch(/^Line 3: another cursor/)
    expect(rounded).toMatch(/9286422431637966426.*9286422431637967000.*node-redis 4/)
    const [cut] = bodies(decoded(exampleText('cut')))
    expect(cut).toMatch(/low 32 bits/)
    expect(bodies(decoded(exampleText('growth')))[0]).toMatch(/16 → 32 buckets.*once in 1,024/)
    expect(bodies(decoded(exampleText('shrink')))[0]).toMatch(/64 → 8 buckets.*COUNT 1 cannot/)
  })
})

describe('one cursor in words', () => {
  it('has its place, its bits read backwards and the least size', () => {
    expect(answer(17n, 'table', false, 'en').join(' ')).toMatch(
      /17 stands at 53.1%.*0.10001₂.*at least 32 buckets/,
    )
    expect(otherAnswer(17n, 'table', 'en')).toMatch(/slot 17 with cursor 0/)
  })

  it('in cluster mode has its slot and the place in it', () => {
    const cursor = (3n << 14n) | 1087n
    expect(answer(cursor, 'cluster', false, 'en')[0]).toMatch(/Slot 1087.*cursor 3.*6.6%.*75%/)
    expect(answer(1087n, 'cluster', false, 'en')[0]).toMatch(/start of slot 1087/)
    expect(otherAnswer(cursor, 'cluster', 'en')).toMatch(/one table/)
  })

  it('0 is a beginning or an end', () => {
    expect(answer(0n, 'table', false, 'en')[0]).toMatch(/both ends/)
    expect(answer(0n, 'table', true, 'en')[0]).toMatch(/complete/)
  })

  it('2^64 − 1 and other ends of number types are named; impossible tables are weighed', () => {
    expect(traits(2n ** 64n - 1n, 'table', 'en')[0]).toMatch(/what −1 becomes/)
    expect(traits(2n ** 63n - 1n, 'table', 'en')[0]).toMatch(/phpredis/)
    expect(traits(2n ** 32n - 1n, 'table', 'en')[0]).toMatch(/32 bits/)
    expect(traits(2n ** 31n - 1n, 'table', 'en')[0]).toMatch(/signed number of 32 bits/)
    const [rounded, huge] = traits(9286422431637967000n, 'table', 'en')
    expect(rounded).toMatch(/one in 2,048/)
    expect(huge).toMatch(/128 EiB/)
    expect(answer(9286422431637967000n, 'table', false, 'en')[0]).toMatch(/^Taken as/)
    expect(traits(17n, 'table', 'en')).toEqual([])
  })

  it.each([
    ['', /takes it for 0/],
    [' 5', /space/],
    ['+5', /plus/],
    ['007', /Leading zeros/],
    ['-1', /No server prints a minus/],
    ['1e3', /floating-point.*1000/],
    ['17.0', /decimal point.*17/],
    ['0x1f', /decimal numbers only.*31/],
    ['１２３', /not ASCII.*123/],
    ['18446744073709551616', /Larger than 2⁶⁴/],
    ['undefined', /no value/],
    ['😀', /No number/],
  ])('%j is explained', (words, expected) => {
    const meaning = meaningOf(words)
    if (meaning.kind !== 'number') throw new Error('no number')
    expect(oddities(meaning, 'en').join(' ')).toMatch(expected)
    expect(oddities(meaning, 'zh').join('')).not.toBe('')
  })

  it('a CLUSTERSCAN cursor has three parts', () => {
    for (const words of ['aBcDeF-{1Y7}-16', `x-{1Y7}-${(3n << 14n) | 6n}`, '0-{06S}-0']) {
      const meaning = meaningOf(words)
      if (meaning.kind !== 'clusterScan') throw new Error('no cursor of CLUSTERSCAN')
      for (const locale of locales) {
        expect(partsOf(meaning, locale).map((part) => part.words)).toHaveLength(3)
      }
    }
  })
})

describe('a scan in words', () => {
  it('tells its lines, its size and what is left of it', () => {
    const whole = decoded(asCli(restingWalk(64)))
    const [scan] = whole.scans
    expect(scan && scanText(scan, whole, 'en')).toMatchObject({
      cursors: '63',
      size: '64',
      state: 'complete',
    })
    const half = decoded(asCli(restingWalk(64).slice(0, 32)))
    const [begun] = half.scans
    expect(begun && scanText(begun, half, 'en').state).toBe(
      'at 50%; about 32 more calls at this pace',
    )
  })

  it.each(locales)('every example reads well: %s', (locale) => {
    for (const id of exampleIds) {
      const result = decoded(exampleText(id))
      const texts = [
        ...bodies(result, locale),
        ...result.scans.map((scan) => Object.values(scanText(scan, result, locale)).join(' ')),
      ]
      for (const text of texts) expect(text).not.toMatch(/undefined|NaN/)
    }
  })
})
