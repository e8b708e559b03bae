import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { scenarioIds } from '../../src/scenarios/index.ts'
import { button, captionOf, goTo, lengthOf, momentOf, stepOn, usePages } from './page.ts'

const open = usePages()

const chips = (page: Page, state: string) => page.locator(`.stage-picture .chip.is-${state}`)

const namesOf = async (page: Page, state: string): Promise<string[]> => {
  const names = await chips(page, state).locator('title').allTextContents()
  return names.toSorted()
}

const promise = (page: Page) => page.locator('.promise')

for (const id of scenarioIds) {
  test(`${id} tells something at every step from start to end`, async () => {
    const page = await open({ scenario: id })
    expect(await momentOf(page)).toBe(0)
    const length = await lengthOf(page)
    const seen = await stepOn(page, length + 1)
    expect(seen.map(({ moment }) => moment)).toEqual(
      Array.from({ length }, (_, index) => index + 1),
    )
    expect(seen.filter(({ caption }) => caption.trim().length < 10)).toEqual([])
    expect(seen.filter(({ caption }) => /undefined|NaN|\{|\}/.test(caption))).toEqual([])
    expect(await button(page, 'Step').isDisabled()).toBe(true)
    expect(await button(page, 'Next call').isDisabled()).toBe(true)
    // A story may say a last word after its scan.
    expect(
      seen
        .slice(-3)
        .map(({ caption }) => caption)
        .join(),
    ).toMatch(/the scan is (complete|over)/)
  })
}

test('the scenarios are chosen from the list and keep their moments', async () => {
  const page = await open()
  await stepOn(page, 7)
  await page.getByLabel('Scenario', { exact: true }).selectOption('atRest')
  expect(await momentOf(page)).toBe(0)
  expect(await captionOf(page)).toContain('Eight buckets, eight keys')
  await page.getByLabel('Scenario', { exact: true }).selectOption('grow4to8')
  expect(await momentOf(page)).toBe(7)
})

test('the rule of 2013 ends with fig and grape missed, by shape and in words', async () => {
  const page = await open({ scenario: 'lostBucket' })
  await button(page, 'Last').click()
  expect(await namesOf(page, 'missed')).toEqual(['fig', 'grape'])
  for (const glyph of await chips(page, 'missed').locator('.glyph').all()) {
    expect(await glyph.getAttribute('d')).toBe('M-3 -3 L3 3 M3 -3 L-3 3')
    expect(await glyph.isVisible()).toBe(true)
  }
  expect(await chips(page, 'missed').locator('.glyph').count()).toBe(2)
  const dashes = await chips(page, 'missed')
    .locator('.chip-box')
    .first()
    .evaluate((box) => getComputedStyle(box).strokeDasharray)
  expect(dashes).not.toBe('none')
  expect(await promise(page).innerText()).toContain('broken')
  expect(await promise(page).innerText()).toMatch(/fig.*grape|grape.*fig/s)
  expect(await promise(page).innerText()).toContain('never returned')
  expect(await captionOf(page)).toMatch(/promise is broken\. Never returned: .*(fig|grape)/)
  expect(await page.locator('.lanes .has-missed').count()).toBeGreaterThan(0)
})

test('bucket 6 is lost at the call that jumps over it, and the page says so there', async () => {
  const page = await open({ scenario: 'lostBucket' })
  const seen = await stepOn(page, await lengthOf(page))
  const momentWith = (words: string) => seen.find(({ caption }) => caption.includes(words))?.moment
  const jump = momentWith('jumped over') ?? 0
  const passed = momentWith('Passed over and not returned') ?? 0
  expect(jump).toBeGreaterThan(0)
  expect(passed).toBeGreaterThan(jump)
  await goTo(page, passed - 1)
  expect(await namesOf(page, 'missed')).toEqual([])
  await goTo(page, passed)
  expect(await namesOf(page, 'missed')).toEqual(['fig', 'grape'])
  expect(await promise(page).innerText()).toContain('passed over')
})

test('a shrink makes keys come twice: with a badge, in the replies and in the promise', async () => {
  const page = await open({ scenario: 'shrink16to4' })
  await button(page, 'Last').click()
  const twice = await namesOf(page, 'twice')
  expect(twice.length).toBeGreaterThan(0)
  expect(await chips(page, 'twice').locator('.badge text').allTextContents()).toEqual(
    twice.map(() => '×2'),
  )
  expect(await page.locator('.reply-key.again').count()).toBe(twice.length)
  const said = await promise(page).innerText()
  expect(said).toContain('kept')
  expect(said).toContain('Came twice')
  for (const key of twice) expect(said).toContain(key)
  expect(await namesOf(page, 'missed')).toEqual([])
})

test('a key added during the scan is shown so, a deleted one is struck out for a moment', async () => {
  const page = await open({ scenario: 'edits' })
  const seen = await stepOn(page, await lengthOf(page))
  const momentWith = (words: string) =>
    seen.find(({ caption }) => caption.includes(words))?.moment ?? 0
  await goTo(page, momentWith('it may come or not'))
  expect(await namesOf(page, 'added')).toEqual(['quince'])
  const deleted = momentWith('leaves bucket 5')
  await goTo(page, deleted)
  expect(await namesOf(page, 'deleted')).toEqual(['date'])
  expect(await chips(page, 'deleted').locator('.strike').count()).toBe(1)
  await goTo(page, deleted + 1)
  expect(await namesOf(page, 'deleted')).toEqual([])
})
