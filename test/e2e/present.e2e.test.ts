import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { lessons } from '../../src/lessons/index.ts'
import { root } from '../setup/install.mjs'
import {
  button,
  captionOf,
  goTo,
  momentOf,
  preferring,
  settled,
  usePages,
  type Look,
} from './page.ts'

const openPage = usePages()

/** Opens a page that presents. */
async function open(link: string, look: Look = {}): Promise<Page> {
  const page = await openPage({ ...look, link })
  await presented(page)
  return page
}

const presented = (page: Page): Promise<void> => page.locator('.present').waitFor()

const ended = (page: Page): Promise<void> => page.locator('.present').waitFor({ state: 'detached' })

/** The slider is hidden while the page presents; its value is the moment all the same. */
const momentShown = async (page: Page): Promise<number> =>
  Number(await page.locator('.timeline input[type="range"]').inputValue())

const isBlank = async (page: Page): Promise<boolean> =>
  (await page.locator('.present-blank').count()) === 1

const isFull = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.fullscreenElement !== null)

const PANELS = ['.header', '.controls', '.explain', '.timeline', '.replies', '.stage-bar']

async function visiblePanels(page: Page): Promise<string[]> {
  const seen = await Promise.all(PANELS.map((panel) => page.locator(panel).isVisible()))
  return PANELS.filter((_, index) => seen[index])
}

test('the button presents, Escape leads back to the same page, moment and focus', async () => {
  const page = await openPage({ link: '?scenario=shrink16to4&moment=30&panel=code' })
  expect(await visiblePanels(page)).toEqual(PANELS)
  await button(page, 'Present').click()
  await presented(page)
  expect(new URL(page.url()).searchParams.has('present')).toBe(true)
  expect(await visiblePanels(page)).toEqual([])
  expect(await momentShown(page)).toBe(30)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('stage')
  await page.keyboard.press('Escape')
  await ended(page)
  expect(await visiblePanels(page)).toEqual(PANELS)
  expect(await momentOf(page)).toBe(30)
  expect(new URL(page.url()).search).toBe('?scenario=shrink16to4&moment=30&panel=code')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'Present',
  )
  await page.goBack()
  expect(page.url()).toBe('about:blank')
})

test('a remote goes on and back, blanks the screen, and nothing happens while it is blank', async () => {
  const page = await openPage({ scenario: 'grow4to8' })
  await goTo(page, 5)
  await page.locator('#stage').focus()
  await page.keyboard.press('v')
  await presented(page)
  const before = await captionOf(page)
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  expect(await momentShown(page)).toBe(7)
  expect(await captionOf(page)).not.toBe(before)
  expect(await page.locator('.present-progress').getAttribute('value')).toBe('7')
  await page.keyboard.press('PageUp')
  expect(await momentShown(page)).toBe(6)
  for (const key of ['.', 'b', 'B']) {
    await page.keyboard.press(key)
    expect(await isBlank(page), key).toBe(true)
    await page.keyboard.press('PageDown')
    expect(await isBlank(page), key).toBe(false)
    expect(await momentShown(page), key).toBe(6)
  }
  // A click beside the picture takes the focus from it, but not its keys.
  await page.locator('.caption').click()
  await page.keyboard.press('ArrowRight')
  expect(await momentShown(page)).toBe(7)
  await page.keyboard.press('g')
  await page.locator('.notice').waitFor()
  await page.reload()
  await presented(page)
  expect(await momentShown(page)).toBeGreaterThanOrEqual(7)
})

test('a cluster is presented, too: its verdict stays in sight, and Escape leads back', async () => {
  const page = await openPage({ link: '?screen=cluster&scenario=finishedNode&moment=40' })
  const line = page.locator('.ledger-line')
  const shown = (await visiblePanels(page)).join()
  await page.locator('#stage').focus()
  await page.keyboard.press('v')
  await presented(page)
  expect(await visiblePanels(page)).toEqual([])
  expect(await line.innerText()).toMatch(/will be missed\s+3/)
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  expect(await momentShown(page)).toBe(42)
  await expect.poll(() => line.innerText()).toMatch(/were missed\.[^]*\bmissed\s+3/)
  await page.locator('[data-node="A"] .cell').first().click()
  await page.locator('.inspector').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.inspector').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await ended(page)
  expect(await line.count()).toBe(0)
  expect((await visiblePanels(page)).join()).toBe(shown)
  expect(await momentOf(page)).toBe(42)
  expect(new URL(page.url()).search).toBe('?screen=cluster&scenario=finishedNode&moment=40')
})

test('in a lesson on a cluster on is Continue', async () => {
  const page = await open('?screen=lessons&lesson=clusterFinished&stop=1&present')
  await page.keyboard.press('PageDown')
  expect(await page.locator('.present-progress').getAttribute('value')).toBe('2')
  expect(await page.locator('.lesson-line').innerText()).toMatch(/Stop 2/)
})

test('F is for the full screen and back; leaving the presentation leaves that, too', async () => {
  const page = await open('?scenario=grow4to8&present')
  await page.keyboard.press('f')
  await page.waitForFunction(() => document.fullscreenElement !== null)
  await page.keyboard.press('f')
  await page.waitForFunction(() => document.fullscreenElement === null)
  expect(await page.locator('.present').count()).toBe(1)
  await page.keyboard.press('F5')
  await page.waitForFunction(() => document.fullscreenElement !== null)
  await page.evaluate(() => document.exitFullscreen())
  await ended(page)
  await button(page, 'Present').click()
  await presented(page)
  await page.keyboard.press('f')
  await page.waitForFunction(() => document.fullscreenElement !== null)
  await page.locator('.present-bar button').last().click()
  await ended(page)
  await page.waitForFunction(() => document.fullscreenElement === null)
  expect(await isFull(page)).toBe(false)
})

test('letters that are switched off do nothing here either, Page Down does', async () => {
  const page = await open('?scenario=grow4to8&present', { stored: preferring({ letters: false }) })
  await page.keyboard.press('b')
  expect(await isBlank(page)).toBe(false)
  await page.keyboard.press('PageDown')
  expect(await momentShown(page)).toBe(1)
})

test('the help lists the keys over the picture, and its Escape leaves only the help', async () => {
  const page = await open('?scenario=grow4to8&present')
  await page.keyboard.press('?')
  const help = page.locator('dialog')
  await help.getByText('While presenting').waitFor()
  for (const key of ['PgUp PgDn', 'B .', 'F', 'Esc', 'V']) {
    expect(await help.locator('kbd').getByText(key, { exact: true }).isVisible(), key).toBe(true)
  }
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  expect(await page.locator('.present').count()).toBe(1)
})

test('a lesson is presented stop by stop to its moral, and then the next lesson', async () => {
  const [lesson, next] = lessons
  const page = await open(`?screen=lessons&lesson=${lesson.id}&stop=0&present`)
  const sentences = new Set<string>()
  for (let stop = 0; stop < lesson.stops.length + 1; stop++) {
    sentences.add(await page.locator('.lesson-sentence').first().innerText())
    await page.keyboard.press(stop % 2 === 0 ? 'PageDown' : 'ArrowRight')
    await settled(page)
  }
  expect(sentences.size).toBe(lesson.stops.length + 1)
  await page.keyboard.press('PageUp')
  expect(await page.locator('.present-at').innerText()).toContain(String(lesson.stops.length))
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await page.waitForURL((url) => url.searchParams.get('lesson') === next.id)
  await presented(page)
  expect(new URL(page.url()).searchParams.has('present')).toBe(true)
  await page.keyboard.press('Escape')
  await ended(page)
  expect(await page.locator('.lesson-card').isVisible()).toBe(true)
  expect(new URL(page.url()).searchParams.get('lesson')).toBe(next.id)
})

test('the laser dot follows mouse and finger over the picture, and fades when they rest', async () => {
  const page = await open('?scenario=grow4to8&present', { width: 1280, height: 720 })
  const dot = page.locator('.laser')
  const middle = async () => {
    const box = await dot.boundingBox()
    return box === null ? null : [box.x + box.width / 2, box.y + box.height / 2]
  }
  const opacity = () => dot.evaluate((node) => getComputedStyle(node).opacity)
  expect(await opacity()).toBe('0')
  await page.mouse.move(500, 400)
  expect(await middle()).toEqual([500, 400])
  expect(await opacity()).toBe('1')
  await page.waitForFunction(() => document.querySelector('.present[data-pointing]') === null)
  expect(await opacity()).toBe('0')
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove', x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y }] })
  await touch('touchStart', 300, 300)
  await touch('touchMove', 640, 420)
  await page.waitForFunction(() => document.querySelector('.present[data-pointing]') !== null)
  await settled(page)
  expect(await middle()).toEqual([640, 420])
})

const WINDOWS = [
  { width: 1280, height: 720, large: 1.6 },
  { width: 1920, height: 1080, large: 2.1 },
  { width: 1024, height: 768, large: 1.36 },
] as const
const LINKS = [
  '?scenario=shrink16to4&moment=60&present',
  '?screen=lessons&lesson=lostBucket&stop=5&present',
  // Six lanes, more than have room in full height.
  '?screen=cluster&scenario=otherSeed&moment=20&present',
]

test('the type is big and the whole picture is in the window', async () => {
  for (const [index, { large, ...window }] of WINDOWS.entries()) {
    for (const [other, link] of LINKS.entries()) {
      const isOdd = (index + other) % 2 === 1
      const page = await open(link, { ...window, locale: isOdd ? 'zh-CN' : 'en-GB', dark: isOdd })
      const what = `${link} ${window.width}`
      const found = await page.evaluate(() => {
        const [middle, picture, said] = ['.middle', '.stage-picture', '.caption, .lesson-sentence']
          .map((selector) => document.querySelector(selector))
          .map((node) => node ?? document.body)
        const style = (node: Element = document.body) => getComputedStyle(node)
        const box = (picture ?? document.body).getBoundingClientRect()
        return {
          size: Number(style(middle).zoom) * Number.parseFloat(style(said).fontSize),
          bottom: box.bottom,
          right: box.right,
          scrolls: document.documentElement.scrollHeight > innerHeight,
        }
      })
      expect(found.size, what).toBeGreaterThanOrEqual(15.5 * large)
      expect(found.bottom, what).toBeLessThanOrEqual(window.height)
      expect(found.right, what).toBeLessThanOrEqual(window.width)
      expect(found.scrolls, what).toBe(false)
      await page.context().close()
    }
  }
})

test('axe finds nothing while it presents, and a screen reader finds a few named tools', async () => {
  const page = await open('?scenario=lostBucket&moment=47&present', { locale: 'zh-CN', dark: true })
  await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  )
  expect(found.violations.map(({ id }) => id)).toEqual([])
  const names = await page
    .getByRole('button')
    .evaluateAll((nodes) =>
      nodes
        .filter((node) => node.checkVisibility({ visibilityProperty: true }))
        .map((node) => node.getAttribute('aria-label')),
    )
  expect(names).toEqual([
    '上一步（Page Up）',
    '下一步（Page Down）',
    '黑屏（B）',
    '全屏（F）',
    '按键（?）',
    '退出演示（Esc）',
  ])
})
