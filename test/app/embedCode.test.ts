import { describe, expect, it } from 'vitest'
import { embedCode, frameUrl, PLACES, SIZES, type Embedded } from '../../src/app/embedCode.ts'

const embedded: Embedded = {
  base: 'https://example.org/scan/',
  link: '?scenario=lostBucket&moment=20&order=index',
  title: 'A lost bucket',
  size: 'wide',
  poster: 'lostBucket',
}

const LONG = '?scenario=edits&branch=2&moment=9&order=scan#s=1.eJwAbc-_d'

it('the address of a frame is the link of the page, with embed before it', () => {
  expect(frameUrl(embedded)).toBe(
    'https://example.org/scan/?embed&scenario=lostBucket&moment=20&order=index',
  )
  expect(frameUrl({ ...embedded, link: LONG })).toMatch(/\?embed&scenario=edits&.+#s=1\.eJwAbc-_d$/)
})

it.each(PLACES)('code for %s names title and address, and quotes what could be markup', (place) => {
  const title = '"></iframe><script>alert(1)</script> & \\ {x} {{x}}'
  const code = embedCode(place, { ...embedded, title })
  expect(code).toContain('"&quot;>&lt;/iframe>&lt;script>alert(1)&lt;/script> &amp; \\ {x} {{x}}"')
  expect(code).not.toContain('<script>alert')
  expect(code).toContain('https://example.org/scan/')
})

it.each(['html', 'mdx', 'react'] as const)(
  'a frame for %s may do no more than it must',
  (place) => {
    const [, rights] = /sandbox="([^"]*)"/.exec(embedCode(place, embedded)) ?? []
    expect(rights).toBe('allow-scripts allow-popups allow-popups-to-escape-sandbox')
  },
)

describe('<scan-scope>', () => {
  const attributesOf = (code: string) =>
    Object.fromEntries(
      [...code.matchAll(/^\s*([a-z]+)="([^"]*)"$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )

  it('has a short state as attributes', () => {
    expect(attributesOf(embedCode('element', embedded))).toEqual({
      label: 'A lost bucket',
      poster: 'https://example.org/scan/og/lostBucket.png',
      scenario: 'lostBucket',
      moment: '20',
      order: 'index',
    })
  })

  it('has a long state as the link that holds it', () => {
    const code = embedCode('element', { ...embedded, link: LONG, poster: null })
    expect(attributesOf(code)).toEqual({
      label: 'A lost bucket',
      src: `https://example.org/scan/${LONG}`.replaceAll('&', '&amp;'),
    })
  })

  it('leaves the keys to a deck of slides', () => {
    expect(attributesOf(embedCode('reveal', embedded))).toMatchObject({ load: 'lazy', keys: 'off' })
  })
})

it.each(SIZES)('size %s is said in CSS and, for JSX, as an object', (size) => {
  const [width, height] = size.split('x')
  const html = embedCode('html', { ...embedded, size })
  const jsx = embedCode('react', { ...embedded, size })
  if (height === undefined) {
    expect(html).toContain(
      'style="width: 100%; aspect-ratio: 12 / 7; min-height: 420px; border: 0"',
    )
    expect(jsx).toContain("minHeight: '420px'")
  } else {
    expect(html).toContain(`width: ${width}px; max-width: 100%; height: ${height}px`)
    expect(jsx).toContain(`{{ width: '${width}px', maxWidth: '100%', height: '${height}px'`)
  }
})
