import { transfer, wrap } from 'comlink'
import type { Frame } from '../frames.ts'
import { createSheet, paint } from '../raster.ts'
import { createGif, type Gif } from './encoder.ts'

/** Who makes the GIF, beside the page where a worker can be had. */
interface Hired {
  readonly add: (...frame: Parameters<Gif['add']>) => Promise<void>
  readonly finish: () => Promise<Uint8Array<ArrayBuffer>>
  readonly dismiss: () => void
}

function hireWorker(): Hired {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const { add, finish } = wrap<Gif>(worker)
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => {
      reject(new Error('The worker that makes the GIF could not be loaded.'))
    })
  })
  failed.catch(() => {})
  return {
    add: (pixels, width, milliseconds) =>
      Promise.race([failed, add(transfer(pixels, [pixels.buffer]), width, milliseconds)]),
    finish: () => Promise.race([failed, finish()]),
    dismiss: () => {
      worker.terminate()
    },
  }
}

/** The page itself: a frame at a time, so that it stays usable. */
function hireNobody(): Hired {
  const gif = createGif()
  return {
    add: (...frame) => Promise.resolve(gif.add(...frame)),
    finish: () => Promise.resolve(gif.finish()),
    dismiss: () => {},
  }
}

/** A page that was opened from a disk may start no worker. */
function hire(): Hired {
  try {
    return location.protocol === 'file:' ? hireNobody() : hireWorker()
  } catch {
    return hireNobody()
  }
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A film as a GIF, one picture for each frame, in a loop. Throws `TooLarge`. */
export async function gifOf(
  frames: AsyncIterable<Frame>,
  size: Size,
  scale: number,
  tell: (frame: Frame) => void,
): Promise<Blob> {
  const sheet = createSheet(size, scale)
  const { width, height } = sheet.canvas
  const hired = hire()
  try {
    for await (const frame of frames) {
      await paint(sheet, frame.drawing)
      const { data } = sheet.context.getImageData(0, 0, width, height)
      await hired.add(data, width, frame.milliseconds)
      tell(frame)
    }
    return new Blob([await hired.finish()], { type: 'image/gif' })
  } finally {
    hired.dismiss()
  }
}
