import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { scenarioIds } from '../../src/scenarios/index.ts'
import { baseAddress } from '../setup/baseAddress.mjs'
import { ogFolder, ogHashes, wantedHashes } from '../setup/ogImages.ts'
import { palettePng } from '../setup/palettePng.ts'
import { OG_SIZE, shareCards } from '../setup/shareCards.ts'
import { oEmbedOf, sharePageOf } from '../setup/sharePages.ts'

const cards = await shareCards()
const BASE = 'https://example.org/scan/'

test('the committed pictures show the ready scenarios as they are now', () => {
  const hint = 'public/og is stale: run `npm run og` and look at the pictures'
  expect(ogHashes(), hint).toEqual(wantedHashes(cards))
})

test.each(scenarioIds)('the picture of %s has the promised size and is light', (id) => {
  const file = join(ogFolder, `${id}.png`)
  const header = readFileSync(file)
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([
    OG_SIZE.width,
    OG_SIZE.height,
  ])
  expect(statSync(file).size).toBeLessThan(60_000)
})

test('every ready scenario has a card of its own: words, a moment, a hash', () => {
  expect(cards.map(({ id }) => id)).toEqual(scenarioIds)
  expect(new Set(cards.map(({ hash }) => hash)).size).toBe(cards.length)
  for (const { moment } of cards) expect(moment).toBeGreaterThan(0)
})

describe('oEmbed', () => {
  it.each(cards)('of $id says what https://oembed.com asks of a rich answer', (card) => {
    const data = oEmbedOf(card, BASE)
    expect(data).toMatchObject({ version: '1.0', type: 'rich', width: 720, height: 420 })
    expect(data.html).toContain(`src="${BASE}?embed&amp;scenario=${card.id}&amp;moment=`)
    expect(data.html).toContain('sandbox="allow-scripts')
    expect(data.thumbnail_url).toBe(`${BASE}og/${card.id}.png`)
  })
})

describe('the page that carries a card', () => {
  const card = {
    ...{ id: 'atRest' as const, moment: 1, hash: '' },
    title: 'a "b" <c> & d',
    story: '</title><script>alert(1)</script>',
  }

  it('holds no markup but its own', () => {
    const page = sharePageOf(card, BASE)
    expect(page).not.toContain('<script')
    expect(page).toContain('content="a &quot;b&quot; &lt;c> &amp; d"')
  })

  it('names its oEmbed answer and its picture by whole addresses, and leads on by a relative one', () => {
    const page = sharePageOf(card, BASE)
    expect(page).toContain(`type="application/json+oembed"`)
    expect(page).toContain(`href="${BASE}oembed/atRest.json"`)
    expect(page).toContain(`content="${BASE}og/atRest.png"`)
    expect(page).toContain('content="0; url=../../?scenario=atRest"')
  })
})

describe('the address of the built page', () => {
  it.each([
    [undefined, 'http://localhost:4173/'],
    ['', 'http://localhost:4173/'],
    ['https://example.org', 'https://example.org/'],
    ['https://example.org/scan', 'https://example.org/scan/'],
    ['https://example.org/scan/', 'https://example.org/scan/'],
  ])('%j is %s', (given, address) => {
    expect(baseAddress({ SCANSCOPE_URL: given })).toBe(address)
  })

  it.each([
    'example.org',
    'ftp://example.org/',
    'https://example.org/?a',
    'https://example.org/#a',
  ])('%s is refused with a sentence', (given) => {
    expect(() => baseAddress({ SCANSCOPE_URL: given })).toThrow(/must be the address of the page/)
  })
})

test('a PNG with a palette holds the very pixels while they have few colours', () => {
  const colours = [
    [255, 0, 0],
    [0, 128, 255],
    [9, 9, 9],
  ]
  const at = (x: number, y: number) => colours[(x * 7 + y * 3) % 3] ?? []
  const pixels = Uint8Array.from(
    Array.from({ length: 5 * 4 }, (_, n) => [...at(n % 5, Math.floor(n / 5)), 255]).flat(),
  )
  const png = palettePng(pixels, 5, 4)
  const chunk = (type: string) => {
    const start = png.indexOf(type, 0, 'latin1')
    return png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4))
  }
  const [palette, rows] = [chunk('PLTE'), inflateSync(chunk('IDAT'))]
  for (let y = 0; y < 4; y++) {
    for (let x = 0; x < 5; x++) {
      const index = rows[y * 6 + 1 + x] ?? 0
      expect([...palette.subarray(3 * index, 3 * index + 3)]).toEqual(at(x, y))
    }
  }
})
