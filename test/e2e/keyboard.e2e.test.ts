import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { button, captionOf, goTo, lengthOf, momentOf, preferring, usePages } from './page.ts'

const open = usePages()

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const node = document.activeElement
    return node?.id === 'stage'
      ? 'stage'
      : (node?.getAttribute('aria-label') ?? node?.textContent ?? '')
  })

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

const speedOf = (page: Page) => page.getByLabel('Speed', { exact: true }).inputValue()

test('with the focus on the stage the arrows step, by events, buckets and calls', async () => {
  const page = await open()
  await page.locator('#stage').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await momentOf(page)).toBe(2)
  await page.keyboard.press('ArrowLeft')
  expect(await momentOf(page)).toBe(1)
  await page.keyboard.press('ArrowDown')
  expect(await captionOf(page)).toContain('name bucket 0 of ht[0]')
  await page.keyboard.press('ArrowUp')
  expect(await momentOf(page)).toBe(0)
  await page.keyboard.press('Shift+ArrowRight')
  expect(await captionOf(page)).toContain('The call returns cursor 2')
  await page.keyboard.press('Shift+ArrowLeft')
  expect(await momentOf(page)).toBe(0)
  await page.keyboard.press('End')
  expect(await momentOf(page)).toBe(await lengthOf(page))
  await page.keyboard.press('Home')
  expect(await momentOf(page)).toBe(0)
  expect(await focused(page)).toBe('stage')
})

test('Space plays and pauses, the page does not scroll under it', async () => {
  const page = await open({ width: 390, height: 640 })
  await page.locator('#stage').focus()
  const before = await page.evaluate(() => window.scrollY)
  await page.keyboard.press('Space')
  await button(page, 'Pause').waitFor()
  await page.keyboard.press('Space')
  await button(page, 'Play').waitFor()
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
})

test('letters press the buttons they stand for', async () => {
  const page = await open({ scenario: 'atRest' })
  const stage = page.locator('#stage')
  await stage.focus()
  await page.keyboard.press('o')
  expect(await button(page, 'Index order').getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('o')
  expect(await button(page, 'Scan order').getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press(']')
  expect(await speedOf(page)).toBe('2')
  await page.keyboard.press('[')
  await page.keyboard.press('[')
  expect(await speedOf(page)).toBe('0.5')
  await page.keyboard.press('g')
  expect(await captionOf(page)).toContain('to 16 buckets')
  await page.keyboard.press('r')
  expect(await captionOf(page)).toContain('rehash index goes on to 1')
  await page.keyboard.press('n')
  expect(await captionOf(page)).toContain('The call returns cursor')
})

test('S shrinks when the dict can shrink, and does nothing when it cannot', async () => {
  const page = await open({ scenario: 'shrink8to4' })
  await page.locator('#stage').focus()
  await page.keyboard.press('s')
  expect(await captionOf(page)).toContain('to 4 buckets')
  const moment = await momentOf(page)
  await page.keyboard.press('s')
  await page.keyboard.press('g')
  expect(await momentOf(page)).toBe(moment)
})

for (const { key, name } of [
  { key: 'a', name: 'Add keys' },
  { key: 'Delete', name: 'Delete keys' },
  { key: 't', name: 'State as a table' },
  { key: '?', name: 'Settings' },
]) {
  test(`${key} opens ${name}; once closed, the focus is where it was`, async () => {
    const page = await open()
    await page.locator('#stage').focus()
    await page.keyboard.press(key)
    await dialog(page, name).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page, name).waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('stage')
    await button(page, name).click()
    await dialog(page, name).getByRole('button', { name: 'Close', exact: true }).click()
    await dialog(page, name).waitFor({ state: 'detached' })
    expect(await focused(page)).toBe(name)
    await page.keyboard.press('Enter')
    await dialog(page, name).waitFor()
    await page.mouse.click(2, 450)
    await dialog(page, name).waitFor({ state: 'detached' })
    expect(await focused(page)).toBe(name)
  })
}

test('the focus stays inside an open dialog', async () => {
  const page = await open()
  await button(page, 'Add keys').click()
  await dialog(page, 'Add keys').waitFor()
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab')
    const inside = await page.evaluate(
      () =>
        document.activeElement === document.body ||
        document.activeElement?.closest('dialog') !== null,
    )
    expect(inside).toBe(true)
  }
})

test('letters do nothing when they are switched off; the arrows still step', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Settings').click()
  await dialog(page, 'Settings').getByLabel('Single-letter keys').uncheck()
  await page.keyboard.press('Escape')
  await page.locator('#stage').focus()
  for (const key of ['o', 'g', 'r', 'a', 't', ']', '?', 'n', 'Delete']) {
    await page.keyboard.press(key)
  }
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await button(page, 'Scan order').getAttribute('aria-pressed')).toBe('true')
  expect(await speedOf(page)).toBe('1')
  expect(await momentOf(page)).toBe(0)
  await page.keyboard.press('ArrowRight')
  expect(await momentOf(page)).toBe(1)
  await page.reload()
  await page.locator('#stage').focus()
  await page.keyboard.press('o')
  expect(await button(page, 'Scan order').getAttribute('aria-pressed')).toBe('true')
})

test('keys typed in a field or pressed elsewhere are not commands', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Add keys').click()
  await dialog(page, 'Add keys').waitFor()
  await page.keyboard.type('goat sort')
  expect(await page.getByLabel('Keys, one per line').inputValue()).toBe('goat sort')
  await page.keyboard.press('Escape')
  await button(page, 'Delete keys').click()
  await dialog(page, 'Delete keys').waitFor()
  await page.keyboard.type('fig')
  expect(await page.getByLabel('Find a key').inputValue()).toBe('fig')
  await page.keyboard.press('Escape')
  expect(await momentOf(page)).toBe(0)
  await page.getByLabel('Buckets to rehash').focus()
  await page.keyboard.press('o')
  await button(page, 'Grow').focus()
  await page.keyboard.press('o')
  expect(await button(page, 'Scan order').getAttribute('aria-pressed')).toBe('true')
})

test('Ctrl with a letter is the browser’s, not the page’s', async () => {
  const page = await open({ scenario: 'atRest' })
  await page.locator('#stage').focus()
  await page.keyboard.press('Control+g')
  await page.keyboard.press('Control+a')
  expect(await momentOf(page)).toBe(0)
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('Ctrl+Z takes an edit back and Ctrl+Shift+Z does it again, wherever the focus is', async () => {
  const page = await open({ scenario: 'atRest' })
  await goTo(page, 9)
  await button(page, 'Grow').click()
  const grown = await momentOf(page)
  await page.locator('#stage').focus()
  await page.keyboard.press('Control+z')
  expect(await momentOf(page)).toBe(9)
  await page.keyboard.press('Control+Shift+Z')
  expect(await momentOf(page)).toBe(grown)
  await button(page, 'Add keys').focus()
  await page.keyboard.press('Control+z')
  expect(await momentOf(page)).toBe(9)
})

test('Ctrl+Z works with the focus on the timeline too', async () => {
  const page = await open({ scenario: 'atRest' })
  await goTo(page, 9)
  await button(page, 'Grow').click()
  const length = await lengthOf(page)
  await page.getByRole('slider', { name: 'Timeline' }).focus()
  await page.keyboard.press('Control+z')
  expect(await lengthOf(page)).not.toBe(length)
})

test('the slider moves by its own keys', async () => {
  const page = await open()
  await page.getByRole('slider', { name: 'Timeline' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await momentOf(page)).toBe(1)
  await page.keyboard.press('End')
  expect(await momentOf(page)).toBe(await lengthOf(page))
})

test('a step by its button keeps the focus on the button, also at the end', async () => {
  const page = await open()
  await goTo(page, (await lengthOf(page)) - 1)
  await button(page, 'Step').focus()
  await page.keyboard.press('Enter')
  expect(await momentOf(page)).toBe(await lengthOf(page))
  await page.keyboard.press('Shift+Tab')
  expect(await focused(page)).not.toBe('')
})

/** Tabs once round the page; what had the focus, and whether it could be seen. */
async function tabRound(page: Page) {
  const stops: { name: string; ring: boolean; seen: boolean }[] = []
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const node = document.activeElement
      if (!(node instanceof HTMLElement) || node === document.body) return null
      const style = getComputedStyle(node)
      const { left, top, width, height } = node.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20))
      const label = node.getAttribute('aria-label') ?? node.closest('label')?.textContent
      const labels = node instanceof HTMLSelectElement ? node.labels[0]?.textContent : undefined
      return {
        name: label ?? labels ?? node.textContent,
        ring: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        seen: hit !== null && (node.contains(hit) || hit.contains(node)),
      }
    })
    if (stop === null) break
    stops.push(stop)
  }
  return stops
}

test('Tab reaches every control, and what has the focus is ringed and in sight', async () => {
  const page = await open()
  const stops = await tabRound(page)
  const enabled = await page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLElement>(
          'button, select, input, textarea, a[href], [tabindex="0"]',
        ),
      ].filter((node) => node.checkVisibility() && !node.matches(':disabled')).length,
  )
  expect(stops).toHaveLength(enabled)
  expect(stops.filter(({ ring }) => !ring)).toEqual([])
  expect(stops.filter(({ seen }) => !seen)).toEqual([])
})

test('on a phone nothing that has the focus is hidden under the timeline', async () => {
  const page = await open({ width: 390, height: 844 })
  await page.locator('.tabs').getByRole('button', { name: 'Controls', exact: true }).click()
  await page.evaluate(() => {
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('.skip')?.focus()
  })
  const stops = await tabRound(page)
  expect(stops.length).toBeGreaterThan(25)
  expect(stops.filter(({ seen }) => !seen)).toEqual([])
  expect(stops.filter(({ ring }) => !ring)).toEqual([])
})

test('the first Tab offers to skip to the picture, and Enter does', async () => {
  const page = await open()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Skip to the picture')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  expect(await momentOf(page)).toBe(1)
})

test('what was chosen before is still chosen after a reload', async () => {
  const page = await open({ stored: preferring({ order: 'index', speed: 4, letters: false }) })
  expect(await button(page, 'Index order').getAttribute('aria-pressed')).toBe('true')
  expect(await speedOf(page)).toBe('4')
})
