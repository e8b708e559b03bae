import type { Drawing } from './svg.ts'

/** Pixels of the longest side: beyond, browsers give back an empty canvas. */
const LONGEST_SIDE = 8192

function load(svg: string): Promise<HTMLImageElement> {
  const image = new Image()
  // A data URL, not a blob's: in a sandboxed frame a blob would taint the canvas.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  return image.decode().then(() => image)
}

/** Paints a drawing at `scale` device pixels for each CSS pixel. */
export async function paint({ svg, width, height }: Drawing, scale: number) {
  const fitting = Math.min(scale, LONGEST_SIDE / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * fitting)
  canvas.height = Math.round(height * fitting)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no canvas to paint on.')
  context.drawImage(await load(svg), 0, 0, canvas.width, canvas.height)
  return { canvas, context }
}

/** The drawing as a PNG file. */
export async function pngOf(drawing: Drawing, scale: number): Promise<Blob> {
  const { canvas } = await paint(drawing, scale)
  return await new Promise((done, failed) => {
    canvas.toBlob((blob) => {
      if (blob === null) failed(new Error('This browser cannot make a PNG of this size.'))
      else done(blob)
    }, 'image/png')
  })
}
