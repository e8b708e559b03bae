import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { firstLoad } from '../setup/firstLoad.ts'
import { root } from '../setup/install.mjs'
import { launchChromium } from './browser.ts'

const BUDGETS = { page: 140 * 1024, embed: 105 * 1024 } as const

test.each(['page', 'embed'] as const)(
  'the first load of the %s keeps its budget of gzipped JavaScript',
  (part) => {
    const sizes = firstLoad(part)
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    console.info(
      `first-load JavaScript, ${part}: ${String(total)} bytes gzipped in ${String(sizes.size)} ` +
        `files, budget ${String(BUDGETS[part])}`,
    )
    expect(sizes.size).toBeGreaterThan(2)
    expect(total).toBeLessThanOrEqual(BUDGETS[part])
  },
)

test('a frame fetches no more script than its budget, until a link with a work has opened', async () => {
  const browser = await launchChromium()
  const page = await browser.newPage()
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body())
  })
  const { url } = JSON.parse(
    readFileSync(join(root, 'test/links/1-branch-moment-137.json'), 'utf8'),
  ) as { readonly url: string }
  const { search, hash } = new URL(url)
  await page.goto(`${inject('url')}${search}&embed${hash}`)
  await page.locator('.embed-bar').waitFor()
  await page.waitForLoadState('networkidle')
  const bodies = await Promise.all(scripts)
  await browser.close()
  const total = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
  console.info(`scripts of a frame with a work: ${String(total)} bytes gzipped`)
  expect(bodies.length).toBeGreaterThan(2)
  expect(total).toBeLessThanOrEqual(BUDGETS.embed)
})

test('<scan-scope> needs at most 4 kB of gzipped JavaScript, all in one file', () => {
  const source = readFileSync(join(root, 'dist/scan-scope.js'))
  expect(gzipSync(source, { level: 9 }).length).toBeLessThanOrEqual(4 * 1024)
  expect(source.toString()).not.toMatch(/\bimport\s*["'{(]/)
})
