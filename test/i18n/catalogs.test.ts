import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales } from '../../src/i18n/index.ts'
import { root } from '../setup/install.mjs'
import { compareCatalogs } from '../setup/messages.mjs'

const folder = join(root, 'src/i18n/messages')

function catalogOf(locale: string): Readonly<Record<string, string>> {
  const read: unknown = JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8'))
  const entries = typeof read === 'object' && read !== null ? Object.entries(read) : []
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  expect(texts).toHaveLength(entries.length)
  return Object.fromEntries(texts.filter(([key]) => key !== '$schema'))
}

const catalogs = Object.fromEntries(locales.map((locale) => [locale, catalogOf(locale)]))
const keys = Object.keys(catalogOf('en'))

/** Every file of src, but what is generated. */
function sources(): string {
  const src = join(root, 'src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  const own = files.filter((path) => /\.tsx?$/.test(path) && !path.includes('paraglide'))
  return own.map((path) => readFileSync(join(src, path), 'utf8')).join('\n')
}

it('there is a catalog for every language, and no other', () => {
  const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''))
  expect(files.sort()).toEqual([...locales].sort())
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
