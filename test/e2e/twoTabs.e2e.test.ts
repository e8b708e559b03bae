import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { button, captionOf, goTo, momentOf, reload, usePages } from './page.ts'

const open = usePages()

/** The same address in a second tab of the same browser. */
async function secondTab(page: Page): Promise<Page> {
  const other = await page.context().newPage()
  other.setDefaultTimeout(15_000)
  await other.goto(page.url())
  await other.locator('.stage-picture').waitFor()
  return other
}

const branchNames = async (page: Page): Promise<string[]> => {
  const branches = page.getByRole('combobox', { name: 'Branch', exact: true })
  const names = await branches.locator('option').allTextContents()
  return names.map((name) => name.slice(0, 1))
}

/** What each branch says at its end. */
async function endsOf(page: Page): Promise<string[]> {
  const branches = page.getByRole('combobox', { name: 'Branch', exact: true })
  const ends: string[] = []
  for (let index = 0; index < (await branches.locator('option').count()); index++) {
    await branches.selectOption({ index })
    const last = button(page, 'Last')
    if (await last.isEnabled()) await last.click()
    ends.push(await captionOf(page))
  }
  return ends.sort()
}

async function growTo(page: Page, moment: number, size: string): Promise<void> {
  await goTo(page, moment)
  await page.getByLabel('Grow to', { exact: true }).selectOption(size)
  await button(page, 'Grow').click()
}

/** Waits until a page that heard of the other one has fetched what joins their work. */
const joiningLoaded = (page: Page) =>
  page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/beside-')),
  )

test('two tabs each make a branch, and after a reload both branches are in both', async () => {
  const one = await open({ scenario: 'atRest' })
  const other = await secondTab(one)
  await growTo(one, 9, '16')
  await growTo(other, 18, '32')
  expect(await other.locator('.notice.is-joined').innerText()).toBe(
    'Another tab works on this scenario, too: its branch C is here now. You stay on branch B.',
  )
  expect(await captionOf(other)).toContain('to 32 buckets')
  expect(await branchNames(one)).toEqual(['A', 'B'])
  await joiningLoaded(one)
  const moments = [await momentOf(one), await momentOf(other)]
  await one.reload()
  expect([await momentOf(one), await captionOf(one)]).toEqual([
    moments[0],
    expect.stringContaining('to 16 buckets'),
  ])
  await other.reload()
  for (const page of [one, other]) {
    expect(await branchNames(page)).toEqual(['A', 'B', 'C'])
    const ends = await endsOf(page)
    expect(ends.filter((end) => end.includes('to 16 buckets'))).toHaveLength(1)
    expect(ends.filter((end) => end.includes('to 32 buckets'))).toHaveLength(1)
  }
})

test('what is set aside for another version wrote it can be downloaded', async () => {
  const page = await open({ scenario: 'atRest' })
  const text = '{"version":2,"branches":"of a newer page"}'
  await page.evaluate((value) => {
    localStorage.setItem('scanscope.history.atRest', value)
  }, text)
  await growTo(page, 9, '16')
  const notice = page.locator('.notice.is-otherAside')
  expect(await notice.innerText()).toContain('cannot be read here: \u2068version\u2069 must be 1')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notice.getByRole('button', { name: 'Download it', exact: true }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toBe(text)
  await reload(page)
  expect(await branchNames(page)).toEqual(['A', 'B'])
})

test('a frame of the page in the same browser stores nothing, so it joins nothing', async () => {
  const page = await open({ scenario: 'atRest' })
  await growTo(page, 9, '16')
  const stored = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
  const before = await stored()
  const frame = await page.context().newPage()
  await frame.goto(`${inject('url')}?embed&scenario=atRest`)
  await frame.locator('.embed-bar').waitFor()
  await frame.reload()
  await frame.locator('.embed-bar').waitFor()
  expect(await stored()).toBe(before)
})
