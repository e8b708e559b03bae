import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { scenarios } from '../../src/scenarios/index.ts'
import { root } from '../setup/install.mjs'
import {
  atRest,
  button,
  captionOf,
  goTo,
  lengthOf,
  momentOf,
  preferring,
  reload,
  settled,
  usePages,
} from './page.ts'

const open = usePages()

/** Everything that can be seen of a moment: each mark with its place and state, and the words. */
async function pictureOf(page: Page) {
  await atRest(page)
  return page.evaluate(() => {
    const seen = (selector: string, read: (node: Element) => string | null) =>
      [...document.querySelectorAll(selector)].map(read)
    return {
      marks: seen('.stage-picture [data-name]', (node) =>
        [
          node.getAttribute('data-name'),
          node.getAttribute('transform'),
          node.getAttribute('class'),
        ].join(' | '),
      ).toSorted(),
      replies: seen('.replies li', (node) => node.textContent),
      caption: seen('.caption', (node) => node.textContent),
      register: seen('.register', (node) => node.textContent),
      branch: seen('.transport select', (node) => (node as HTMLSelectElement).value),
      order: seen('.segmented button', (node) => node.getAttribute('aria-pressed')),
    }
  })
}

const dialogOf = (page: Page) => page.locator('dialog[open]')

/** The link that Share makes of what is shown. */
async function shared(page: Page, withLooks = false): Promise<string> {
  await button(page, 'Share').click()
  const field = dialogOf(page).getByLabel('Link', { exact: true })
  if (withLooks) await dialogOf(page).getByRole('checkbox').check()
  await page.waitForFunction((theme) => {
    const link = document.querySelector<HTMLTextAreaElement>('dialog textarea')?.value ?? ''
    return link !== '' && link.includes('theme=') === theme
  }, withLooks)
  const link = await field.inputValue()
  await page.keyboard.press('Escape')
  await dialogOf(page).waitFor({ state: 'detached' })
  return link.replace(inject('url'), '')
}

const scenarioOf = (page: Page): Promise<string> =>
  page.getByRole('combobox', { name: 'Scenario', exact: true }).inputValue()

const noticeOf = (page: Page) => page.locator('.notice')

/** What the notice says, once its words are loaded. */
async function toldOn(page: Page): Promise<string> {
  await page.waitForFunction(() => document.querySelector('.notice span')?.textContent !== '')
  return noticeOf(page).innerText()
}

test('a link made at step 137 of a branch opens at step 137 of that branch, the same picture', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  await goTo(page, 75)
  await button(page, 'Grow').click()
  for (let calls = 0; calls < 10; calls++) await button(page, 'Next call').click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Index order' }).click()
  await goTo(page, 137)
  const link = await shared(page)
  expect(link).toMatch(/^\?scenario=sixtyFour&branch=2&moment=137&order=index#s=1\.[\w-]+$/)
  const elsewhere = await open({ link })
  expect(await momentOf(elsewhere)).toBe(137)
  expect(await lengthOf(elsewhere)).toBe(await lengthOf(page))
  expect(await elsewhere.getByLabel('Branch').inputValue()).toBe('2')
  expect(await noticeOf(elsewhere).count()).toBe(0)
  const [here, there] = [await pictureOf(page), await pictureOf(elsewhere)]
  expect(there).toEqual(here)
  expect(there.marks.length).toBeGreaterThan(100)
  await elsewhere.getByLabel('Branch').selectOption('1')
  await page.getByLabel('Branch').selectOption('1')
  expect(await pictureOf(elsewhere)).toEqual(await pictureOf(page))
})

test('a link to a ready scenario is short, and theme, language and panel are in it when asked for', async () => {
  const page = await open({ scenario: 'lostBucket', width: 390, height: 844, dark: true })
  await page.locator('.tabs').getByRole('button', { name: 'Rule' }).click()
  await page.locator('.timeline input[type="range"]').fill('66')
  expect(await shared(page)).toBe('?scenario=lostBucket&moment=66&order=scan')
  const link = await shared(page, true)
  expect(link).toBe('?scenario=lostBucket&moment=66&order=scan&theme=auto&lang=en&panel=code')
  const stored = preferring({ theme: 'light', locale: 'zh', order: 'index', speed: 4 })
  const reader = await open({
    link: link.replace('theme=auto', 'theme=dark'),
    stored,
    width: 390,
    height: 844,
    locale: 'zh-CN',
  })
  expect(await reader.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await reader.locator('html').getAttribute('lang')).toBe('en')
  expect(await reader.locator('.app').getAttribute('data-tab')).toBe('code')
  expect(await button(reader, 'Scan order').getAttribute('aria-pressed')).toBe('true')
  await reader.locator('.transport').getByRole('combobox').first().selectOption({ index: 1 })
  await reader.goto(inject('url'))
  await reader.locator('.stage-picture').waitFor()
  expect(await reader.locator('html').getAttribute('data-theme')).toBe('light')
  expect(await reader.locator('html').getAttribute('lang')).toBe('zh-CN')
})

test('back and forward go between scenarios; steps and edits are no places', async () => {
  const page = await open()
  await goTo(page, 12)
  await button(page, 'Step').click()
  await page.getByLabel('Scenario', { exact: true }).selectOption('lostBucket')
  await goTo(page, 30)
  await button(page, 'Step').click()
  await page.getByLabel('Scenario', { exact: true }).selectOption('edits')
  expect(page.url()).toContain('?scenario=edits')
  await page.goBack()
  await settled(page)
  expect([await scenarioOf(page), await momentOf(page)]).toEqual(['lostBucket', 31])
  await page.goBack()
  await settled(page)
  expect([await scenarioOf(page), await momentOf(page)]).toEqual(['grow4to8', 13])
  await page.goForward()
  await settled(page)
  expect([await scenarioOf(page), await momentOf(page)]).toEqual(['lostBucket', 31])
  await reload(page)
  expect([await scenarioOf(page), await momentOf(page)]).toEqual(['lostBucket', 31])
  await page.goForward()
  await settled(page)
  expect(await scenarioOf(page)).toBe('edits')
})

test('a reload of a link returns to where one was, and the first edit keeps it beside the own work', async () => {
  const author = await open()
  await goTo(author, 20)
  await button(author, 'Grow').click()
  const link = await shared(author)
  const page = await open()
  await goTo(page, 5)
  await button(page, 'Grow').click()
  const own = await pictureOf(page)
  await page.goto(inject('url') + link)
  await page.locator('.stage-picture').waitFor()
  const guest = await scenarioOf(page)
  expect(guest).toMatch(/^grow4to8\.[0-9a-f]{16}$/)
  await goTo(page, 7)
  await reload(page)
  expect([await scenarioOf(page), await momentOf(page)]).toEqual([guest, 7])
  await button(page, 'Next call').click()
  await button(page, 'Last').click()
  await button(page, 'Next call').click()
  const made = await pictureOf(page)
  await reload(page)
  expect(await pictureOf(page)).toEqual(made)
  await page.getByLabel('Scenario', { exact: true }).selectOption('grow4to8')
  expect(await pictureOf(page)).toEqual(own)
  await page.getByLabel('Scenario', { exact: true }).selectOption(guest)
  expect(await pictureOf(page)).toEqual(made)
})

test('damaged links never show a blank page, and say in a sentence what was wrong', async () => {
  const author = await open({ scenario: 'edits' })
  await goTo(author, 20)
  await button(author, 'Grow').click()
  const good = await shared(author)
  const damaged: readonly (readonly [link: string, told: RegExp])[] = [
    [good.slice(0, -30), /cut off or changed.*Keys added and deleted.*scenario and order/s],
    [good.replace('#s=1.', '#s=7.'), /format 7/],
    [good.replace('#s=1.', '#s=1.%F0%9F%A6%8A'), /cut off or changed/],
    [`${good}${'A'.repeat(66_000)}`, /more than 65,536 characters/],
    [good.replace('edits', 'edit'), /the work, branch.*but not.*scenario=.*edit.*no such/s],
    ['?scenario=edits&moment=-4&order=index', /scenario and order.*moment=.*-4/s],
    ['?moment=%00<b>&theme=%E0%A4%A', /nothing could be followed.*moment=/s],
    ['?scenario=edits&moment=5000', /moment=.*5000.*at most/s],
    ['?screen=cellar', /screen=.*cellar/s],
  ]
  for (const [link, told] of damaged) {
    const page = await open({ link })
    await noticeOf(page).waitFor()
    expect(await toldOn(page), link).toMatch(told)
    expect(await captionOf(page)).not.toBe('')
    await button(page, 'Dismiss').click()
    expect(await noticeOf(page).count()).toBe(0)
    await page.context().close()
  }
})

test('the link is copied where the browser allows it, and else marked to be copied by hand', async () => {
  const page = await open({ scenario: 'atRest' })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await button(page, 'Share').click()
  const field = dialogOf(page).getByLabel('Link', { exact: true })
  await page.waitForFunction(() => document.querySelector('textarea')?.value !== '')
  await button(page, 'Copy').click()
  await page.getByText('The link is copied.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await field.inputValue())
  await page.context().clearPermissions()
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  await page.keyboard.press('Escape')
  await button(page, 'Share').click()
  await page.waitForFunction(() => document.querySelector('textarea')?.value !== '')
  await button(page, 'Copy').click()
  await page.getByText('does not let this page copy').waitFor()
  const marked = await field.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  expect(marked).toBe(await field.inputValue())
})

test('work that is too long for a link is offered as a file, which opens by button and by drop', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Add keys').click()
  const keys = Array.from({ length: 4000 }, (_, n) =>
    Array.from({ length: 3 }, (_, part) => ((n + 1) * (part + 7) * 2_654_435_761) % 2 ** 32)
      .map((word) => word.toString(36))
      .join(''),
  )
  await page.getByLabel('Keys, one per line').evaluate((area: HTMLTextAreaElement, text) => {
    area.setRangeText(text, 0, area.value.length, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
  }, keys.join('\n'))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Add \d/ })
    .click()
  await dialogOf(page).waitFor({ state: 'detached' })
  await goTo(page, 40)
  const before = await pictureOf(page)
  await button(page, 'Share').click()
  await page.getByText('Save it as a file instead.').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save as a file').click(),
  ])
  expect(download.suggestedFilename()).toBe('scanscope-atRest.json')
  const text = await readFile(await download.path(), 'utf8')
  const { $schema: schema } = JSON.parse(text) as { readonly $schema: string }
  expect((await page.request.get(schema)).ok()).toBe(true)

  const other = await open()
  await other.locator('input[type="file"]').setInputFiles({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await other.waitForFunction(() => location.search.startsWith('?scenario=atRest.'))
  expect(await pictureOf(other)).toEqual(before)
  await other.reload()
  await other.locator('.stage-picture').waitFor()
  expect(await pictureOf(other)).toEqual(before)
  await other.goBack()
  await settled(other)
  expect(await scenarioOf(other)).toBe('grow4to8')

  const third = await open()
  await drop(third, 'dropped.json', JSON.stringify(scenarios.lostBucket))
  await third.waitForFunction(() => location.search.startsWith('?scenario=own.'))
  expect(await button(third, 'Grow').isVisible()).toBe(true)
  await drop(third, 'song.mp3', 'ID3')
  await noticeOf(third).waitFor()
  expect(await toldOn(third)).toMatch(/song\.mp3.*could not be opened: it is not JSON/s)
})

/** Drags a file over the page and lets it go there, as the browser tells it. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, text]) => {
      const data = new DataTransfer()
      data.items.add(new File([text], file))
      return data
    },
    [name, content] as const,
  )
  const stage = page.locator('#stage')
  await stage.dispatchEvent('dragover', { dataTransfer: transfer })
  const hint = page.getByText('Drop the file to open its scenario')
  expect((await hint.boundingBox())?.height).toBeGreaterThan(500)
  await stage.dispatchEvent('drop', { dataTransfer: transfer })
  expect(await hint.count()).toBe(0)
}

test('each captured link opens without a fault of its own', async () => {
  for (const name of ['1-four-branches', '1-own-scenario', '1-server']) {
    const text = await readFile(join(root, `test/links/${name}.json`), 'utf8')
    const { url, opens } = JSON.parse(text) as {
      readonly url: string
      readonly opens: { readonly moment: number; readonly moments: number }
    }
    const { search, hash } = new URL(url)
    const page = await open({ link: search + hash })
    expect([await momentOf(page), await lengthOf(page)], name).toEqual([
      opens.moment,
      opens.moments,
    ])
    expect(await noticeOf(page).count()).toBe(0)
  }
})
