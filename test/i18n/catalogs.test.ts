import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales } from '../../src/i18n/index.ts'
import { root } from '../setup/install.mjs'
import { compareCatalogs, readCatalogs } from '../setup/messages.mjs'

const read = await readCatalogs()
const keys = Object.keys(read['en'] ?? {})
/** All texts; a message with variants or of another shape would not be one. */
const catalogs = Object.fromEntries(
  Object.entries(read).map(([locale, catalog]) => {
    const texts = Object.entries(catalog).map(([key, text]) => [key, String(text)] as const)
    return [locale, Object.fromEntries(texts)]
  }),
)

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

it('no message is unused', () => {
  const used = new Set([...sources().matchAll(/\bm\.(\w+)\b/g)].map(([, key]) => key))
  expect(keys.filter((key) => !used.has(key))).toEqual([])
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
