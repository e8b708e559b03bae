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

/** Writes onto each copy how its original looks; what cannot be seen is left out. */
function dress(original: Element, copy: Element, parent: Element | null): void {
  const style = styleOf(original, parent)
  const children = [...original.children]
  const copies = [...copy.children]
  for (const name of ['class', 'data-name', 'data-cell', 'tabindex', 'role', 'aria-label']) {
    copy.removeAttribute(name)
  }
  if (style !== '') copy.setAttribute('style', style)
  children.forEach((child, index) => {
    const twin = copies[index]
    if (twin === undefined) return
    if (getComputedStyle(child).display === 'none') twin.remove()
    else dress(child, twin, original)
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

/** A drawing that needs no style sheet, with its size in CSS pixels. */
export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/**
 * The picture as it is on the screen, fonts and colours as seen, on the page's ground. `title` and
 * `text` are what a reader who cannot see it is told.
 */
export function drawingOf(picture: SVGSVGElement, title: string, text: string): Drawing {
  const { width, height } = picture.getBoundingClientRect()
  const copy = picture.cloneNode(true) as SVGSVGElement
  dress(picture, copy, null)
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
  copy.setAttribute('xmlns', SVG)
  copy.setAttribute('role', 'img')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
  return { svg: new XMLSerializer().serializeToString(copy), width, height }
}
