import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { embedCode } from '../../src/app/embedCode.ts'
import { baseAddress } from './baseAddress.mjs'
import { root } from './install.mjs'
import { OG_SIZE, shareCards, type ShareCard } from './shareCards.ts'

const SIZE = '720x420'
const [WIDTH, HEIGHT] = SIZE.split('x').map(Number)
const CACHE_SECONDS = 86_400

const linkTo = ({ id, moment }: ShareCard) => `?scenario=${id}&moment=${moment}&order=scan`

/** The answer that an oEmbed endpoint would give: https://oembed.com, type rich. */
export function oEmbedOf(card: ShareCard, base: string) {
  const { id, title } = card
  return {
    version: '1.0',
    type: 'rich',
    provider_name: 'ScanScope',
    provider_url: base,
    title,
    html: embedCode('html', { base, link: linkTo(card), title, size: SIZE, poster: null }),
    width: WIDTH,
    height: HEIGHT,
    thumbnail_url: `${base}og/${id}.png`,
    thumbnail_width: OG_SIZE.width,
    thumbnail_height: OG_SIZE.height,
    cache_age: CACHE_SECONDS,
  }
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * A page for sites that show a card of what is linked: they read its head and run no script. A reader
 * is led on at once. It needs no server but one for files.
 */
export function sharePageOf({ id, title, story }: ShareCard, base: string): string {
  const meta = (name: string, content: string) =>
    `<meta ${name.startsWith('og:') ? 'property' : 'name'}="${name}" content="${escaped(content)}" />`
  const app = `../../?scenario=${id}`
  const head = [
    '<meta charset="utf-8" />',
    `<meta http-equiv="refresh" content="0; url=${app}" />`,
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    meta('description', story),
    meta('og:type', 'website'),
    meta('og:site_name', 'ScanScope'),
    meta('og:title', title),
    meta('og:description', story),
    meta('og:url', `${base}s/${id}/`),
    meta('og:image', `${base}og/${id}.png`),
    meta('og:image:width', String(OG_SIZE.width)),
    meta('og:image:height', String(OG_SIZE.height)),
    meta('og:image:alt', story),
    meta('twitter:card', 'summary_large_image'),
    `<link rel="canonical" href="${escaped(`${base}?scenario=${id}`)}" />`,
    `<link rel="alternate" type="application/json+oembed" title="${escaped(title)}" href="${escaped(`${base}oembed/${id}.json`)}" />`,
    '<link rel="icon" type="image/svg+xml" href="../../favicon.svg" />',
    `<title>${escaped(title)} · ScanScope</title>`,
  ]
  return `<!doctype html>
<html lang="en">
  <head>
    ${head.join('\n    ')}
  </head>
  <body>
    <p><a href="${app}">${escaped(title)}</a></p>
    <p>${escaped(story)}</p>
  </body>
</html>
`
}

/** Writes both for each ready scenario into dist; a part of the build. */
export async function main(): Promise<number> {
  const base = baseAddress(env)
  const oembed = join(root, 'dist/oembed')
  const pages = join(root, 'dist/s')
  for (const folder of [oembed, pages]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(oembed, { recursive: true })
  for (const card of await shareCards()) {
    const data = `${JSON.stringify(oEmbedOf(card, base), null, 2)}\n`
    writeFileSync(join(oembed, `${card.id}.json`), data)
    mkdirSync(join(pages, card.id), { recursive: true })
    writeFileSync(join(pages, card.id, 'index.html'), sharePageOf(card, base))
  }
  return 0
}
