import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { root } from '../setup/install.mjs'
import { startHost, type Host } from './host.ts'
import { button, goTo, overflowOf, settled, usePages, type Look } from './page.ts'

const open = usePages()
let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => {
  host.close()
})

/** The dialog, opened as a reader does it, with its preview alive. */
async function dialogOn(page: Page): Promise<Locator> {
  await page.locator('[data-command="share"]').click()
  await page.locator('[data-command="embed"]').click()
  const dialog = page.locator('dialog[open]')
  await previewOf(page).locator('.stage-picture').waitFor()
  return dialog
}

const previewOf = (page: Page) => page.locator('dialog').frameLocator('iframe')
const momentIn = (page: Page) => previewOf(page).getByRole('slider').inputValue()

/** The code, once it says what it shall. */
async function codeOf(dialog: Locator, wanted: RegExp): Promise<string> {
  const field = dialog.getByLabel('Code', { exact: true })
  await expect.poll(() => field.inputValue()).toMatch(wanted)
  return field.inputValue()
}

test('every option is seen in the preview and stands in the code', async () => {
  const page = await open({ link: '?scenario=grow4to8&moment=17' })
  const dialog = await dialogOn(page)
  expect(await momentIn(page)).toBe('17')
  await dialog.getByLabel('What', { exact: true }).selectOption('countPages')
  await expect.poll(() => dialog.getByText('of 338').count()).toBe(1)
  await dialog.getByLabel('Moment', { exact: true }).fill('9999')
  expect(await dialog.getByLabel('Moment', { exact: true }).inputValue()).toBe('338')
  await dialog.getByLabel('Moment', { exact: true }).fill('30')
  await dialog.getByLabel('Buckets in').selectOption('index')
  await dialog.getByLabel('Theme').selectOption('dark')
  await dialog.getByLabel('Language').selectOption('zh')
  await dialog.getByLabel('Size').selectOption('480x440')
  await dialog.getByLabel('Title of the frame').fill('Pages & "COUNT"')
  const code = await codeOf(dialog, /lang=zh/)
  expect(code).toContain('?embed&amp;scenario=countPages&amp;moment=30&amp;order=index')
  expect(code).toContain('theme=dark')
  expect(code).toContain('title="Pages &amp; &quot;COUNT&quot;"')
  expect(code).toContain('width: 480px; max-width: 100%; height: 440px')
  await expect.poll(() => momentIn(page)).toBe('30')
  const html = previewOf(page).locator('html')
  expect(await html.getAttribute('data-theme')).toBe('dark')
  expect(await html.getAttribute('lang')).toBe('zh-CN')
  const frame = dialog.locator('iframe')
  expect(await frame.getAttribute('title')).toBe('Pages & "COUNT"')
  expect((await frame.boundingBox())?.width).toBe(480)
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(3)
})

test('the code of a long work shows that work in a page of another origin, at that moment', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  await goTo(page, 75)
  await button(page, 'Grow').click()
  for (let calls = 0; calls < 4; calls++) await button(page, 'Next call').click()
  await goTo(page, 90)
  const dialog = await dialogOn(page)
  const html = await codeOf(dialog, /branch=2&amp;moment=90&amp;order=scan#s=1\./)
  await dialog.getByLabel('Where it goes').selectOption('element')
  const element = await codeOf(dialog, /<scan-scope/)
  const elsewhere = await page.context().newPage()
  for (const code of [html, element]) {
    const text = `<!doctype html><title>Notes</title>${code}`
    await elsewhere.goto(`${host.url}?${String(new URLSearchParams({ html: text }))}`)
    const poster = elsewhere.locator('scan-scope').getByRole('button')
    if (code === element) await poster.click()
    const frame = elsewhere.frameLocator('iframe')
    await expect.poll(() => frame.getByRole('slider').inputValue()).toBe('90')
    expect(await frame.locator('.notice').count()).toBe(0)
    expect(await frame.locator('[data-cell="128:0"]').count()).toBe(1)
  }
})

test('Copy copies where it may; where it may not, the code is marked and that is said', async () => {
  const page = await open({ scenario: 'atRest' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const dialog = await dialogOn(page)
  const code = await codeOf(dialog, /atRest/)
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog.getByText('The code is copied.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  await dialog.getByLabel('Where it goes').selectOption('mdx')
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog.getByText('The code is marked').waitFor()
  const marked = await dialog
    .getByLabel('Code', { exact: true })
    .evaluate(({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
      value.slice(selectionStart, selectionEnd),
    )
  expect(marked).toBe(await codeOf(dialog, /style=\{\{/))
})

test('when the preview cannot start, the dialog says which header is missing', async () => {
  const page = await open({ scenario: 'atRest' })
  const headers = { 'Access-Control-Allow-Origin': '*' }
  await page.route('**/assets/frame-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', headers, body: '' }),
  )
  await page.locator('[data-command="share"]').click()
  await page.locator('[data-command="embed"]').click()
  await page.locator('dialog').getByText('Access-Control-Allow-Origin: *').waitFor()
}, 30_000)

describe('axe finds nothing in the dialog, and nothing is wider than the window', () => {
  const looks: readonly Look[] = [
    { locale: 'en-GB', dark: false },
    { locale: 'en-GB', dark: true, width: 390, height: 844 },
    { locale: 'zh-CN', dark: false, width: 390, height: 844 },
    { locale: 'zh-CN', dark: true },
  ]
  test.each(looks)('%j', async (look) => {
    const page = await open({ ...look, scenario: 'grow4to8' })
    await dialogOn(page)
    await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
    await settled(page)
    const found = await page.evaluate<string[]>(
      `axe.run('dialog', { iframes: false }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))`,
    )
    expect(found).toEqual([])
    expect(await overflowOf(page)).toBe(0)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(page.url()).toContain(inject('url'))
  })
})
