import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pseudo } from '../../src/i18n/pseudo.ts'
import { lessons } from '../../src/lessons/index.ts'
import { hardCodedIn } from './hardCoded.ts'
import { settled, usePages } from './page.ts'

const openPage = usePages()

/** Opens a place of the page in the pseudo-language, in a page that is there or a new one. */
async function show(query: string, ready: string, page?: Page): Promise<Page> {
  const link = `?lang=pseudo&${query}`
  if (page === undefined) return openPage({ link })
  await page.goto(new URL(link, page.url()).href)
  await page.locator(ready).first().waitFor()
  await settled(page)
  return page
}

const PICTURE = '.stage-picture'

/** Looks at the page at its beginning, its middle and its end. */
async function lookThrough(page: Page, what: string): Promise<void> {
  const slider = page.locator('.timeline input[type="range"]')
  const last = Number(await slider.getAttribute('max'))
  for (const moment of [0, Math.floor(last / 3), Math.floor(last / 2), last]) {
    await slider.fill(String(moment))
    await settled(page)
    expect(await hardCodedIn(page), `${what}, moment ${moment}`).toEqual([])
  }
}

test('the pseudo-language wraps every message, and a text that is none is found', async () => {
  const page = await show('scenario=grow4to8', PICTURE)
  await page.getByRole('button', { name: pseudo('Step'), exact: true }).click()
  expect(await page.locator('.caption').innerText()).toMatch(/^⟦.*⟧ ⟦.*⟧$/s)
  expect(await page.title()).toMatch(/^⟦.*⟧$/)
  expect(await page.locator('.notice').count()).toBe(0)
  expect(await hardCodedIn(page)).toEqual([])
  await page.evaluate(() => {
    document.querySelector('.caption')?.append('planted words')
    document.querySelector('[data-command="grow"]')?.setAttribute('title', 'planted title')
  })
  expect(await hardCodedIn(page)).toEqual([
    'planted words (in P caption)',
    expect.stringMatching(/^planted title/),
  ])
})

test('Explore, its dialogs, a server with its console and present mode have no hard-coded text', async () => {
  const page = await show('scenario=lostBucket', PICTURE)
  await lookThrough(page, 'lostBucket')
  for (const id of ['edits', 'naiveGrow', 'countPages', 'setConverts']) {
    await show(`scenario=${id}`, PICTURE, page)
    await lookThrough(page, id)
  }
  await page.locator('.console-line input, .console input').first().fill('nonsense')
  await page.keyboard.press('Enter')
  await settled(page)
  expect(await hardCodedIn(page), 'console').toEqual([])
  await show('scenario=shrink16to4&moment=60&order=index', PICTURE, page)
  for (const command of ['settings', 'share', 'table', 'add', 'delete']) {
    await page.locator(`[data-command="${command}"]`).click()
    await page.locator('dialog').waitFor()
    await settled(page)
    expect(await hardCodedIn(page), command).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
  }
  await page.locator('[data-command="predict"]').click()
  await page.locator('.timeline input[type="range"]').fill('0')
  await settled(page)
  expect(await hardCodedIn(page), 'predict').toEqual([])
  await page.locator('[data-command="present"]').click()
  await page.locator('.present').waitFor()
  expect(await hardCodedIn(page), 'present').toEqual([])
  await page.keyboard.press('b')
  expect(await hardCodedIn(page), 'blank').toEqual([])
})

test('no lesson has a hard-coded text at its question and on its way', async () => {
  const page = await show('scenario=grow4to8', PICTURE)
  await show('screen=lessons', '.lesson-list', page)
  expect(await hardCodedIn(page)).toEqual([])
  for (const [index, { id }] of lessons.entries()) {
    const stop = index % 6
    await show(`screen=lessons&lesson=${id}&stop=${stop}`, '.lesson-card', page)
    expect(await hardCodedIn(page), `${id}, stop ${stop}`).toEqual([])
  }
})

test('Recordings, Decode and the embed have no hard-coded text', async () => {
  const page = await show('embed&scenario=edits', PICTURE)
  expect(await hardCodedIn(page), 'embed').toEqual([])
  await show('embed&screen=cluster&moment=26', PICTURE, page)
  expect(await hardCodedIn(page), 'embed of a cluster').toEqual([])
  await show('screen=recording', '.recording-list', page)
  for (const link of await page.locator('.recording-list a, .recording-list button').all()) {
    await link.click()
    await page.locator(PICTURE).waitFor()
    await lookThrough(page, await link.innerText())
  }
  await show('screen=decode', 'textarea', page)
  for (const text of ['13', '0\n8\n4\n12\n2\n10\n6\n14\n1\n9', '5\n5\n5\n7\nno cursor']) {
    await page.locator('textarea').fill(text)
    await page.locator('.finding, .cursor-card, .decode-answer, section').first().waitFor()
    await settled(page)
    expect(await hardCodedIn(page), text).toEqual([])
  }
})
