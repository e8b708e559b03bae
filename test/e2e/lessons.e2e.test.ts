import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { lessons } from '../../src/lessons/index.ts'
import { root } from '../setup/install.mjs'
import { button, momentOf, overflowOf, preferring, settled, usePages, type Look } from './page.ts'

const openPage = usePages()

/** Opens an address of the page, as a link from elsewhere does. */
async function open(query: string, look: Look = {}): Promise<Page> {
  const page = await openPage(look)
  await page.goto(new URL(query, page.url()).href)
  await page.locator('.lesson-card, .lesson-list').first().waitFor()
  return page
}

const sentenceOf = (page: Page): Promise<string> =>
  page.locator('.lesson-sentence').first().innerText()

const lessonCard = (page: Page) => page.getByRole('region', { name: 'Lesson', exact: true })

/** The accessible name of what has the focus, as far as it is text or a label. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const node = document.activeElement
    return (node?.getAttribute('aria-label') ?? node?.textContent ?? '').trim()
  })

/** Tabs until something of this name has the focus. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let press = 0; press < 90; press++) {
    if ((await focusedName(page)) === name) return
    await page.keyboard.press(key)
  }
  throw new Error(`"${name}" was never reached by ${key}`)
}

test('a whole lesson by keyboard and accessible names alone, from Explore to its moral', async () => {
  const page = await openPage()
  await tabTo(page, 'Lessons')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Lessons', exact: true }).waitFor()
  await tabTo(page, 'Chains')
  await page.keyboard.press('Enter')
  await lessonCard(page).waitFor()
  expect(await focusedName(page)).toBe('Continue')
  const lesson = lessons[1]
  const seen: string[] = []
  for (let stop = 1; stop <= lesson.stops.length; stop++) {
    expect(await focusedName(page)).toBe('Continue')
    await page.keyboard.press('Enter')
    await lessonCard(page).getByText(`Stop ${stop} of ${lesson.stops.length}`).waitFor()
    seen.push(await sentenceOf(page))
    if (lesson.stops[stop - 1]?.ask !== 'keys') continue
    await tabTo(page, 'Answer from a list')
    await page.keyboard.press('Enter')
    for (const key of ['pear', 'plum', 'fig']) {
      await tabTo(page, key)
      await page.keyboard.press('Space')
    }
    await tabTo(page, 'Check')
    await page.keyboard.press('Enter')
    expect(await focusedName(page)).toContain('Right.')
    await tabTo(page, 'Continue', 'Shift+Tab')
  }
  expect(new Set(seen).size).toBe(lesson.stops.length)
  await page.keyboard.press('Enter')
  await lessonCard(page).getByText('To remember').waitFor()
  expect(await sentenceOf(page)).toBe(lesson.moral({ locale: 'en' }))
  expect(await focusedName(page)).toBe('Next lesson')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'A plain counter, and the table grows' }).waitFor()
  expect(await focusedName(page)).toBe('Continue')
  await tabTo(page, 'Lessons', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByText('· finished').waitFor()
})

test('every lesson can be read to its end with at most 40 presses of Continue', async () => {
  const page = await open('?screen=lessons')
  for (const lesson of lessons) {
    await page.goto(new URL(`?screen=lessons&lesson=${lesson.id}&stop=0`, page.url()).href)
    await button(page, 'Continue').waitFor()
    expect(await sentenceOf(page)).toBe(lesson.question({ locale: 'en' }))
    let presses = 0
    while ((await button(page, 'Continue').count()) > 0 && presses <= 40) {
      await button(page, 'Continue').click()
      presses += 1
    }
    expect(presses, lesson.id).toBe(lesson.stops.length + 1)
    expect(await sentenceOf(page), lesson.id).toBe(lesson.moral({ locale: 'en' }))
  }
})

test('leave the path: grow, add, step, scrub; one press leads back to the stop', async () => {
  const page = await open('?screen=lessons&lesson=grow4to8&stop=2')
  const there = await momentOf(page)
  const sentence = await sentenceOf(page)
  const leave: Readonly<Record<string, () => Promise<unknown>>> = {
    step: () => button(page, 'Step').click(),
    grow: () => button(page, 'Grow').click(),
    scan: () => page.getByRole('button', { name: /^Scan from cursor/ }).click(),
    scrub: () => page.getByRole('slider', { name: 'Timeline' }).fill('1'),
    rule: () => page.getByRole('combobox', { name: 'Algorithm' }).selectOption('naive'),
    add: async () => {
      await button(page, 'Add keys').click()
      await page.getByRole('textbox', { name: 'Keys, one per line' }).fill('guest')
      await page.getByRole('button', { name: 'Add 1', exact: true }).click()
    },
  }
  for (const [how, go] of Object.entries(leave)) {
    await go()
    await page.getByText('You have left the path').waitFor()
    await button(page, 'Back to the lesson').click()
    await button(page, 'Continue').waitFor()
    expect(await momentOf(page), how).toBe(there)
    expect(await sentenceOf(page), how).toBe(sentence)
  }
  await button(page, 'Continue').click()
  expect(await sentenceOf(page)).toContain('each cell of the ruler is cut in two')
})

test('a deep link opens a lesson at a stop; a reload stays where the reader is', async () => {
  const page = await open('?screen=lessons&lesson=lostBucket&stop=7')
  expect(await sentenceOf(page)).toContain('from 10 to 14, while 6 comes next')
  await button(page, 'Continue').click()
  expect(await sentenceOf(page)).toContain('Bucket 6 is jumped over')
  await page.reload()
  await lessonCard(page).waitFor()
  expect(await sentenceOf(page)).toContain('Bucket 6 is jumped over')
})

test.each(['stop=999', 'stop=-3', 'stop=x', 'stop=1e9', 'stop='])(
  'a link with %s opens the lesson all the same',
  async (query) => {
    const page = await open(`?screen=lessons&lesson=ruler&${query}`)
    expect(await sentenceOf(page)).not.toBe('')
  },
)

test('a link to a lesson that is not there says so and shows all', async () => {
  const page = await open('?screen=lessons&lesson=nosuch')
  await page.getByText('There is no lesson').waitFor()
  expect(await page.locator('.lesson-entry').count()).toBe(lessons.length)
})

test('back and forward move between lessons, not between stops', async () => {
  const page = await open('?screen=lessons')
  await page.getByRole('link', { name: 'The ruler', exact: true }).click()
  await button(page, 'Continue').click()
  await button(page, 'Continue').click()
  const sentence = await sentenceOf(page)
  await page.goBack()
  await page.locator('.lesson-list').waitFor()
  await page.goForward()
  await lessonCard(page).waitFor()
  expect(await sentenceOf(page)).toBe(sentence)
})

test('with motion the picture walks to the stop, and Continue does not wait for it', async () => {
  const page = await open('?screen=lessons&lesson=grow4to8', { motion: true })
  await button(page, 'Continue').click()
  await button(page, 'Continue').click()
  expect(await sentenceOf(page)).toContain('One call has read bucket 0')
  await page.waitForFunction(() => {
    const at = Number(document.querySelector<HTMLInputElement>('.timeline input')?.value)
    return at > 0 && at < 9
  })
  expect(await page.getByText('You have left the path').count()).toBe(0)
  await button(page, 'Continue').click()
  expect(await sentenceOf(page)).toContain('each cell of the ruler')
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('.timeline input')?.value === '10',
  )
})

test('the reader’s own order of the buckets comes back after the lessons', async () => {
  const page = await open('?screen=lessons&lesson=counterGrows&stop=1', {
    stored: preferring({ order: 'scan' }),
  })
  expect(await page.locator('.stage-picture').getAttribute('data-order')).toBe('index')
  await page.getByRole('link', { name: 'Explore', exact: true }).click()
  await page.locator('.evidence').waitFor()
  expect(await page.locator('.stage-picture').getAttribute('data-order')).toBe('scan')
})

describe('predictions', () => {
  /** Presses a key in the picture, in the middle of its chip. */
  async function pressChip(page: Page, name: string): Promise<void> {
    const chip = page.locator('.stage .chip', { has: page.locator(`title:text-is("${name}")`) })
    const box = await chip.boundingBox()
    if (box === null) throw new Error(`no chip ${name}`)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }

  const pressCell = (page: Page, cell: string) =>
    page.locator(`[data-cell="${cell}"] .cell-box`).click()

  test('are off at first; right and wrong answers in the picture are explained and counted', async () => {
    const page = await openPage({ scenario: 'atRest' })
    expect(await page.locator('.predict-row').count()).toBe(0)
    await button(page, 'Predict').click()
    await page.getByText('Which bucket does the next call read?').waitFor()
    await pressCell(page, '8:0')
    await page.getByText('Right.', { exact: true }).waitFor()
    expect(await page.locator('.inspector').count()).toBe(0)
    expect(await page.locator('[data-mark="right"]').getAttribute('data-cell')).toBe('8:0')
    await button(page, 'Next call').click()
    await page.getByText('Which keys will the next reply hold?').waitFor()
    await pressChip(page, 'elder')
    await pressChip(page, 'iris')
    await pressChip(page, 'elder')
    await button(page, 'Check').click()
    await page.getByText('2 of 2 right').waitFor()
    await button(page, 'Next call').click()
    await page.getByText('Which bucket will the cursor name').waitFor()
    await pressCell(page, '8:4')
    await page.getByText('Not quite.').waitFor()
    expect(await page.locator('.prediction-result').innerText()).toContain('010 becomes 110')
    expect(await page.locator('[data-mark="wrong"]').getAttribute('data-cell')).toBe('8:4')
    expect(await page.locator('[data-mark="right"]').getAttribute('data-cell')).toBe('8:6')
    await page.getByText('2 of 3 right').waitFor()
    await page.reload()
    await page.getByText('2 of 3 right').waitFor()
    await button(page, 'Predict').click()
    await page.locator('.predict-row').waitFor({ state: 'detached' })
    await pressCell(page, '8:4')
    await page.locator('.inspector').waitFor()
  })

  test('can be switched by the key P and in the settings, which phones need', async () => {
    const page = await openPage({ scenario: 'atRest' })
    await page.locator('#stage').focus()
    await page.keyboard.press('p')
    await page.locator('.predict-row').waitFor()
    await button(page, 'Settings').click()
    const check = page.getByRole('checkbox', { name: /^Predict/ })
    expect(await check.isChecked()).toBe(true)
    await check.uncheck()
    await page.locator('.predict-row').waitFor({ state: 'detached' })
  })

  test('in a lesson the old rule surprises', async () => {
    const page = await open('?screen=lessons&lesson=lostBucket&stop=5')
    for (const key of ['apple', 'grape', 'fig']) await pressChip(page, key)
    await button(page, 'Check').click()
    await lessonCard(page).getByText('Not quite.').waitFor()
    expect(await page.locator('[data-mark="wrong"]').count()).toBe(2)
    await button(page, 'Continue').click()
    expect(await page.locator('[data-mark="wrong"]').count()).toBe(0)
  })
})

describe('axe finds nothing', () => {
  async function violations(page: Page): Promise<string[]> {
    await settled(page)
    return page.evaluate(async () => {
      const found = await window.axe.run('html', { resultTypes: ['violations'] })
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    })
  }
  const axePath = join(root, 'node_modules/axe-core/axe.min.js')
  const looks: readonly Look[] = [
    { locale: 'en-GB', dark: false },
    { locale: 'en-GB', dark: true, width: 390, height: 844 },
    { locale: 'zh-CN', dark: false, width: 390, height: 844 },
    { locale: 'zh-CN', dark: true },
  ]

  test.each(looks)('in the lessons: %j', async (look) => {
    const places = [
      '?screen=lessons',
      '?screen=lessons&lesson=counterGrows&stop=5',
      '?screen=lessons&lesson=backwards&stop=12',
      '?screen=lessons&lesson=shrink8to4&stop=9',
    ]
    const page = await open('?screen=lessons', look)
    for (const place of places) {
      await page.goto(new URL(place, page.url()).href)
      await page.locator('.lesson-card, .lesson-list').first().waitFor()
      await page.addScriptTag({ path: axePath })
      expect(await violations(page), place).toEqual([])
      expect(await overflowOf(page), place).toBe(0)
    }
    await page.goto(new URL('?screen=lessons&lesson=lostBucket&stop=5', page.url()).href)
    await page.locator('.prediction-list summary').click()
    await page.addScriptTag({ path: axePath })
    expect(await violations(page), 'list of answers').toEqual([])
    await page.locator('.prediction-list button').first().click()
    await page.locator('.prediction-answers > .primary').click()
    expect(await violations(page), 'answered').toEqual([])
    await page.locator('.transport .primary').click()
    await page.locator('.lesson-card.is-away').waitFor()
    expect(await violations(page), 'off the path').toEqual([])
  })

  test.each(looks.slice(0, 2))('with the questions on Explore: %j', async (look) => {
    const on = JSON.stringify({ state: { on: true, asked: 3, right: 2 }, version: 1 })
    const page = await openPage({
      ...look,
      scenario: 'rehashUnderWay',
      stored: { 'scanscope.predictions': on },
    })
    await page.locator('.prediction').waitFor()
    await page.addScriptTag({ path: axePath })
    expect(await violations(page), 'asked').toEqual([])
    await page.locator('.prediction-list summary').click()
    expect(await violations(page), 'list of answers').toEqual([])
    expect(await overflowOf(page)).toBe(0)
    await page.locator('.prediction-list button').first().click()
    expect(await violations(page), 'answered').toEqual([])
  })
})
