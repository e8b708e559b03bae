import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { preview } from 'vite'
import { launchChromium } from '../e2e/browser.ts'
import { root } from './install.mjs'
import { palettePng } from './palettePng.ts'
import { OG_SIZE, shareCards, type ShareCard } from './shareCards.ts'

export const ogFolder = join(root, 'public/og')
const hashFile = join(ogFolder, 'hashes.json')

/** The frame's picture, larger, under the name of the scenario instead of over a bar. */
const STYLE = `
  .embed { grid-template: 'head' auto 'caption' auto 'stage' minmax(0, 1fr) / minmax(0, 1fr); }
  .embed .cursor-bar, .embed-bar, .embed .notice-place { display: none; }
  .embed .caption { margin: 0 44px; min-height: 0; font-size: 21px; padding: 9px 18px; }
  .embed .stage { margin: 12px 36px 12px; }
  .og-head { grid-area: head; display: flex; align-items: baseline; gap: 24px; padding: 26px 44px 16px;
    font-size: 38px; font-weight: 700; letter-spacing: -.01em; }
  .og-head span { margin-left: auto; color: var(--muted); font-size: 24px; font-weight: 600; }
`

async function render(page: Page, url: string, { id, title, moment }: ShareCard): Promise<Buffer> {
  const query = new URLSearchParams({ scenario: id, moment: String(moment), order: 'scan' })
  await page.goto(`${url}?embed&${String(query)}&theme=light&lang=en`)
  await page.locator('.embed-bar').waitFor()
  await page.addStyleTag({ content: STYLE })
  await page.evaluate((name) => {
    const head = document.createElement('p')
    const mark = document.createElement('span')
    head.className = 'og-head'
    mark.textContent = 'ScanScope'
    head.append(name, mark)
    document.querySelector('.embed')?.prepend(head)
  }, title)
  // The picture measures its place anew, and its nodes come to rest.
  await page.waitForTimeout(600)
  return palettePng(await pixelsOf(page), OG_SIZE.width, OG_SIZE.height)
}

/** What the page looks like: four bytes for each pixel. */
async function pixelsOf(page: Page): Promise<Uint8Array> {
  const shot = (await page.screenshot()).toString('base64')
  const pixels = await page.evaluate(async (png) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? []
    const parts: string[] = []
    for (let at = 0; at < data.length; at += 8192) {
      parts.push(String.fromCharCode(...data.slice(at, at + 8192)))
    }
    return btoa(parts.join(''))
  }, shot)
  return Buffer.from(pixels, 'base64')
}

/** The hash of the card that each committed picture shows. */
export const ogHashes = (): unknown => JSON.parse(readFileSync(hashFile, 'utf8'))

/** The hashes that the pictures should have. */
export const wantedHashes = (cards: readonly ShareCard[]) =>
  Object.fromEntries(cards.map(({ id, hash }) => [id, hash]))

/** Renders the pictures of all ready scenarios from the built page: `npm run og`. */
export async function main(): Promise<number> {
  const cards = await shareCards()
  const server = await preview({
    root,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0, open: false },
  })
  const browser = await launchChromium({ shell: false })
  try {
    const page = await browser.newPage({ viewport: OG_SIZE, reducedMotion: 'reduce' })
    mkdirSync(ogFolder, { recursive: true })
    for (const name of readdirSync(ogFolder)) rmSync(join(ogFolder, name))
    for (const card of cards) {
      const image = await render(page, server.resolvedUrls?.local[0] ?? '', card)
      writeFileSync(join(ogFolder, `${card.id}.png`), image)
      console.log(`${card.id}.png  moment ${card.moment}  ${image.length} bytes`)
    }
    writeFileSync(hashFile, `${JSON.stringify(wantedHashes(cards), null, 2)}\n`)
  } finally {
    await browser.close()
    await server.close()
  }
  return 0
}
