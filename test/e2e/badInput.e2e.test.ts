import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  button,
  captionOf,
  lengthOf,
  momentOf,
  preferring,
  reload,
  stepOn,
  usePages,
} from './page.ts'

const open = usePages()

async function openAdd(page: Page): Promise<Locator> {
  await button(page, 'Add keys').click()
  const dialog = page.getByRole('dialog', { name: 'Add keys' })
  await dialog.waitFor()
  return dialog
}

const field = (page: Page): Locator => page.getByLabel('Keys, one per line')

/** Puts a text into the field as a paste does, without typing it letter by letter. */
const paste = (page: Page, text: string): Promise<void> =>
  field(page).evaluate((area, pasted) => {
    if (!(area instanceof HTMLTextAreaElement)) throw new Error('no text area')
    area.focus()
    area.setRangeText(pasted, 0, area.value.length, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  }, text)

const addButton = (dialog: Locator): Locator => dialog.getByRole('button', { name: /^Add \d/ })

const namesOnStage = (page: Page): Promise<string[]> =>
  page.locator('.stage-picture .chip title').allTextContents()

test('of a hundred thousand pasted keys those that fit are added and the rest stays', async () => {
  const page = await open()
  const dialog = await openAdd(page)
  await paste(page, Array.from({ length: 100_000 }, (_, index) => `paste:${index}`).join('\n'))
  expect(await addButton(dialog).innerText()).toBe('Add 4,092')
  const told = await dialog.locator('.remarks').innerText()
  expect(told).toContain('Only 4,092 more keys fit into this scenario (at most 4,096)')
  expect(told).toContain('95,908 were left out and stay in the field')
  await addButton(dialog).click()
  await page.waitForFunction(() =>
    document.querySelector('textarea')?.value.startsWith('paste:4092'),
  )
  const left = (await field(page).inputValue()).split('\n')
  expect(left).toHaveLength(95_908)
  expect(left[0]).toBe('paste:4092')
  expect(left.at(-1)).toBe('paste:99999')
  expect(await dialog.locator('.remarks').innerText()).toContain('95,908')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await lengthOf(page)).toBeGreaterThan(4092)
  await button(page, 'Step back').click()
  await button(page, 'Undo').click()
  expect(await page.locator('.stage-picture .chip').count()).toBe(4)
})

test('a key of ten kilobytes is refused in a sentence and stays to be shortened', async () => {
  const page = await open()
  const dialog = await openAdd(page)
  const long = 'x'.repeat(10_240)
  await paste(page, `plum\n${long}`)
  const told = await dialog.locator('.remarks').innerText()
  expect(told).toContain('Too long, more than 1,024 bytes')
  expect(await addButton(dialog).innerText()).toBe('Add 1')
  await addButton(dialog).click()
  expect(await namesOnStage(page)).toContain('plum')
  expect(await dialog.isVisible()).toBe(true)
  expect(await field(page).inputValue()).toBe(long)
  expect(await dialog.locator('.remarks').innerText()).toContain('Too long')
})

test('a key of just 1024 bytes is taken, whole in the bucket and cut on the stage', async () => {
  const page = await open()
  const dialog = await openAdd(page)
  const key = 'é'.repeat(512)
  await paste(page, `${key}\n${key}é`)
  expect(await addButton(dialog).innerText()).toBe('Add 1')
  await addButton(dialog).click()
  await page.keyboard.press('Escape')
  expect(await namesOnStage(page)).toContain(key)
  const widest = await page
    .locator('.stage-picture .chip text')
    .evaluateAll((texts) => Math.max(...texts.map((text) => text.getBoundingClientRect().width)))
  expect(widest).toBeLessThan(140)
  expect(await captionOf(page)).toContain('…')
})

test('emoji, right-to-left and markup are keys like any other', async () => {
  const page = await open()
  const dialog = await openAdd(page)
  const keys = ['🦊🐻‍❄️', 'مفتاح', 'שלום', '<b>bold</b>', '"; DROP', 'a\u202eb', '键', '%s {key}']
  await paste(page, keys.join('\r\n'))
  await addButton(dialog).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await namesOnStage(page)).toSorted()).toEqual(
    [...keys, 'fig', 'hazel', 'apple', 'cherry'].toSorted(),
  )
  expect(await page.locator('.caption b').count()).toBe(0)
  await button(page, 'All calls').click()
  const replies = async () => (await page.locator('.reply-key').allTextContents()).join('\n')
  for (const key of keys) await expect.poll(replies).toContain(key)
  await button(page, 'State as a table').click()
  const table = page.getByRole('dialog', { name: 'State as a table' })
  for (const key of keys) expect(await table.innerText()).toContain(key)
  await page.keyboard.press('Escape')
  await reload(page)
  expect(await namesOnStage(page)).toEqual(expect.arrayContaining(keys))
})

test('an empty list and a list of blank lines are answered, not done', async () => {
  const page = await open()
  const dialog = await openAdd(page)
  const length = await lengthOf(page)
  for (const text of ['', '  \n\n \t \n']) {
    await paste(page, text)
    await dialog.getByRole('button', { name: 'Add 0', exact: true }).click()
    expect(await dialog.locator('.remarks').innerText()).toContain('There is nothing to add')
    expect(await field(page).evaluate((area) => area === document.activeElement)).toBe(true)
  }
  expect(await lengthOf(page)).toBe(length)
})

test('deleting without a mark is answered, deleting all empties the dict and says so', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Delete keys').click()
  const dialog = page.getByRole('dialog', { name: 'Delete keys' })
  await dialog.getByRole('button', { name: 'Delete 0', exact: true }).click()
  expect(await dialog.innerText()).toContain('No key is marked')
  await dialog.getByRole('button', { name: 'Mark all shown' }).click()
  await dialog.getByRole('button', { name: 'Delete 8', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await button(page, 'Delete keys').isDisabled()).toBe(true)
  expect(await page.getByText('The dict is empty: there is nothing to delete.').isVisible()).toBe(
    true,
  )
  await button(page, 'Next call').click()
  expect(await captionOf(page)).toContain('Cursor 0')
})

test('numbers out of bounds become the nearest that is allowed', async () => {
  const page = await open()
  const rehash = page.getByLabel('Buckets to rehash')
  await rehash.fill('999999')
  expect(await rehash.inputValue()).toBe('1024')
  await rehash.fill('-4')
  expect(Number(await rehash.inputValue())).toBeGreaterThanOrEqual(1)
  await openAdd(page)
  const random = page.getByLabel('How many random keys')
  await random.fill('999999')
  expect(await random.inputValue()).toBe('4096')
  await page.getByRole('button', { name: 'Random keys' }).click()
  expect((await field(page).inputValue()).split('\n')).toHaveLength(4096)
})

const notice = (page: Page) => page.locator('.notice')

const BROKEN: Readonly<Record<string, string>> = {
  'cut off': '{"version":1,"configs":[',
  'of another version': '{"version":99}',
  'of another kind': '[1,2,3]',
  'with a hole': JSON.stringify({
    version: 1,
    configs: [],
    commands: [],
    branches: [{ id: 1, config: 7, commands: [], parent: null }],
    past: [],
    present: { branches: [0], current: 1, moment: 0 },
    future: [],
  }),
}

for (const [what, text] of Object.entries(BROKEN)) {
  test(`saved work that is ${what} is told, set aside and offered for download`, async () => {
    const page = await open({ stored: { 'scanscope.history.grow4to8': text } })
    expect(await notice(page).innerText()).toContain('could not be read')
    expect(await notice(page).innerText()).toContain('set aside')
    expect(await momentOf(page)).toBe(0)
    expect(await lengthOf(page)).toBeGreaterThanOrEqual(40)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Download it', { exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.json$/)
    expect(await readFile(await download.path(), 'utf8')).toBe(text)
    await stepOn(page, 3)
    await button(page, 'Grow').click()
    await reload(page)
    expect(await page.getByRole('combobox', { name: 'Branch', exact: true }).count()).toBe(1)
    expect(await page.evaluate(() => Object.values<string>({ ...localStorage }))).toContain(text)
  })
}

test('damaged preferences are forgotten field by field', async () => {
  const stored = preferring({ locale: 'tlh', theme: 'dark', speed: 3, motion: 7, order: 'index' })
  const page = await open({ stored })
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await button(page, 'Index order').getAttribute('aria-pressed')).toBe('true')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  const other = await open({ stored: { 'scanscope.preferences': '{"state":' } })
  expect(await other.locator('html').getAttribute('data-theme')).toBe('light')
})

test('a scenario in the address that does not exist leads to the first one', async () => {
  const page = await open()
  await page.goto(`${page.url()}?scenario=../../etc`)
  expect(await page.getByLabel('Scenario', { exact: true }).inputValue()).toBe('grow4to8')
})

test('when the storage is full the page says that nothing is kept, and works on', async () => {
  const page = await open({ scenario: 'atRest' })
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await stepOn(page, 9)
  await button(page, 'Grow').click()
  expect(await notice(page).innerText()).toContain('storage is full or closed')
  expect(await captionOf(page)).toContain('to 16 buckets')
  await button(page, 'Rehash one bucket').click()
  expect(await captionOf(page)).toContain('rehash index')
})
