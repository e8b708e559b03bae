import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { button, lengthOf, momentOf, stepOn, timeline, usePages } from './page.ts'

const open = usePages()

const BUTTONS = [
  'Step',
  'Step back',
  'Next call',
  'Previous call',
  'Play',
  'First',
  'Last',
  'Grow',
  'Shrink',
  'Rehash one bucket',
  'Add keys',
  'Delete keys',
  'Scan order',
  'Index order',
]
const CHOICES = ['Algorithm', 'Profile', 'Scenario']

interface Control {
  readonly role: string
  readonly name: string
}

/** Every control as the browser tells it to a screen reader. */
async function controlsOf(page: Page): Promise<Control[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const roles = ['button', 'slider', 'combobox', 'radio', 'checkbox', 'spinbutton', 'textbox']
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value) }))
    .filter(({ role }) => roles.includes(role))
}

test('every promised control is there once, under its whole name, inside the window', async () => {
  const page = await open()
  const controls = await controlsOf(page)
  const wanted = [
    ...BUTTONS.map((name) => ({ role: 'button', name })),
    ...CHOICES.map((name) => ({ role: 'combobox', name })),
    { role: 'slider', name: 'Timeline' },
  ]
  for (const { role, name } of wanted) {
    expect(controls.filter((control) => control.name === name)).toEqual([{ role, name }])
  }
  for (const { role, name } of wanted) {
    const box = await page.getByRole(role as 'button', { name, exact: true }).boundingBox()
    expect(box, name).not.toBeNull()
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 1440, name).toBe(true)
    expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= 900, name).toBe(true)
  }
})

test('no control is without a name', async () => {
  const page = await open()
  expect((await controlsOf(page)).filter(({ name }) => name.trim() === '')).toEqual([])
})

test('the visible labels are the names, icon buttons aside', async () => {
  const page = await open()
  const iconsOnly = ['First', 'Last', 'Previous call']
  for (const name of BUTTONS.filter((one) => !iconsOnly.includes(one))) {
    expect(await button(page, name).innerText()).toBe(name)
  }
  for (const name of CHOICES) {
    expect(await page.locator('label', { hasText: name }).innerText()).toBe(name)
  }
})

test('a first visit finds a scenario already run, with the playhead at its beginning', async () => {
  const page = await open()
  expect(await momentOf(page)).toBe(0)
  expect(await lengthOf(page)).toBeGreaterThanOrEqual(40)
  expect(await page.getByRole('combobox', { name: 'Scenario' }).inputValue()).toBe('grow4to8')
  for (const name of ['First', 'Step back', 'Previous call']) {
    expect(await button(page, name).isDisabled(), name).toBe(true)
  }
})

test('each of the first forty presses of Step says something new', async () => {
  const page = await open()
  const start = await page.locator('.caption').innerText()
  const seen = await stepOn(page, 40)
  expect(seen.map(({ moment }) => moment)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  const captions = [start, ...seen.map(({ caption }) => caption)]
  for (const [index, caption] of captions.entries()) {
    expect(caption.trim(), `caption of moment ${index}`).not.toBe('')
    if (index > 0) expect(caption, `caption of moment ${index}`).not.toBe(captions[index - 1])
  }
})

test('First leads back to the beginning, and the slider tells the number of the moment', async () => {
  const page = await open()
  const start = await page.locator('.caption').innerText()
  for (let press = 1; press <= 5; press++) {
    await button(page, 'Step').click()
    expect(await timeline(page).inputValue()).toBe(String(press))
  }
  await button(page, 'First').click()
  expect(await momentOf(page)).toBe(0)
  expect(await page.locator('.caption').innerText()).toBe(start)
})

test('at the end of a complete scan Step, Next call and Last are disabled and say why', async () => {
  const page = await open()
  await button(page, 'Last').click()
  expect(await momentOf(page)).toBe(await lengthOf(page))
  for (const name of ['Step', 'Next call', 'Last']) {
    expect(await button(page, name).isDisabled(), name).toBe(true)
  }
  expect(await button(page, 'Step').getAttribute('title')).toBe('this is the last moment')
  expect(await button(page, 'Next call').getAttribute('title')).toContain('the scan is complete')
  await button(page, 'Step back').click()
  expect(await button(page, 'Step').isEnabled()).toBe(true)
  expect(await button(page, 'Next call').isEnabled()).toBe(true)
})

test('Next call and Previous call go from the end of one call to the end of another', async () => {
  const page = await open()
  await button(page, 'Next call').click()
  expect(await page.locator('.replies li').count()).toBe(1)
  expect(await page.locator('.replies li.is-pending').count()).toBe(0)
  const first = await momentOf(page)
  await button(page, 'Next call').click()
  expect(await page.locator('.replies li').count()).toBe(2)
  expect(await page.locator('.replies li.is-pending').count()).toBe(0)
  await button(page, 'Previous call').click()
  expect(await momentOf(page)).toBe(first)
  await button(page, 'Previous call').click()
  expect(await momentOf(page)).toBe(0)
})

test('Next call at the end of an unfinished scan makes a new call', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Last').click()
  await page.getByRole('button', { name: 'Restart', exact: true }).click()
  const before = await lengthOf(page)
  expect(await momentOf(page)).toBe(before)
  expect(await button(page, 'Next call').isEnabled()).toBe(true)
  await button(page, 'Next call').click()
  expect(await lengthOf(page)).toBeGreaterThan(before)
  expect(await momentOf(page)).toBe(await lengthOf(page))
})
