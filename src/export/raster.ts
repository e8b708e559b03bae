import type { Drawing } from './svg.ts'

/** Pixels of the longest side, and of all: beyond, some browsers give back an empty canvas. */
const LONGEST_SIDE = 8192
const MOST_PIXELS = 2 ** 24

interface Size {
  readonly width: number
  readonly height: number
}

/** A picture has more pixels than a browser paints. */
export class TooLarge extends Error {
  readonly size: Size

  constructor(size: Size) {
    super(`${size.width} x ${size.height} pixels are too many for a canvas.`)
    this.size = size
  }
}

const isTooLarge = ({ width, height }: Size) =>
  Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS

/** The scale, or as much of it as a canvas can hold. */
export const fittingScale = ({ width, height }: Size, scale: number): number =>
  Math.min(
    scale,
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / ((width + 2) * (height + 2))),
  )

/** A canvas that drawings are painted on, `scale` device pixels for each CSS pixel. */
export interface Sheet {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
  readonly scale: number
}

/** An empty sheet; its sides are even where a film wants them so. Throws `TooLarge`. */
export function createSheet({ width, height }: Size, scale: number, even = false): Sheet {
  const rounded = (side: number) => (even ? 2 * Math.ceil((side * scale) / 2) : side * scale)
  const size = { width: Math.round(rounded(width)), height: Math.round(rounded(height)) }
  if (isTooLarge(size)) throw new TooLarge(size)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, size)
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (context === null) throw new Error('This browser gives no canvas to paint on.')
  return { canvas, context, scale }
}

/** Paints a drawing into the upper left corner; what is left has the page's colour. */
export async function paint({ canvas, context, scale }: Sheet, drawing: Drawing): Promise<void> {
  const image = new Image()
  // A data URL, not a blob's: in a sandboxed frame a blob would taint the canvas.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`
  await image.decode()
  context.fillStyle = drawing.ground
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(
    image,
    0,
    0,
    Math.round(drawing.width * scale),
    Math.round(drawing.height * scale),
  )
}

/** The drawing as a PNG file. Throws `TooLarge`. */
export async function pngOf(drawing: Drawing, scale: number): Promise<Blob> {
  const sheet = createSheet(drawing, scale)
  await paint(sheet, drawing)
  return await new Promise((done, failed) => {
    sheet.canvas.toBlob((blob) => {
      if (blob === null) failed(new TooLarge(sheet.canvas))
      else done(blob)
    }, 'image/png')
  })
}
