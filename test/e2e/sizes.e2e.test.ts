import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atRest, button, momentOf, overflowOf, settled, usePages } from './page.ts'

const open = usePages()

const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
]

interface Crowd {
  readonly chips: number
  readonly overlaps: readonly string[]
  readonly strays: readonly string[]
}

/** Which chips lie over another chip or over the edge of their cell. */
const crowdOf = (page: Page): Promise<Crowd> =>
  page.evaluate(() => {
    const boxes = (selector: string) =>
      [...document.querySelectorAll(selector)].map((node) => {
        const { left, right, top, bottom } = (
          node.querySelector(':scope > rect') ?? node
        ).getBoundingClientRect()
        const name = node.querySelector('title')?.textContent ?? node.getAttribute('data-cell')
        return { name: name ?? '', left, right, top, bottom }
      })
    const chips = boxes('.stage-picture .chip')
    const cells = boxes('.stage-picture [data-cell]')
    const overlaps = chips.flatMap((a, index) =>
      chips
        .slice(index + 1)
        .filter(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5,
        )
        .map((b) => `${a.name} and ${b.name}`),
    )
    const strays = chips.filter(
      (chip) =>
        !cells.some(
          (cell) =>
            chip.left >= cell.left - 0.5 &&
            chip.right <= cell.right + 0.5 &&
            chip.top >= cell.top - 0.5 &&
            chip.bottom <= cell.bottom + 0.5,
        ),
    )
    return { chips: chips.length, overlaps, strays: strays.map(({ name }) => name) }
  })

/** Labels of cells that a chip covers. */
const coveredLabels = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const chips = [...document.querySelectorAll('.stage-picture .chip > rect')].map((chip) =>
      chip.getBoundingClientRect(),
    )
    const labels = [
      ...document.querySelectorAll(
        '.stage-picture .bits, .stage-picture .number, .stage-picture .more',
      ),
    ]
    return labels
      .filter((label) => {
        const a = label.getBoundingClientRect()
        return chips.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2,
        )
      })
      .map((label) => label.textContent)
  })

/** How many keys the cells say they cannot show. */
const hiddenKeys = async (page: Page): Promise<number> => {
  const texts = await page.locator('.stage-picture .more').allTextContents()
  return texts.reduce((sum, text) => sum + Number(text), 0)
}

async function addRandomKeys(page: Page, count: number): Promise<void> {
  await button(page, 'Add keys').click()
  const dialog = page.getByRole('dialog', { name: 'Add keys' })
  await dialog.getByLabel('How many random keys').fill(String(count))
  await dialog.getByRole('button', { name: 'Random keys' }).click()
  await dialog.getByRole('button', { name: `Add ${count}`, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function expectOrder(page: Page, what: string): Promise<void> {
  for (const window of WINDOWS) {
    await page.setViewportSize(window)
    await settled(page)
    await atRest(page)
    const where = `${what} at ${window.width}`
    const { chips, overlaps, strays } = await crowdOf(page)
    expect(chips + (await hiddenKeys(page)), `keys, ${where}`).toBeGreaterThan(0)
    expect(overlaps, `overlaps, ${where}`).toEqual([])
    expect(strays, `chips outside their cells, ${where}`).toEqual([])
    expect(await coveredLabels(page), `covered labels, ${where}`).toEqual([])
    expect(await overflowOf(page), `page wider than the window, ${where}`).toBe(0)
  }
}

test('64 buckets with 200 keys: nothing overlaps and the page never scrolls sideways', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  await page.getByLabel('grow when it is full').uncheck()
  await addRandomKeys(page, 136)
  expect(await page.locator('.stage-picture [data-cell]').count()).toBe(64)
  await expectOrder(page, '200 keys in scan order')
  await page.setViewportSize({ width: 1440, height: 900 })
  await button(page, 'Index order').click()
  await expectOrder(page, '200 keys in index order')
})

test('64 buckets with 200 keys in mid-rehash: nothing overlaps either', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  await page.getByLabel('grow when it is full').uncheck()
  await addRandomKeys(page, 136)
  await page.getByLabel('Grow to', { exact: true }).selectOption('256')
  await button(page, 'Grow').click()
  await button(page, 'Rehash one bucket').click()
  for (const window of WINDOWS) {
    await page.setViewportSize(window)
    await settled(page)
    expect((await crowdOf(page)).overlaps, `overlaps at ${window.width}`).toEqual([])
    expect(await overflowOf(page), `page wider at ${window.width}`).toBe(0)
  }
})

for (const scenario of ['grow4to16', 'rehashUnderWay', 'shrink16to4', 'edits'] as const) {
  test(`${scenario}: no chip lies over another, whatever the window and the order`, async () => {
    const page = await open({ scenario })
    while (!(await button(page, 'Next call').isDisabled())) {
      await button(page, 'Next call').click()
      if ((await page.locator('.stage-picture .table').count()) === 2) break
    }
    await expectOrder(page, `${scenario} in scan order`)
    await page.setViewportSize({ width: 1440, height: 900 })
    await button(page, 'Index order').click()
    await expectOrder(page, `${scenario} in index order`)
  })
}

test('a bucket with forty keys says how many it cannot show', async () => {
  const page = await open({ scenario: 'grow4to8' })
  await page.getByLabel('grow when it is full').uncheck()
  await addRandomKeys(page, 160)
  await expectOrder(page, '164 keys in 4 buckets')
  await page.setViewportSize({ width: 1440, height: 900 })
  await settled(page)
  expect(await page.locator('.stage-picture .more').count()).toBe(4)
  const shown = await page.locator('.stage-picture .chip').count()
  expect(shown).toBeGreaterThan(4)
  expect(shown + (await hiddenKeys(page))).toBe(164)
})

test('a table grows to 1024 buckets and is rehashed to its end', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  await page.getByLabel('Grow to', { exact: true }).selectOption('1024')
  await button(page, 'Grow').click()
  await button(page, 'Rehash all').click()
  const moment = await momentOf(page)
  await button(page, 'Index order').click()
  await button(page, 'Step back').click()
  expect(await momentOf(page)).toBe(moment - 1)
  for (const window of WINDOWS) {
    await page.setViewportSize(window)
    await settled(page)
    expect(await overflowOf(page), `page wider at ${window.width}`).toBe(0)
    expect(await page.locator('.stage-picture .strip').count()).toBeGreaterThan(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await button(page, 'Last').click()
  expect(await button(page, 'Grow').isDisabled()).toBe(true)
  expect(await button(page, 'Grow').getAttribute('title')).toContain('at most 1,024 buckets')
})

test('every tab of the narrow screen shows its panel and no sideways scrolling', async () => {
  const page = await open({ width: 390, height: 844 })
  const panels = [
    { tab: 'Controls', inside: page.getByRole('button', { name: 'Grow', exact: true }) },
    { tab: 'Rule', inside: page.locator('.listing') },
    { tab: 'Explain', inside: page.locator('.promise') },
    { tab: 'Replies', inside: page.locator('.replies') },
  ]
  const tabs = page.locator('.tabs')
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    for (const { tab, inside } of panels) {
      await tabs.getByRole('button', { name: tab, exact: true }).click()
      expect(await inside.isVisible(), tab).toBe(true)
      expect(await overflowOf(page), `${tab} at ${width}`).toBe(0)
    }
  }
})

/** Controls that a finger cannot hit well: less than 24 pixels wide or high, label included. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, input')]
      .filter((control) => control.checkVisibility())
      .filter((control) => {
        const { width, height } = (control.closest('label') ?? control).getBoundingClientRect()
        return width < 24 || height < 24
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent),
  )

for (const locale of ['en-GB', 'zh-CN'] as const) {
  test(`${locale}: every control can be hit and stays in the window, with a branch and a notice`, async () => {
    const page = await open({ scenario: 'grow4to16', locale })
    await page.locator('.timeline input[type="range"]').fill('5')
    await page.locator('[data-command="grow"]').click()
    expect(await page.locator('.notice').count()).toBe(1)
    for (const width of [1440, 1240, 1024, 980, 979, 768, 480, 390, 320]) {
      await page.setViewportSize({ width, height: 800 })
      await settled(page)
      for (const tab of width < 980 ? [1, 2, 3, 4] : []) {
        await page.locator(`.tabs button:nth-child(${tab})`).click()
        expect(await smallTargets(page), `tab ${tab} at ${width}`).toEqual([])
        expect(await overflowOf(page), `tab ${tab} at ${width}`).toBe(0)
      }
      expect(await smallTargets(page), `${width}`).toEqual([])
      expect(await overflowOf(page), `${width}`).toBe(0)
    }
  })
}

test('a click on a bucket opens its whole chain, Escape closes it', async () => {
  const page = await open({ scenario: 'edits' })
  await page.locator('[data-cell="8:6"] .cell-box').click()
  const inspector = page.locator('.inspector')
  expect(await inspector.innerText()).toContain('bucket 6 (110)')
  expect(await inspector.innerText()).toContain('elder')
  await page.keyboard.press('Escape')
  expect(await inspector.count()).toBe(0)
})
