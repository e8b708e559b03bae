import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import type { ScenarioId } from '../../src/scenarios/index.ts'
import { launchChromium } from './browser.ts'

export interface Look {
  readonly scenario?: ScenarioId
  /** Query and fragment of the URL, in place of the scenario. */
  readonly link?: string
  readonly width?: number
  readonly height?: number
  readonly locale?: 'en-GB' | 'zh-CN'
  readonly dark?: boolean
  /** Motion is off unless a test is about motion. */
  readonly motion?: boolean
  /** What the browser's storage holds before the page is loaded. */
  readonly stored?: Readonly<Record<string, string>>
}

function contextOptions(url: string, look: Look): BrowserContextOptions {
  const stored = Object.entries(look.stored ?? {}).map(([name, value]) => ({ name, value }))
  const origins = [{ origin: new URL(url).origin, localStorage: stored }]
  return {
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    locale: look.locale ?? 'en-GB',
    colorScheme: look.dark === true ? 'dark' : 'light',
    // What is kept for a visit without a network is tested by itself.
    serviceWorkers: 'block',
    reducedMotion: look.motion === true ? 'no-preference' : 'reduce',
    // Storage costs a page of its own to fill.
    ...(stored.length > 0 && { storageState: { cookies: [], origins } }),
  }
}

/** The preferences as the page stores them. */
export const preferring = (preferences: Readonly<Record<string, unknown>>) => ({
  'scanscope.preferences': JSON.stringify({ state: preferences, version: 1 }),
})

/**
 * One browser for a file of tests; each opened page has a context of its own. A test fails when its
 * pages wrote an error to the console or threw one.
 */
export function usePages(): (look?: Look) => Promise<Page> {
  let browser: Browser | undefined
  const contexts: BrowserContext[] = []
  const errors: string[] = []
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(errors.splice(0)).toEqual([])
  })
  return async (look = {}) => {
    if (browser === undefined) throw new Error('a page can be opened inside a test only')
    const url = inject('url')
    const context = await browser.newContext(contextOptions(url, look))
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    const scenario = look.scenario === undefined ? '' : `?scenario=${look.scenario}`
    await page.goto(url + (look.link ?? scenario))
    await page.locator('.stage-picture').waitFor()
    return page
  }
}

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

/** Loads the page again; it is over when the picture is there. */
export async function reload(page: Page): Promise<void> {
  await page.reload()
  await page.locator('.stage-picture').waitFor()
}

export const timeline = (page: Page): Locator => page.getByRole('slider', { name: 'Timeline' })

export const momentOf = async (page: Page): Promise<number> =>
  Number(await timeline(page).inputValue())

export const lengthOf = async (page: Page): Promise<number> =>
  Number(await timeline(page).getAttribute('max'))

export const captionOf = (page: Page): Promise<string> => page.locator('.caption').innerText()

/** Moves the scrubber as a person would, and waits until the page shows that moment. */
export async function goTo(page: Page, moment: number): Promise<void> {
  await timeline(page).fill(String(moment))
  expect(await momentOf(page)).toBe(moment)
  await settled(page)
}

/** Two frames: what React and the drawing had to do for the last change is done. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            resolve()
          })
        })
      }),
  )

/** Waits until no node of the picture moves any more; a move begins and ends slowly. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const places = () =>
      [...document.querySelectorAll('.stage-picture [data-name]')]
        .map((node) => [node.getAttribute('transform'), node.getAttribute('opacity')])
        .join()
    let before = ''
    for (let same = 0; same < 15;) {
      await frame()
      const now = places()
      same = now === before ? same + 1 : 0
      before = now
    }
  })
}

export interface Seen {
  readonly moment: number
  readonly caption: string
}

/** Presses Step until it is disabled, at most `most` times; what each press led to. */
export const stepOn = (page: Page, most: number): Promise<Seen[]> =>
  page.evaluate(async (presses) => {
    const step = document.querySelector<HTMLButtonElement>('.transport button.primary')
    const slider = document.querySelector<HTMLInputElement>('.timeline input[type="range"]')
    const caption = document.querySelector<HTMLElement>('.caption')
    if (step === null || slider === null || caption === null) throw new Error('a part is missing')
    const seen: { moment: number; caption: string }[] = []
    while (!step.disabled && seen.length < presses) {
      const before = slider.value
      step.click()
      await Promise.resolve()
      while (slider.value === before) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      seen.push({ moment: Number(slider.value), caption: caption.textContent })
    }
    return seen
  }, most)

/** Pixels by which the page or one of its controls is wider than the window; 0 is as it should be. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll('button, select, input, textarea')].filter(
      (control) => control.closest('.stage') === null && control.checkVisibility(),
    )
    const right = Math.max(...controls.map((control) => control.getBoundingClientRect().right))
    const widest = Math.max(document.documentElement.scrollWidth, Math.ceil(right))
    return Math.max(0, widest - window.innerWidth)
  })
