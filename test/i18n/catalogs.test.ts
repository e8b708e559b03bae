import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales, m } from '../../src/i18n/index.ts'
import { pseudo } from '../../src/i18n/pseudo.ts'
import { root } from '../setup/install.mjs'
import { compareCatalogs, readCatalogs, variantTexts } from '../setup/messages.mjs'

const read = await readCatalogs()
const keys = Object.keys(read['en'] ?? {})
/** All texts; those of a message with plurals stand in one, a sentence after the other. */
const catalogs = Object.fromEntries(
  Object.entries(read).map(([locale, catalog]) => {
    const texts = Object.entries(catalog).map(([key, text]) => {
      return [key, Array.isArray(text) ? variantTexts(text).join(' ') : String(text)] as const
    })
    return [locale, Object.fromEntries(texts)]
  }),
)

/** A message of which there is one for each kind of amount. */
interface Variants {
  readonly selectors: readonly string[]
  readonly match: object
}

/** Every file of src, but what is generated. */
function sources(): string {
  const src = join(root, 'src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  const own = files.filter((path) => /\.tsx?$/.test(path) && !path.includes('paraglide'))
  return own.map((path) => readFileSync(join(src, path), 'utf8')).join('\n')
}

it('every file belongs to a language and an area, and each area has all languages', () => {
  const files = readdirSync(join(root, 'src/i18n/messages'))
  const areas = new Set(files.map((name) => name.split('.')[0]))
  const wanted = [...areas].flatMap((area) => locales.map((locale) => `${area}.${locale}.json`))
  expect(files.sort()).toEqual(wanted.sort())
})

it('all catalogs have the same keys and placeholders, and no empty text', () => {
  expect(compareCatalogs(catalogs)).toEqual([])
})

it('no message is unused, and none is missing', () => {
  const used = new Set([...sources().matchAll(/(?<![\w.])m\.(\w+)\b/g)].map(([, key]) => key))
  expect(keys.filter((key) => !used.has(key))).toEqual([])
  expect([...used].filter((key) => key !== undefined && !keys.includes(key))).toEqual([])
})

it('a message with plurals names them all for its language, and asks Intl which one holds', () => {
  for (const [locale, catalog] of Object.entries(read)) {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
    for (const [key, variants] of Object.entries(catalog)) {
      if (!Array.isArray(variants)) continue
      for (const { selectors, match } of variants as readonly Variants[]) {
        // Of two amounts each goes with each of the other's: "a=one, b=other".
        const wanted = selectors.reduce<readonly string[]>(
          (all, name) =>
            all.flatMap((before) =>
              pluralCategories.map((one) => [before, `${name}=${one}`].filter(Boolean).join(', ')),
            ),
          [''],
        )
        expect(Object.keys(match).sort(), `${locale} ${key}`).toEqual([...wanted].sort())
      }
    }
  }
})

it('one element is one element: English counts by its own rules', () => {
  const page = (count: string) => m.stepsPage({ cursor: '6', count }, { locale: 'en' })
  expect([page('1'), page('2'), page('0'), page('1,001')]).toEqual([
    'cursor 6, 1 element',
    'cursor 6, 2 elements',
    'cursor 6, 0 elements',
    'cursor 6, 1,001 elements',
  ])
})

it('in the pseudo-language a text is wrapped and a third longer', () => {
  expect(pseudo('')).toBe('')
  expect(pseudo('Step')).toBe('⟦Step ~⟧')
  expect(pseudo('x'.repeat(100))).toMatch(/^⟦x{100}[ ~]{30}⟧$/)
})

it('a message is translated, unless it is a name, a sign or a placeholder', () => {
  const same = keys.filter((key) => catalogs['en']?.[key] === catalogs['zh']?.[key])
  const wordy = same.filter((key) => /[a-z]{3,} [a-z]{3,}/.test(catalogs['en']?.[key] ?? ''))
  expect(wordy).toEqual([])
})

it('texts carry no stray spaces, tabs or line breaks', () => {
  const untidy = locales.flatMap((locale) =>
    Object.entries(catalogs[locale] ?? {})
      .filter(([, text]) => /^\s|\s$|\s\s|[\n\t]/.test(text))
      .map(([key]) => `${locale} ${key}`),
  )
  expect(untidy).toEqual([])
})
