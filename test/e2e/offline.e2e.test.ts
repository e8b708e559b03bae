import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { root } from '../setup/install.mjs'
import { launchChromium } from './browser.ts'
import { filesOf, startSite, type ReadFile, type Site } from './site.ts'

const dist = join(root, 'dist')
const FOLDER = '/some/deep/path/'

let browser: Browser
const closing: (() => Promise<void>)[] = []
const errors: string[] = []

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  expect(errors.splice(0)).toEqual([])
})

async function startDist(read: ReadFile = filesOf(dist)): Promise<Site> {
  const site = await startSite(FOLDER, read)
  closing.push(() => site.close())
  return site
}

async function openContext(): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  closing.push(() => context.close())
  return context
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(url)
  await page.locator('.stage-picture').waitFor()
  return page
}

/** Waits until a whole build is kept and looked after. */
const isKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })

/** Waits until the worker in charge and the one that comes after it are in these states. */
async function workersBecome(
  page: Page,
  states: { readonly active: string; readonly waiting: string | undefined },
): Promise<void> {
  const read = () =>
    page.evaluate(async () => {
      const found = await navigator.serviceWorker.getRegistration()
      return { active: found?.active?.state, waiting: found?.waiting?.state }
    })
  await expect.poll(read, { timeout: 15_000 }).toEqual(states)
}

const buildOf = (page: Page) => page.locator('html').getAttribute('data-build')

const screen = (page: Page, name: string) => page.locator('.screens').getByText(name)

test('under a deep path, after one visit, everything opens with no network and no server', async () => {
  const site = await startDist()
  const context = await openContext()
  const page = await openPage(context, `${site.url}?scenario=lostBucket`)
  await isKept(page)
  await context.setOffline(true)
  await site.close()
  await page.reload()
  await page.locator('.stage-picture').waitFor()
  await screen(page, 'Lessons').click()
  await page.getByRole('link', { name: 'Chains', exact: true }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByText('Stop 1 of').waitFor()
  await screen(page, 'Decode').click()
  await page.locator('textarea').fill('13')
  await page.getByText('Cursor 13 stands at').first().waitFor()
  await screen(page, 'Recordings').click()
  await page.locator('.recording-list a, .recording-list button').first().click()
  await page.locator('.stage-picture').waitFor()
  await page.goto(`${site.url}?scenario=countPages&call=2`)
  await page.locator('.server-status').waitFor()
})

/** The same build as a later one: a mark in the page, other names of its files. */
function laterBuild(): ReadFile {
  const names = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
  const later = (name: string) => name.replace(/\.js$/, 'Z.js')
  const before = new Map(names.map((name) => [`assets/${later(name)}`, `assets/${name}`]))
  const read = filesOf(dist)
  return (path) => {
    if (names.includes(path.replace('assets/', ''))) throw new Error('gone')
    const body = read(before.get(path) ?? path)
    if (!/\.(js|html)$/.test(path)) return body
    const renamed = names.reduce((text, name) => text.replaceAll(name, later(name)), String(body))
    return renamed
      .replace('<html ', '<html data-build="later" ')
      .replace(/(index\.html\W+revision\W+)/, '$1later')
  }
}

test('a new build is shown at the next visit, whole; a page of the old one stays whole, too', async () => {
  const site = await startDist()
  const context = await openContext()
  await isKept(await openPage(context, site.url))
  const old = await openPage(context, site.url)
  site.serve(laterBuild())
  // Its files are gone from the server, but not from what is kept.
  await screen(old, 'Decode').click()
  await old.locator('textarea').waitFor()
  const scripts: string[] = []
  const next = await context.newPage()
  next.on('pageerror', (error) => errors.push(error.message))
  next.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await next.goto(site.url)
  await screen(next, 'Decode').click()
  await next.locator('textarea').waitFor()
  expect(await buildOf(next)).toBe('later')
  expect(scripts.length).toBeGreaterThan(1)
  expect(scripts.filter((url) => !url.endsWith('Z.js'))).toEqual([])
  await workersBecome(next, { active: 'activated', waiting: 'installed' })
  for (const page of context.pages()) await page.close()
  // With no page of the old build open the new one takes over; then it is what opens offline.
  const probe = await openPage(context, site.url)
  await workersBecome(probe, { active: 'activated', waiting: undefined })
  await context.setOffline(true)
  await site.close()
  await probe.reload()
  await screen(probe, 'Lessons').click()
  await probe.getByRole('link', { name: 'Chains', exact: true }).waitFor()
  expect(await buildOf(probe)).toBe('later')
})

test('in a sandboxed frame nothing is kept and nothing throws, embedded or not', async () => {
  const plain = await startDist()
  const allowing = inject('url')
  const single = `${plain.url}single/scanscope.html`
  const host = await startSite('/', () =>
    [allowing, `${allowing}?embed`, single, `${single}?embed`]
      .map(
        (url) => `<iframe sandbox="allow-scripts" width="720" height="420" src="${url}"></iframe>`,
      )
      .join(''),
  )
  closing.push(() => host.close())
  const context = await openContext()
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(host.url)
  for (const frame of page.frames().slice(1)) await frame.locator('.stage-picture').waitFor()
  expect(context.serviceWorkers()).toEqual([])
})
