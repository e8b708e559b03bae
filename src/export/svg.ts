/**
 * The properties by which the stylesheet draws the picture, with the values that a node has when
 * nobody says otherwise. Inherited ones are compared with the parent's.
 */
const INHERITED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'letter-spacing',
  'text-anchor',
  'visibility',
  'paint-order',
] as const
const OWN: Readonly<Record<string, string>> = {
  opacity: '1',
  display: 'inline',
  'text-decoration-line': 'none',
}

/** A rule in the picture's own style sheet would win over an attribute; a style does not lose. */
function styleOf(node: Element, parent: Element | null): string {
  const style = getComputedStyle(node)
  const above = parent === null ? null : getComputedStyle(parent)
  const said: string[] = []
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name)
    if (above === null || above.getPropertyValue(name) !== value) said.push(`${name}:${value}`)
  }
  for (const [name, initial] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name)
    if (value !== initial && !(name === 'display' && value === 'block'))
      said.push(`${name}:${value}`)
  }
  return said.join(';')
}

type Parts = Map<string, Element>

/** Writes onto each copy how its original looks; what cannot be seen is left out. */
function dress(original: Element, copy: Element, parent: Element | null, parts: Parts): void {
  const style = styleOf(original, parent)
  const children = [...original.children]
  const copies = [...copy.children]
  const name = original.getAttribute('data-name')
  if (name !== null) parts.set(name, copy)
  for (const attribute of ['class', 'data-name', 'data-cell', 'tabindex', 'role', 'aria-label']) {
    copy.removeAttribute(attribute)
  }
  if (style !== '') copy.setAttribute('style', style)
  children.forEach((child, index) => {
    const twin = copies[index]
    if (twin === undefined) return
    if (getComputedStyle(child).display === 'none') twin.remove()
    else dress(child, twin, original, parts)
  })
}

const SVG = 'http://www.w3.org/2000/svg'

function ground(width: number, height: number, color: string): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect')
  rect.setAttribute('width', String(width))
  rect.setAttribute('height', String(height))
  rect.setAttribute('fill', color)
  return rect
}

/** A drawing that needs no style sheet, with its size in CSS pixels and the page's colour. */
export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly ground: string
}

/** A copy of the picture that needs no style sheet. */
export interface Dressed {
  /** The nodes that travel, by their names. */
  readonly parts: ReadonlyMap<string, Element>
  /** The drawing, as the copy is by now. */
  readonly drawing: () => Drawing
}

/** What no XML may hold: a key can be any bytes. */
const NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/**
 * The picture as it is on the screen, fonts and colours as seen, on the page's ground. `title` and
 * `text` are what a reader who cannot see it is told.
 */
export function dressed(picture: SVGSVGElement, title: string, text: string): Dressed {
  const { width, height } = picture.getBoundingClientRect()
  const copy = picture.cloneNode(true) as SVGSVGElement
  const parts: Parts = new Map()
  dress(picture, copy, null, parts)
  const page = getComputedStyle(document.body).getPropertyValue('--page')
  copy.prepend(ground(width, height, page))
  for (const [name, content] of [
    ['desc', text],
    ['title', title],
  ] as const) {
    const node = document.createElementNS(SVG, name)
    node.textContent = content
    copy.prepend(node)
  }
  copy.removeAttribute('aria-labelledby')
  copy.removeAttribute('data-order')
  copy.setAttribute('xmlns', SVG)
  copy.setAttribute('role', 'img')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
  const drawing = () => {
    const svg = new XMLSerializer().serializeToString(copy).replace(NOT_XML, '\ufffd')
    return { svg, width, height, ground: page }
  }
  return { parts, drawing }
}
