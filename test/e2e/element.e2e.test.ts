import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchChromium } from './browser.ts'
import { startHost } from './host.ts'

let browser: Browser
let host: Awaited<ReturnType<typeof startHost>>

beforeAll(async () => {
  browser = await launchChromium()
  host = await startHost()
})

afterAll(async () => {
  await browser.close()
  host.close()
})

/** A page of another origin that uses the element as its readers would. */
async function pageWith(element: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 }, locale: 'en-GB' })
  const html = `<!doctype html><html lang="en"><title>A host</title><body>${element}
    <script type="module" src="${inject('url')}scan-scope.js"></script>
    <script>
      window.heard = []
      for (const type of ['ready', 'moment', 'call', 'done', 'error']) {
        document.querySelector('scan-scope').addEventListener(type, ({ detail }) => {
          heard.push([type, detail])
        })
      }
    </script>`
  await page.goto(`${host.url}?${String(new URLSearchParams({ html }))}`)
  return page
}

it('shows a cluster, and the client that its attribute names', async () => {
  const page = await pageWith(
    '<scan-scope screen="cluster" scenario="oneCursor" strategy="perNode" load="eager"></scan-scope>',
  )
  await page.waitForFunction('heard.some(([type]) => type === "ready")')
  const state = await page.evaluate(`document.querySelector('scan-scope').getState()`)
  expect(state).toMatchObject({ machine: 'cluster', algorithm: 'perNode', moment: 0 })
  await page.close()
})

it('shows a poster and loads nothing until it is pressed; then methods and events work', async () => {
  const page = await pageWith(
    '<scan-scope scenario="lostBucket" label="A lost bucket"></scan-scope>',
  )
  const poster = page.getByRole('button', { name: 'A lost bucket' })
  await poster.waitFor()
  expect(page.frames()).toHaveLength(1)
  await poster.click()
  await page.waitForFunction('heard.some(([type]) => type === "ready")')
  const state = await page.evaluate<{ profile: string; missed: string[] }>(`(async () => {
    const element = document.querySelector('scan-scope')
    const { moments } = await element.getState()
    await element.seek({ moment: moments })
    return await element.getState()
  })()`)
  expect(state.profile).toBe('redis-4.0.9')
  expect([...state.missed].sort()).toEqual(['fig', 'grape'])
  expect(await page.evaluate('heard.map(([type]) => type)')).toContain('done')
  const refused = await page.evaluate<string>(
    `document.querySelector('scan-scope').load('nothing').catch(({ message }) => message)`,
  )
  expect(refused).toContain('There is no scenario "nothing"')
  await page.close()
})

it('attributes are the parameters of the page, also when they change', async () => {
  const page = await pageWith(
    '<scan-scope load="eager" scenario="grow4to8" moment="0" order="index" theme="dark" ' +
      'lang="zh" palette="mono" speed="8" keys="off" predict="on"></scan-scope>',
  )
  await page.waitForFunction('heard.some(([type]) => type === "ready")')
  const frame = page.frameLocator('iframe')
  const picture = frame.locator('.stage-picture')
  expect(await picture.getAttribute('data-order')).toBe('index')
  const root = frame.locator('html')
  expect(await root.getAttribute('data-theme')).toBe('dark')
  expect(await root.getAttribute('data-palette')).toBe('mono')
  expect(await root.getAttribute('lang')).toBe('zh-CN')
  await frame.locator('.prediction').waitFor()
  await page.evaluate(`(() => {
    const element = document.querySelector('scan-scope')
    element.setAttribute('order', 'scan')
    element.setAttribute('moment', '20')
    element.setAttribute('palette', 'colour')
    element.setAttribute('predict', 'off')
  })()`)
  await expect.poll(() => picture.getAttribute('data-order')).toBe('scan')
  await expect
    .poll(() =>
      page.evaluate(`document.querySelector('scan-scope').getState().then(({ moment }) => moment)`),
    )
    .toBe(20)
  expect(await root.getAttribute('data-palette')).toBe('colour')
  expect(await frame.locator('.prediction').count()).toBe(0)
  await page.close()
})
