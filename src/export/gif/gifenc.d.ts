/** What the page uses of gifenc, which brings no types. */
declare module 'gifenc' {
  export type Palette = number[][]

  export function quantize(rgba: Uint8Array | Uint8ClampedArray, most: number): Palette
  export function applyPalette(
    rgba: Uint8Array | Uint8ClampedArray,
    palette: Palette,
  ): Uint8Array<ArrayBuffer>

  export interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        readonly palette: Palette
        readonly delay: number
        readonly transparent: boolean
        readonly transparentIndex: number
        readonly dispose: number
      },
    ): void
    finish(): void
    bytes(): Uint8Array<ArrayBuffer>
  }

  export function GIFEncoder(): Encoder
}
