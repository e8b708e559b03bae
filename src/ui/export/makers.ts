import { framesOf, type Pace } from '../../export/frames.ts'
import type { Span } from '../../export/range.ts'
import type { Drawing } from '../../export/svg.ts'
import { openStudio, type Shooting } from './studio.tsx'
import type { Maker } from './useJob.ts'

/** One moment as a drawing. */
async function drawn(shooting: Shooting, moment: number): Promise<Drawing> {
  const studio = await openStudio(shooting)
  try {
    return (await studio.poseAt(moment)).at(1)
  } finally {
    studio.close()
  }
}

/** A moment as a file of vectors. */
export const svgMaker =
  (shooting: Shooting, moment: number): Maker =>
  async () => {
    const { svg } = await drawn(shooting, moment)
    return new Blob([svg], { type: 'image/svg+xml' })
  }

/** A moment as a file of pixels. */
export const pngMaker =
  (shooting: Shooting, moment: number, scale: number): Maker =>
  async () => {
    const { pngOf } = await import('../../export/raster.ts')
    return pngOf(await drawn(shooting, moment), scale)
  }

export const FILMS = ['gif', 'webm', 'mp4'] as const
export type Film = (typeof FILMS)[number]

export interface Take {
  readonly film: Film
  readonly span: Span
  readonly pace: Pace
  readonly scale: number
}

/** A range of moments as a film. */
export const filmMaker =
  (shooting: Shooting, { film, span, pace, scale }: Take): Maker =>
  async (signal, tell) => {
    const studio = await openStudio(shooting)
    try {
      const size = studio.sizeOf(span)
      const frames = framesOf(studio.poseAt, span, pace, signal)
      if (film === 'gif') {
        const { gifOf } = await import('../../export/gif/gif.ts')
        return await gifOf(frames, size, scale, tell)
      }
      const { filmOf } = await import('../../export/film.ts')
      return await filmOf(film, frames, size, scale, tell)
    } finally {
      studio.close()
    }
  }
