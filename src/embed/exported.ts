import { currentBranch } from '../trace/index.ts'
import type { Controlled } from './commands.ts'
import { Fault, type RequestData } from './protocol.ts'

/** A file for the host: text, or base64 for a picture of pixels. */
export interface Exported {
  readonly format: RequestData<'export'>['format']
  readonly mediaType: string
  readonly encoding: 'text' | 'base64'
  readonly content: string
}

async function picture() {
  const stage = document.querySelector<SVGSVGElement>('.stage-picture')
  if (stage === null) throw new Fault('refused', 'There is no picture yet.')
  const { dressed } = await import('../export/svg.ts')
  return dressed(stage, document.title, stage.getAttribute('aria-label') ?? '').drawing()
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const chunks: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return btoa(chunks.join(''))
}

/** This moment, or the whole scenario, as a file. */
export async function exported(
  { player }: Controlled,
  format: Exported['format'],
): Promise<Exported> {
  const { trace, moment, history } = player.getState()
  switch (format) {
    case 'svg': {
      const { svg } = await picture()
      return { format, mediaType: 'image/svg+xml', encoding: 'text', content: svg }
    }
    case 'png': {
      const { fittingScale, pngOf } = await import('../export/raster.ts')
      const drawing = await picture()
      const scale = fittingScale(drawing, window.devicePixelRatio)
      const content = await base64(await pngOf(drawing, scale))
      return { format, mediaType: 'image/png', encoding: 'base64', content }
    }
    case 'json': {
      const content = JSON.stringify(currentBranch(history.present.tree).scenario)
      return { format, mediaType: 'application/json', encoding: 'text', content }
    }
    case 'transcript': {
      const { transcriptOf } = await import('../export/transcript.ts')
      const content = transcriptOf(trace, moment)
      return { format, mediaType: 'text/plain', encoding: 'text', content }
    }
  }
}
