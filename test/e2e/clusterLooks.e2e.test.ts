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

/** Each look with a scenario of another kind, at a moment at which much is to be seen. */
const LOOKS = [
  { dark: false, locale: 'en-GB', width: 1440, height: 900, scenario: 'otherSeed', share: 1 },
  { dark: true, locale: 'zh-CN', width: 1440, height: 900, scenario: 'throughMoved', share: 0.6 },
  { dark: true, locale: 'en-GB', width: 1024, height: 768, scenario: 'sixNodes', share: 0.5 },
  { dark: false, locale: 'zh-CN', width: 390, height: 844, scenario: 'otherSeed', share: 0.5 },
  { dark: true, locale: 'en-GB', width: 390, height: 844, scenario: 'bitmapHole', share: 1 },
] as const

describe('axe finds nothing', () => {
  test.each(LOOKS)('in $locale, $width pixels, dark $dark: $scenario', async (wanted) => {
    const { scenario, share, ...look } = wanted
    const page = await at(`&scenario=${scenario}`, look)
    await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
    await seek(page, share)
    expect(await violations(page)).toEqual([])
    for (const tab of look.width < 980 ? [2, 3, 4] : []) {
      await page.locator(`.tabs button:nth-child(${tab})`).click()
      expect(await violations(page), `tab ${tab}`).toEqual([])
    }
  })
})

describe('in every window', () => {
  test.each([
    { width: 1440, height: 900, locale: 'zh-CN' },
    { width: 1024, height: 768, locale: 'en-GB' },
    { width: 1024, height: 768, locale: 'zh-CN' },
    { width: 390, height: 844, locale: 'en-GB' },
    { width: 320, height: 640, locale: 'zh-CN' },
  ] as const)('$width x $height in $locale nothing is cut off', async (look) => {
    const page = await at('&scenario=otherSeed', look)
    for (const share of [0, 0.5, 1]) {
      await seek(page, share)
      expect(await overflowOf(page)).toBe(0)
    }
    for (const tab of look.width < 980 ? [1, 2, 3, 4] : []) {
      await page.locator(`.tabs button:nth-child(${tab})`).click()
      expect(await overflowOf(page), `tab ${tab}`).toBe(0)
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
