import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_VERY_HIGH,
  WebMOutputFormat,
  type VideoCodec,
} from 'mediabunny'
import type { Frame } from './frames.ts'
import { createSheet, paint } from './raster.ts'

export type FilmFormat = 'webm' | 'mp4'

/** What each kind of file is encoded with, best known first. */
const CODECS: Readonly<Record<FilmFormat, readonly VideoCodec[]>> = {
  webm: ['vp9', 'vp8'],
  mp4: ['avc', 'vp9', 'av1'],
}

interface Size {
  readonly width: number
  readonly height: number
}

/** With what this browser can encode a film of this size; null when it cannot. */
export const codecFor = (format: FilmFormat, { width, height }: Size): Promise<VideoCodec | null> =>
  getFirstEncodableVideoCodec([...CODECS[format]], { width, height, quality: QUALITY_VERY_HIGH })

/** This browser encodes no film of this size. */
class NoEncoder extends Error {
  override readonly name = 'NoEncoder'
}

/** A film as a file of a video. Throws `TooLarge` and `NoEncoder`. */
export async function filmOf(
  format: FilmFormat,
  frames: AsyncIterable<Frame>,
  size: Size,
  scale: number,
  tell: (frame: Frame) => void,
): Promise<Blob> {
  const sheet = createSheet(size, scale, true)
  const codec = await codecFor(format, sheet.canvas)
  if (codec === null) throw new NoEncoder(`${format}: no encoder for a film of this size.`)
  const target = new BufferTarget()
  const kind = format === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat()
  const output = new Output({ format: kind, target })
  const source = new CanvasSource(sheet.canvas, { codec, quality: QUALITY_VERY_HIGH })
  output.addVideoTrack(source)
  try {
    await output.start()
    let seconds = 0
    for await (const frame of frames) {
      await paint(sheet, frame.drawing)
      const duration = frame.milliseconds / 1000
      await source.add(seconds, duration)
      seconds += duration
      tell(frame)
    }
    await output.finalize()
  } catch (error) {
    await output.cancel()
    throw error
  }
  if (target.buffer === null) throw new Error('The film has no end.')
  return new Blob([target.buffer], { type: format === 'webm' ? 'video/webm' : 'video/mp4' })
}
