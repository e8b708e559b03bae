import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../setup/install.mjs'
import { digestOf } from './digest.ts'

const folder = join(root, 'test/links')

interface Captured {
  readonly url: string
  readonly opens: unknown
}

const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Captured

test.each(names)('%s opens what it opened when it was made', async (name) => {
  const { url, opens } = read(name)
  expect(JSON.parse(JSON.stringify(await digestOf(url)))).toEqual(opens)
})

test('there is a link of each version, and of each thing that a link can hold', () => {
  const urls = names.map((name) => read(name).url)
  expect(urls.filter((url) => url.includes('#s=1.')).length).toBeGreaterThanOrEqual(4)
  for (const name of ['moment', 'call', 'branch', 'order', 'theme', 'lang', 'panel']) {
    expect(
      urls.some((url) => url.includes(`${name}=`)),
      name,
    ).toBe(true)
  }
})
