import { applyPalette, GIFEncoder, quantize } from 'gifenc'

/** Colours of a frame; one more index stands for what stays as it is. */
const COLOURS = 255

/** The frame stays on the screen, and the next one is put over it. */
const KEPT = 1

/** The places whose colour differs from the frame before. */
function changedPlaces(now: Uint32Array, before: Uint32Array | null): Uint32Array {
  const places = new Uint32Array(now.length)
  let count = 0
  for (let at = 0; at < now.length; at++) {
    if (now[at] !== before?.[at]) places[count++] = at
  }
  return places.subarray(0, count)
}

/**
 * A GIF under way. Each frame has a palette of its own, for the pixels that it changes; all others
 * are let through, which keeps a film of still pictures small.
 */
export function createGif() {
  const encoder = GIFEncoder()
  let before: Uint32Array | null = null
  return {
    add: (pixels: Uint8ClampedArray<ArrayBuffer>, width: number, milliseconds: number): void => {
      const words = new Uint32Array(pixels.buffer)
      const places = changedPlaces(words, before)
      const changed = new Uint8ClampedArray(Uint32Array.from(places, (at) => words[at] ?? 0).buffer)
      const palette = places.length === 0 ? [] : quantize(changed, COLOURS)
      const colours = places.length === 0 ? [] : applyPalette(changed, palette)
      const index = new Uint8Array(words.length).fill(palette.length)
      places.forEach((at, nth) => {
        index[at] = colours[nth] ?? 0
      })
      encoder.writeFrame(index, width, words.length / width, {
        palette: [...palette, [0, 0, 0]],
        delay: milliseconds,
        transparent: before !== null,
        transparentIndex: palette.length,
        dispose: KEPT,
      })
      before = words
    },
    finish: (): Uint8Array<ArrayBuffer> => {
      encoder.finish()
      return encoder.bytes()
    },
  }
}

export type Gif = ReturnType<typeof createGif>
