import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { root } from '../setup/install.mjs'
import { lengthOf, settled, usePages } from './page.ts'

const open = usePages()
const axePath = join(root, 'node_modules/axe-core/axe.min.js')

declare global {
  interface Window {
    axe: { run: (inside: string, options: RunOptions) => Promise<AxeResults> }
  }
}

/** What axe finds wrong with a part as it stands, each fault with its nodes. */
async function violations(page: Page, inside = 'html'): Promise<string[]> {
  await settled(page)
  return page.evaluate(async (part) => {
    const found = await window.axe.run(part, { resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    )
  }, inside)
}

/** By what never is translated. */
const press = (page: Page, selector: string): Promise<void> => page.locator(selector).click()

async function seek(page: Page, moment: number): Promise<void> {
  await page.locator('.timeline input[type="range"]').fill(String(moment))
}

const lengthIn = async (page: Page): Promise<number> =>
  Number(await page.locator('.timeline input[type="range"]').getAttribute('max'))

const LOOKS = [false, true].flatMap((dark) =>
  (['en-GB', 'zh-CN'] as const).flatMap((locale) =>
    [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ].map((window) => ({ dark, locale, ...window })),
  ),
)

for (const look of LOOKS) {
  const name = `${look.dark ? 'dark' : 'light'}, ${look.locale}, ${look.width} pixels`

  test(`axe finds nothing from start to end and in the dialogs: ${name}`, async () => {
    const page = await open({ ...look, scenario: 'lostBucket' })
    await page.addScriptTag({ path: axePath })
    for (const moment of [0, 47, await lengthIn(page)]) {
      await seek(page, moment)
      expect(await violations(page), `moment ${moment}`).toEqual([])
    }
    await seek(page, 66)
    if (look.width < 980) await press(page, '.tabs button:nth-child(2)')
    for (const command of ['settings', 'export', 'share', 'table', 'add', 'delete']) {
      await press(page, `[data-command="${command}"]`)
      await page.locator('dialog[open]').waitFor()
      const submit = page.locator('dialog button[type="submit"]')
      // With nothing to add or to delete the dialog stays and says so.
      if ((await submit.count()) > 0) await submit.click()
      expect(await violations(page, 'dialog'), command).toEqual([])
      await page.keyboard.press('Escape')
      await page.locator('dialog').waitFor({ state: 'detached' })
    }
  })
}

for (const look of [
  { dark: false, locale: 'en-GB' },
  { dark: true, locale: 'zh-CN' },
] as const) {
  test(`axe finds nothing on a table or a cluster in a frame: ${look.locale}`, async () => {
    for (const work of ['scenario=shrink16to4&moment=45', 'screen=cluster&moment=42']) {
      const page = await open({ ...look, width: 720, height: 420, link: `?embed&${work}` })
      await page.addScriptTag({ path: axePath })
      await page.locator('.stage-picture').waitFor()
      expect(await violations(page), work).toEqual([])
    }
  })

  test(`axe finds nothing on a storyboard and a handout: ${look.locale}`, async () => {
    const page = await open({ ...look, scenario: 'setConverts' })
    await page.addScriptTag({ path: axePath })
    await press(page, '[data-command="export"]')
    await press(page, '[data-command="storyboard"]')
    await page.locator('.paper .stage-picture').first().waitFor()
    expect(await violations(page), 'storyboard').toEqual([])
    await page.goto(`${page.url().replace(/\?.*$/, '')}?screen=lessons&lesson=edits`)
    await page.addScriptTag({ path: axePath })
    await press(page, '[data-command="handout"]')
    await page.locator('.paper .stage-picture').first().waitFor()
    expect(await violations(page), 'handout').toEqual([])
  })
}

test('axe finds nothing behind any tab of a phone, with a notice and a branch', async () => {
  const page = await open({ width: 390, height: 844, scenario: 'edits' })
  await page.addScriptTag({ path: axePath })
  await seek(page, 30)
  await page.locator('.tabs').getByRole('button', { name: 'Controls' }).click()
  await press(page, '[data-command="grow"]')
  for (const tab of ['Controls', 'Rule', 'Explain', 'Replies']) {
    await page.locator('.tabs').getByRole('button', { name: tab, exact: true }).click()
    expect(await violations(page), tab).toEqual([])
  }
})

test('axe finds nothing with all 64 bits, a bucket opened, strips and saved work broken', async () => {
  const page = await open({
    scenario: 'sixtyFour',
    stored: { 'scanscope.history.sixtyFour': '{' },
  })
  await page.addScriptTag({ path: axePath })
  await page.getByRole('button', { name: 'All 64 bits' }).click()
  await page.locator('[data-cell="64:0"] .cell-box').click()
  expect(await violations(page), 'notice and bucket').toEqual([])
  await page.getByLabel('Grow to', { exact: true }).selectOption('1024')
  await press(page, '[data-command="grow"]')
  await press(page, '[data-command="rehash"]')
  await page.locator('.segmented button').nth(1).click()
  await seek(page, await lengthOf(page))
  expect(await violations(page), 'strips').toEqual([])
})
