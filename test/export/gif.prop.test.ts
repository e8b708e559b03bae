import fc from 'fast-check'
import { GifReader } from 'omggif'
import { expect, it } from 'vitest'
import { createGif } from '../../src/export/gif/encoder.ts'

const WIDTH = 7
const HEIGHT = 5

/** Few colours that lie far apart, as in the picture: a palette holds them as they are. */
const colour = fc.constantFrom(0xff000000, 0xffffffff, 0xffbd7415, 0xff94007e, 0xff4cc9f2)
const picture = fc.array(colour, { minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT })

const pixelsOf = (words: readonly number[]) => new Uint8ClampedArray(Uint32Array.from(words).buffer)

it('each frame of a GIF is the picture that it was made of, also one that changes nothing', () => {
  fc.assert(
    fc.property(fc.array(picture, { minLength: 1, maxLength: 4 }), (pictures) => {
      const all = pictures.flatMap((one) => [one, one])
      const gif = createGif()
      for (const words of all) gif.add(pixelsOf(words), WIDTH, 640)
      const reader = new GifReader(Buffer.from(gif.finish()))
      expect([reader.width, reader.height, reader.numFrames()]).toEqual([WIDTH, HEIGHT, all.length])
      expect(reader.loopCount()).toBe(0)
      const seen = new Uint8Array(WIDTH * HEIGHT * 4)
      all.forEach((words, nth) => {
        reader.decodeAndBlitFrameRGBA(nth, seen)
        expect(reader.frameInfo(nth).delay).toBe(64)
        const wanted = pixelsOf(words)
        // A colour of the palette is a mean, rounded.
        const worst = Math.max(...seen.map((value, at) => Math.abs(value - (wanted[at] ?? 0))))
        expect(worst).toBeLessThanOrEqual(1)
      })
    }),
    { numRuns: 60 },
  )
})
