import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { root } from '../setup/install.mjs'
import { launchChromium } from './browser.ts'
import { startHost, type FileAt, type Host } from './host.ts'

/** The address that stands for ScanScope's in the pages that the tools have made. */
const STAND_IN = 'https://scanscope.test/'
const revealFolder = dirname(createRequire(import.meta.url).resolve('reveal.js'))
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' } as const

const fileAt: FileAt = (path) => {
  const [, ending] = /\.(js|css|html)$/.exec(path) ?? []
  if (ending === undefined) return null
  const file = path.startsWith('/reveal.js/dist/')
    ? join(revealFolder, path.slice('/reveal.js/dist/'.length))
    : join(root, 'test/pages', path)
  if (!existsSync(file)) return null
  const body = readFileSync(file, 'utf8').replaceAll(STAND_IN, inject('url'))
  return { type: types[ending as keyof typeof types], body }
}

let browser: Browser
let host: Host

beforeAll(async () => {
  browser = await launchChromium()
  host = await startHost(fileAt)
})

afterAll(async () => {
  await browser.close()
  host.close()
})

async function open(name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 }, locale: 'en-GB' })
  page.setDefaultTimeout(15_000)
  await page.goto(`${host.url}${name}.html`)
  return page
}

const TITLE = 'A "SCAN" during a growing rehash'

const momentIn = (frame: FrameLocator): Promise<number> =>
  frame.getByRole('slider', { name: 'Timeline' }).inputValue().then(Number)

/** A page that turns and scrolls itself by arrow keys, and counts how often. */
const listenToKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.style.minHeight = '3000px'
    document.body.dataset['turned'] = '0'
    addEventListener('keydown', ({ key }) => {
      if (!key.startsWith('Arrow')) return
      document.body.dataset['turned'] = String(Number(document.body.dataset['turned']) + 1)
      scrollBy(0, 100)
    })
  })

const movedBy = (page: Page) =>
  page.evaluate(() => [Number(document.body.dataset['turned']), Math.round(window.scrollY)])

describe.each(['html', 'docusaurus', 'vitepress', 'react'])('the frame in a page of %s', (name) => {
  it('shows the moment, steps, and never moves the page by keys that it was given', async () => {
    const page = await open(name)
    await listenToKeys(page)
    const frame = page.frameLocator(`iframe[title='${TITLE}']`)
    await frame.locator('.stage-picture').waitFor()
    expect(await momentIn(frame)).toBe(12)
    expect(await frame.locator('.notice').count()).toBe(0)
    expect(await movedBy(page)).toEqual([0, 0])
    await frame.getByRole('button', { name: 'Step', exact: true }).click()
    await expect.poll(() => momentIn(frame)).toBe(13)
    await frame.locator('#stage').focus()
    const before = await movedBy(page)
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'End', 'Home']) {
      await page.keyboard.press(key)
    }
    await expect.poll(() => momentIn(frame)).toBe(0)
    expect(await movedBy(page)).toEqual(before)
    await page.close()
  })
})

describe.each(['html', 'docusaurus', 'vitepress'])('<scan-scope> in a page of %s', (name) => {
  it('shows its poster, and loads when it is pressed', async () => {
    const page = await open(name)
    const element = page.locator('scan-scope')
    const poster = element.getByRole('button', { name: TITLE })
    await poster.scrollIntoViewIfNeeded()
    const image = poster.locator('img')
    await expect
      .poll(() => image.evaluate((node: HTMLImageElement) => node.naturalWidth))
      .toBe(1200)
    await poster.click()
    const frame = element.frameLocator('iframe')
    await frame.locator('.stage-picture').waitFor()
    expect(await momentIn(frame)).toBe(12)
    await page.close()
  })
})

describe('reveal.js', () => {
  const slideOf = (page: Page) =>
    page.evaluate(
      () =>
        (window as unknown as { Reveal: { getIndices: () => { h: number } } }).Reveal.getIndices()
          .h,
    )

  /** A deck passes over a key that comes right after another. */
  const turn = async (page: Page, key: string, to: number) => {
    await page.waitForTimeout(250)
    await page.keyboard.press(key)
    await expect.poll(() => slideOf(page)).toBe(to)
  }

  it('turns its slides by its own keys, also after a press in the picture', async () => {
    const page = await open('reveal')
    await page.waitForFunction('window.Reveal?.isReady()')
    await turn(page, 'ArrowRight', 1)
    const frame = page.locator('scan-scope').frameLocator('iframe')
    await frame.locator('.stage-picture').waitFor()
    // A frame that has come into sight takes no key from the deck.
    await turn(page, 'ArrowLeft', 0)
    await turn(page, 'ArrowRight', 1)
    await frame.getByRole('button', { name: 'Step', exact: true }).click()
    await expect.poll(() => momentIn(frame)).toBe(13)
    await turn(page, 'ArrowRight', 2)
    await turn(page, 'PageUp', 1)
    await frame.locator('#stage').focus()
    await turn(page, 'ArrowLeft', 0)
    await page.close()
  })

  it('stays where it is while arrow keys move a picture that may have them', async () => {
    const page = await open('reveal')
    await page.waitForFunction('window.Reveal?.isReady()')
    await page.keyboard.press('ArrowRight')
    const frame = page.locator('scan-scope').frameLocator('iframe')
    await frame.locator('.stage-picture').waitFor()
    await page.evaluate(() => {
      document.querySelector('scan-scope')?.setAttribute('keys', 'focus')
    })
    await frame.locator('#stage').focus()
    await expect
      .poll(async () => {
        await page.keyboard.press('Home')
        return momentIn(frame)
      })
      .toBe(0)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => momentIn(frame)).toBe(1)
    expect(await slideOf(page)).toBe(1)
    await page.close()
  })
})

describe('what other sites read', () => {
  it('a page with a card leads to the app at once, and its oEmbed answer shows the frame', async () => {
    const page = await browser.newPage({ locale: 'en-GB' })
    const response = await page.request.get(`${inject('url')}s/lostBucket/`)
    const [, oembed] =
      /application\/json\+oembed"[^>]* href="([^"]+)"/.exec(await response.text()) ?? []
    expect(oembed).toMatch(/^https?:\/\/.+\/oembed\/lostBucket\.json$/)
    const { pathname } = new URL(oembed ?? '')
    const answer = (await (
      await page.request.get(new URL(pathname.slice(1), inject('url')).href)
    ).json()) as {
      readonly html: string
      readonly provider_url: string
      readonly thumbnail_url: string
    }
    const thumbnail = answer.thumbnail_url.replace(answer.provider_url, inject('url'))
    expect((await page.request.get(thumbnail)).headers()['content-type']).toBe('image/png')
    const html = answer.html.replaceAll(answer.provider_url, inject('url'))
    await page.goto(
      `${host.url}?${String(new URLSearchParams({ html: `<!doctype html>${html}` }))}`,
    )
    await page.frameLocator('iframe').getByText('the promise is broken').first().waitFor()
    await page.goto(`${inject('url')}s/lostBucket/`)
    await page.waitForURL(`${inject('url')}?scenario=lostBucket`)
    await page.locator('.stage-picture').waitFor()
    await page.close()
  })
})
