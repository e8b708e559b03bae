import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  atRest,
  button,
  captionOf,
  goTo,
  momentOf,
  reload,
  settled,
  timeline,
  usePages,
} from './page.ts'

const open = usePages()

const html = (page: Page) => page.locator('html')

const pageColour = (page: Page): Promise<string> =>
  html(page).evaluate((root) => getComputedStyle(root).backgroundColor)

const WHITE = 'rgb(255, 255, 255)'

test('another language keeps the moment and changes caption, labels and the language of the page', async () => {
  const page = await open()
  await goTo(page, 15)
  const english = await captionOf(page)
  expect(await html(page).getAttribute('lang')).toBe('en')
  await page.getByLabel('Language', { exact: true }).selectOption('zh')
  await expect.poll(() => html(page).getAttribute('lang')).toBe('zh-CN')
  const chinese = await captionOf(page)
  expect(chinese).not.toBe(english)
  expect(chinese).toMatch(/\p{Script=Han}/u)
  expect(await button(page, 'Step').count()).toBe(0)
  expect(await page.locator('.transport button.primary').innerText()).toMatch(/\p{Script=Han}/u)
  const slider = page.locator('.timeline input[type="range"]')
  expect(await slider.inputValue()).toBe('15')
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/\p{Script=Han}/u)
  await reload(page)
  expect(await html(page).getAttribute('lang')).toBe('zh-CN')
  await page.locator('.header select').first().selectOption('en')
  expect(await button(page, 'Step').count()).toBe(1)
})

test('in Chinese no English sentence is left, names of the trade aside', async () => {
  const page = await open({ locale: 'zh-CN', scenario: 'shrink16to4' })
  expect(await html(page).getAttribute('lang')).toBe('zh-CN')
  for (const moment of [0, 40, 50, 66, 90]) {
    await page.locator('.timeline input[type="range"]').fill(String(moment))
    const texts = await page.evaluate(() => {
      const skipped = '.listing, [translate="no"], option[lang], .worked, h1'
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      while (walker.nextNode() !== null) {
        const node = walker.currentNode
        if (node.parentElement?.closest(skipped) === null) found.push(node.textContent ?? '')
      }
      for (const node of document.querySelectorAll('[aria-label], [title]')) {
        found.push(node.getAttribute('aria-label') ?? '', node.getAttribute('title') ?? '')
      }
      return found
    })
    // Three English words in a row are a sentence nobody translated.
    expect(texts.filter((text) => /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(text))).toEqual([])
  }
})

test('the language of the browser is the language of the first visit', async () => {
  const page = await open({ locale: 'zh-CN' })
  expect(await html(page).getAttribute('lang')).toBe('zh-CN')
  const other = await open({ locale: 'en-GB' })
  expect(await html(other).getAttribute('lang')).toBe('en')
})

test('the theme follows the system until one is chosen, and stays chosen', async () => {
  const page = await open({ dark: true })
  expect(await html(page).getAttribute('data-theme')).toBe('dark')
  expect(await pageColour(page)).not.toBe(WHITE)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html[data-theme="light"]').waitFor()
  expect(await pageColour(page)).toBe(WHITE)
  await page.getByLabel('Theme', { exact: true }).selectOption('dark')
  expect(await html(page).getAttribute('data-theme')).toBe('dark')
  await reload(page)
  expect(await html(page).getAttribute('data-theme')).toBe('dark')
  expect(await pageColour(page)).not.toBe(WHITE)
  await page.getByLabel('Theme', { exact: true }).selectOption('auto')
  expect(await html(page).getAttribute('data-theme')).toBe('light')
})

/** How many places a cell takes in the frames after a press of Step that moves a key. */
const placesOfTheMove = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const chips = [...document.querySelectorAll('.stage-picture .chip')]
    const chip = chips.find(({ textContent }) => textContent?.includes('fig') === true)
    const seen = new Set([chip?.getAttribute('transform')])
    document.querySelector<HTMLButtonElement>('.transport button.primary')?.click()
    for (let frame = 0; frame < 30; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      seen.add(chip?.getAttribute('transform'))
    }
    return seen.size
  })

test('the switch for motion in Settings rules over the system', async () => {
  const page = await open({ scenario: 'rehashUnderWay', motion: true })
  await goTo(page, 10)
  await atRest(page)
  await button(page, 'Settings').click()
  await page.getByLabel('Motion', { exact: true }).selectOption('reduced')
  await page.keyboard.press('Escape')
  expect(await placesOfTheMove(page)).toBe(2)
  const other = await open({ scenario: 'rehashUnderWay' })
  await goTo(other, 10)
  expect(await placesOfTheMove(other)).toBe(2)
  await goTo(other, 10)
  await button(other, 'Settings').click()
  await other.getByLabel('Motion', { exact: true }).selectOption('full')
  await other.keyboard.press('Escape')
  expect(await placesOfTheMove(other)).toBeGreaterThan(2)
})

test('Play at full speed passes every moment, stops at the end and can play again', async () => {
  const page = await open({ scenario: 'naiveShrink' })
  await page.getByLabel('Speed', { exact: true }).selectOption('8')
  const moments = await page.evaluate(async () => {
    const slider = document.querySelector<HTMLInputElement>('.timeline input[type="range"]')
    if (slider === null) throw new Error('no slider')
    const seen = [Number(slider.value)]
    document.querySelector<HTMLButtonElement>('[aria-label="Play"]')?.click()
    while (slider.value !== slider.max) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const now = Number(slider.value)
      if (now !== seen.at(-1)) seen.push(now)
    }
    return seen
  })
  expect(moments).toEqual(Array.from({ length: moments.length }, (_, moment) => moment))
  await button(page, 'Play').waitFor()
  expect(await button(page, 'Step').isDisabled()).toBe(true)
  await button(page, 'Play').click()
  await button(page, 'Pause').waitFor()
  expect(await momentOf(page)).toBeLessThan(moments.length - 1)
  await button(page, 'Pause').click()
  await button(page, 'Play').waitFor()
})

test('stepping while it plays pauses it', async () => {
  const page = await open()
  await button(page, 'Play').click()
  await button(page, 'Pause').waitFor()
  await button(page, 'Step').click()
  await button(page, 'Play').waitFor()
  const moment = await momentOf(page)
  await settled(page)
  expect(await momentOf(page)).toBe(moment)
})

/** What changes in the document over so many frames. */
const changesOver = (page: Page, frames: number): Promise<string[]> =>
  page.evaluate(async (count) => {
    const seen: string[] = []
    const observer = new MutationObserver((records) => {
      seen.push(...records.map(({ type, target }) => `${type} of ${target.nodeName}`))
    })
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
    for (let frame = 0; frame < count; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    observer.disconnect()
    return seen
  }, frames)

for (const motion of [true, false]) {
  test(`nothing is drawn again while it is paused, motion ${motion ? 'on' : 'reduced'}`, async () => {
    const page = await open({ scenario: 'rehashUnderWay', motion })
    await button(page, 'Next call').click()
    await button(page, 'Step').click()
    await atRest(page)
    expect(await changesOver(page, 30)).toEqual([])
    await button(page, 'Play').click()
    await button(page, 'Pause').click()
    await atRest(page)
    await settled(page)
    expect(await changesOver(page, 30)).toEqual([])
  })
}

test('a screen reader is told each moment, in the words of the caption', async () => {
  const page = await open()
  await button(page, 'Step').click()
  const spoken = page.locator('[aria-live="polite"].visually-hidden')
  await page.waitForFunction(() =>
    document.querySelector('.visually-hidden[aria-live]')?.textContent?.includes('cursor 0'),
  )
  const words = (text: string | null) => text?.replace(/[\s.]+/g, ' ').trim()
  expect(words(await spoken.textContent())).toBe(words(await captionOf(page)))
  expect(await timeline(page).getAttribute('aria-valuetext')).toContain('Moment 1 of')
})

test('hovering a line of the rule lights the cells it has read, and back', async () => {
  const page = await open({ scenario: 'atRest' })
  await goTo(page, 4)
  await page.locator('[data-line][data-cells="8:0"]').first().hover()
  expect(await page.locator('[data-cell="8:0"].is-lit').count()).toBe(1)
  await page.locator('[data-cell="8:0"] .cell-box').hover()
  expect(await page.locator('[data-line].is-lit').count()).toBeGreaterThan(0)
  await page.locator('.caption').hover()
  expect(await page.locator('.is-lit').count()).toBe(0)
})
