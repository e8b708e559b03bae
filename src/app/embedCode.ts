/** Where an embed is put; each place has code of its own. */
export const PLACES = ['html', 'element', 'mdx', 'vitepress', 'react', 'reveal'] as const
export type EmbedPlace = (typeof PLACES)[number]

/** The size of the frame: as wide as its place is, or so many pixels. */
export const SIZES = ['wide', '720x420', '480x440', '320x440'] as const
export type EmbedSize = (typeof SIZES)[number]

export interface Embedded {
  /** The folder of the page, with its last slash. */
  readonly base: string
  /** Query and fragment, as `linkTo` makes them. */
  readonly link: string
  /** What a screen reader calls the frame. */
  readonly title: string
  readonly size: EmbedSize
  /** The ready scenario whose picture stands in for the frame until it is pressed, if it is one. */
  readonly poster: string | null
}

/** All that the frame needs; the page that its link opens is not held to it. */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox'
const ALLOW = 'fullscreen; clipboard-write'

/** The address of the page in a frame. */
export const frameUrl = ({ base, link }: Pick<Embedded, 'base' | 'link'>): string =>
  `${base}?embed&${link.replace(/^\?/, '')}`

type Styles = readonly (readonly [name: string, value: string])[]

function stylesOf(size: EmbedSize): Styles {
  const border = ['border', '0'] as const
  const [width, height] = size.split('x')
  return width === undefined || height === undefined
    ? [['width', '100%'], ['aspect-ratio', '12 / 7'], ['min-height', '420px'], border]
    : [['width', `${width}px`], ['max-width', '100%'], ['height', `${height}px`], border]
}

const cssOf = (styles: Styles) => styles.map(([name, value]) => `${name}: ${value}`).join('; ')

/** The same as an object in JSX. */
function jsxStyleOf(styles: Styles): string {
  const camel = (name: string) =>
    name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return styles.map(([name, value]) => `${camel(name)}: '${value}'`).join(', ')
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A text as the value of an attribute in JSX, where `\` and `{` mean themselves inside quotes. */
const attribute = (name: string, value: string) => `${name}="${escaped(value)}"`

function iframe(embedded: Embedded): string {
  return `<iframe
  ${attribute('title', embedded.title)}
  loading="lazy"
  sandbox="${SANDBOX}"
  allow="${ALLOW}"
  style="${cssOf(stylesOf(embedded.size))}"
  ${attribute('src', frameUrl(embedded))}
></iframe>`
}

function jsxIframe(embedded: Embedded, indent = ''): string {
  const lines = [
    '<iframe',
    `  ${attribute('title', embedded.title)}`,
    '  loading="lazy"',
    `  sandbox="${SANDBOX}"`,
    `  allow="${ALLOW}"`,
    `  style={{ ${jsxStyleOf(stylesOf(embedded.size))} }}`,
    `  ${attribute('src', frameUrl(embedded))}`,
    '/>',
  ]
  return lines.map((line) => indent + line).join('\n')
}

/** `<scan-scope>`: short state as attributes, a long one as the link that holds it. */
function element(embedded: Embedded, more: Readonly<Record<string, string>> = {}): string {
  const { base, link, title, size, poster } = embedded
  const isLong = link.includes('#')
  const query = new URLSearchParams(isLong ? '' : link)
  const attributes = {
    label: title,
    ...(poster !== null && more['load'] === undefined && { poster: `${base}og/${poster}.png` }),
    ...more,
    ...(isLong && { src: base + link }),
    ...Object.fromEntries(query),
    ...(size !== 'wide' && { style: cssOf(stylesOf(size)) }),
  }
  const lines = Object.entries(attributes).map(([name, value]) => `  ${attribute(name, value)}\n`)
  return `<scan-scope\n${lines.join('')}></scan-scope>`
}

const script = ({ base }: Embedded) =>
  `<script type="module" ${attribute('src', `${base}scan-scope.js`)}></script>`

const vitepress = (embedded: Embedded) => `// .vitepress/config.js
export default {
  head: [['script', { type: 'module', src: ${JSON.stringify(`${embedded.base}scan-scope.js`)} }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'scan-scope' } } },
}

<!-- the page, for example index.md -->
${element(embedded)}`

const react = (embedded: Embedded) => `export function ScanScope() {
  return (
${jsxIframe(embedded, '    ')}
  )
}`

/** Keys that the frame does not use turn the slides. */
const reveal = (embedded: Embedded) => `<section>
${element(embedded, { load: 'lazy', keys: 'off' }).replace(/^/gm, '  ')}
</section>

<!-- once, at the end of the page, where Reveal is known -->
${script(embedded)}
<script>
  const turn = { ArrowRight: 'right', ArrowLeft: 'left', PageDown: 'next', PageUp: 'prev' }
  for (const frame of document.querySelectorAll('scan-scope')) {
    frame.addEventListener('key', ({ detail }) => Reveal[turn[detail.key]]?.())
  }
</script>`

/** What is to be pasted into a page, by where it goes. */
export function embedCode(place: EmbedPlace, embedded: Embedded): string {
  switch (place) {
    case 'html':
      return iframe(embedded)
    case 'element':
      return `${script(embedded)}\n${element(embedded)}`
    case 'mdx':
      return jsxIframe(embedded)
    case 'vitepress':
      return vitepress(embedded)
    case 'react':
      return react(embedded)
    case 'reveal':
      return reveal(embedded)
  }
}
