import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { root } from '../setup/install.mjs'
import { overflowOf, settled, usePages, type Look } from './page.ts'

const open = usePages()
const at = (query: string, look: Look = {}) => open({ ...look, link: `?screen=cluster${query}` })

declare global {
  interface Window {
    axe: { run: (inside: string, options: RunOptions) => Promise<AxeResults> }
  }
}

async function violations(page: Page): Promise<string[]> {
  await settled(page)
  return page.evaluate(async () => {
    const found = await window.axe.run('html', { resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    )
  })
}

const slider = (page: Page) => page.locator('.timeline input[type="range"]')

async function seek(page: Page, share: number): Promise<void> {
  const length = Number(await slider(page).getAttribute('max'))
  await slider(page).fill(String(Math.round(length * share)))
  await settled(page)
}

const LOOKS = [
  { dark: false, locale: 'en-GB', width: 1440, height: 900 },
  { dark: true, locale: 'zh-CN', width: 1440, height: 900 },
  { dark: false, locale: 'zh-CN', width: 390, height: 844 },
  { dark: true, locale: 'en-GB', width: 390, height: 844 },
] as const

describe('axe finds nothing', () => {
  test.each(LOOKS)('in $locale, $width pixels, dark $dark', async (look) => {
    for (const scenario of look.width > 980 ? ['otherSeed', 'sixNodes'] : ['throughMoved']) {
      const page = await at(`&scenario=${scenario}`, look)
      await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
      for (const share of [0.5, 1]) {
        await seek(page, share)
        expect(await violations(page), `${scenario} at ${share}`).toEqual([])
      }
      if (look.width < 980) {
        for (const tab of [2, 3, 4]) {
          await page.locator(`.tabs button:nth-child(${tab})`).click()
          expect(await violations(page), `${scenario}, tab ${tab}`).toEqual([])
        }
      }
      await page.close()
    }
  })
})

describe('in every window', () => {
  test.each([
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
    { width: 320, height: 640 },
  ])('$width x $height nothing is cut off', async (window) => {
    for (const locale of ['en-GB', 'zh-CN'] as const) {
      const page = await at('&scenario=otherSeed', { ...window, locale })
      for (const share of [0, 0.5, 1]) {
        await seek(page, share)
        expect(await overflowOf(page)).toBe(0)
      }
      const tabs = window.width < 980 ? [1, 2, 3, 4] : []
      for (const tab of tabs) {
        await page.locator(`.tabs button:nth-child(${tab})`).click()
        expect(await overflowOf(page), `tab ${tab}`).toBe(0)
      }
      await page.close()
    }
  })
})

describe('lessons on a cluster', () => {
  test('are walked to their end, and found again by their links', async () => {
    const page = await open({ link: '?screen=lessons&lesson=clusterFinished' })
    const next = page.locator('.lesson-main')
    for (let stop = 0; stop < 10; stop++) await next.click()
    expect(await page.locator('.lesson-outcome').innerText()).toMatch(/\{a\}1/)
    const scan = await open({ link: '?screen=lessons&lesson=clusterScan&stop=6', locale: 'zh-CN' })
    expect(await scan.locator('.lesson-says').innerText()).toContain('MOVED')
    expect(await overflowOf(scan)).toBe(0)
  })
})
