import { beforeAll, describe, expect, it } from 'vitest'
import { refusalText } from '../../src/i18n/reasons.ts'
import { loadMachine, parseScenario, type Refusal } from '../../src/trace/index.ts'
import { inEnglish } from '../../src/trace/inEnglish.ts'
import { refusals } from './refusals.ts'

/** Read before a cluster's schema is there. */
const early = parseScenario({ machine: 'cluster' })
const notLoaded = (): Refusal => {
  if (early.ok) throw new Error('this was to be refused')
  return early
}

/** Some are dear to bring about, so each is read once. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

const all = Object.entries({ ...refusals, notLoaded }).map(
  ([kind, make]) => [kind, once(make)] as const,
)

/** Without the marks that keep a stranger's text from turning a sentence round. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

/** What a Chinese sentence says in Latin letters: fields, and names of what is written in JSON. */
function namesOf({ field, reason }: Refusal): readonly string[] {
  const values = Object.values(reason).flatMap((value) => value as string | string[])
  return [
    field,
    ...values.map(String),
    'JSON',
    'true',
    'false',
    'null',
    'from',
    'to',
    'of',
    'U+00FF',
  ]
}

/** The words of a text in Latin letters that are not among the names. */
const foreignWords = (text: string, names: readonly string[]): readonly string[] =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ' '), text)
    .match(/[a-z]{2,}/gi) ?? []

beforeAll(() => Promise.all([loadMachine('server'), loadMachine('cluster')]))

describe('what is refused', () => {
  it.each(all)('is refused for what it is: %s', (kind, refused) => {
    expect(refused().reason.kind).toBe(kind)
  })

  it.each(all)('is told in English by the page and by the library alike: %s', (_, refused) => {
    const text = plain(refusalText(refused(), 'en'))
    const own = inEnglish(refused())
    expect(text).toMatch(/^\S.{5,300}[^.\s]$/)
    expect(text).not.toMatch(/undefined|[{}[\]]/)
    const predicate = (whole: string) => whole.replace(/(\d),(?=\d{3})/g, '$1')
    expect(predicate(text).replace(/^the (scenario|stored text|line)\b/, '')).toBe(
      text.startsWith('the ') ? own.replace(/^\w+/, '') : own,
    )
  })

  it.each(all)('is told in Chinese, with the field as it stands in the file: %s', (_, refused) => {
    const refusal = refused()
    const text = plain(refusalText(refusal, 'zh'))
    expect(text).toMatch(/\p{Script=Han}{2,}/u)
    expect(text).not.toMatch(/undefined|[{}[\]]/)
    expect(foreignWords(text, namesOf(refusal))).toEqual([])
    if (refusal.field.includes('.')) expect(text).toContain(refusal.field)
  })
})

it('names between which one may choose are listed as the language does it', () => {
  const refusal = { field: 'kind', reason: { kind: 'oneOf', names: ['a', 'b', 'c'] } } as const
  expect(plain(refusalText(refusal, 'en'))).toBe('kind must be a, b, or c')
  expect(plain(refusalText(refusal, 'zh'))).toBe('kind 必须是 a、b 或 c')
})

describe('the name of the field', () => {
  it('is not cut where it says most, and cannot turn the sentence round', () => {
    const field = `config.cluster.nodes.31.slots.16383.${'x'.repeat(30)}.from`
    const reason = { kind: 'whole' } as const
    expect(refusalText({ field, reason }, 'zh')).toBe(`\u2068${field}\u2069 必须是整数`)
    expect(refusalText({ field: 'a\u202eb', reason }, 'en')).toBe(
      '\u2068a\ufffdb\u2069 must be a whole number',
    )
  })

  it('is that of the whole when nothing in it can be named', () => {
    const text = (data: unknown) => {
      const read = parseScenario(data)
      return read.ok ? '' : plain(refusalText(read, 'zh'))
    }
    expect(text(7)).toBe('整个场景必须是对象，即花括号中的名称和值')
    expect(text({ scenario: 1 })).not.toContain('整个场景')
  })
})
