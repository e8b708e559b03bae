import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lessons } from '../../src/lessons/index.ts'
import { root } from '../setup/install.mjs'
import { launchChromium } from './browser.ts'

const file = join(root, 'dist/single/scanscope.html')

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
})

/** Opens the file from the disk with no network; whatever it asks for besides itself is written down. */
async function openFile(query = '') {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    offline: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.isNavigationRequest()) {
      trouble.push(`asked for ${request.url()}`)
    }
  })
  await page.goto(pathToFileURL(file).href + query)
  await page.locator('.stage-picture').waitFor()
  return { page, trouble }
}

const screen = (page: Page, name: string) => page.locator('.screens').getByText(name)

test('the one file opens from the disk and passes the first lesson to its moral', async () => {
  const { page, trouble } = await openFile()
  await screen(page, 'Lessons').click()
  const [first] = lessons
  await page.getByRole('link', { name: first.title({ locale: 'en' }), exact: true }).click()
  for (let stop = 1; stop <= first.stops.length; stop++) {
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByText(`Stop ${stop} of ${first.stops.length}`).waitFor()
  }
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByText(first.moral({ locale: 'en' })).waitFor()
  await page.context().close()
  expect(trouble).toEqual([])
})

test('all that the page loads later is in the file: every screen, a server, a recording, present mode', async () => {
  const { page, trouble } = await openFile('?scenario=countPages')
  await page.locator('.server-status').waitFor()
  await screen(page, 'Recordings').click()
  await page.locator('.recording-list a, .recording-list button').first().click()
  await page.locator('.stage-picture').waitFor()
  await screen(page, 'Decode').click()
  await page.locator('textarea').fill('13')
  await page.getByText('Cursor 13 stands at').first().waitFor()
  await screen(page, 'Explore').click()
  await page.locator('[data-command="present"]').click()
  await page.locator('.present').waitFor()
  await page.keyboard.press('PageDown')
  expect(await page.locator('.present-at').textContent()).toContain('1 / ')
  await page.keyboard.press('Escape')
  await page.locator('[data-command="settings"]').click()
  await page.locator('dialog').waitFor()
  await page.context().close()
  expect(trouble).toEqual([])
})

test('the file names no other file', () => {
  const html = readFileSync(file, 'utf8')
  const head = html.slice(0, html.indexOf('<script'))
  expect(head).not.toMatch(/(src|href)="(?!data:)/)
  expect(html).not.toMatch(/<script[^>]* src=|<link[^>]* rel="(stylesheet|modulepreload)"/)
})
