import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Description } from '../../src/embed/describe.ts'
import { launchChromium } from './browser.ts'
import { startHost, type Host } from './host.ts'

export interface Answer {
  readonly type: string
  readonly id?: number
  readonly data: Record<string, unknown>
}

/** With the last one, null, a frame is as free as any. */
export const SANDBOXES = ['allow-scripts', 'allow-scripts allow-popups', null] as const

export interface Opened {
  readonly page: Page
  readonly frame: FrameLocator
  readonly ask: (type: string, data?: unknown) => Promise<Answer>
  readonly state: () => Promise<Description>
}

interface Wanted {
  readonly sandbox?: string | null
  readonly width?: string
  readonly dark?: boolean
}

/** What the frame of a page has told without being asked. */
export const eventsOf = (page: Page, type: string) =>
  page.evaluate<Answer[], string>(
    (wanted) =>
      (globalThis as unknown as { heard: Answer[] }).heard.filter(
        ({ id, type: name }) => id === undefined && name === wanted,
      ),
    type,
  )

/** One browser and one web server of another origin for a file of tests. */
export function useFrames() {
  let browser: Browser | undefined
  let host: Host | undefined
  beforeAll(async () => {
    browser = await launchChromium()
    host = await startHost()
  })
  afterAll(async () => {
    await browser?.close()
    host?.close()
  })
  const hostUrl = () => host?.url ?? ''
  const newPage = async ({ dark = false } = {}) => {
    if (browser === undefined) throw new Error('a page can be opened inside a test only')
    const colorScheme = dark ? 'dark' : 'light'
    const viewport = { width: 800, height: 600 }
    return browser.newPage({ viewport, locale: 'en-GB', colorScheme })
  }
  /** A page of another origin with a frame in it, after the handshake. */
  const open = async (link = '', wanted: Wanted | string | null = {}, size = '720px') => {
    const given = typeof wanted === 'object' && wanted !== null ? wanted : { sandbox: wanted }
    const { sandbox = 'allow-scripts', width = size, dark = false } = given
    const page = await newPage({ dark })
    const src = `${inject('url')}?embed${link}`
    const params = new URLSearchParams({ src, width, ...(sandbox !== null && { sandbox }) })
    await page.goto(`${hostUrl()}?${String(params)}`)
    await page.waitForFunction('window.ready !== undefined')
    const ask = (type: string, data?: unknown) =>
      page.evaluate<Answer, [string, unknown]>(
        ([name, content]) =>
          (globalThis as unknown as { ask: (type: string, data: unknown) => Promise<Answer> }).ask(
            name,
            content,
          ),
        [type, data],
      )
    const state = async () => (await ask('getState')).data as unknown as Description
    const opened: Opened = { page, frame: page.frameLocator('iframe'), ask, state }
    return opened
  }
  return { open, newPage, hostUrl }
}
