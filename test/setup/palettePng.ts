import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const [INDEXED, BITS, MOST_COLOURS] = [3, 8, 256]

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([length, body, sum])
}

const channels = (colour: number) => [colour >>> 16, (colour >>> 8) & 255, colour & 255] as const

function distance(a: number, b: number): number {
  const [one, other] = [channels(a), channels(b)]
  return one.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0)
}

/** The commonest colours, and for each colour the nearest of them. */
function paletteOf(colours: readonly number[]) {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour)
  const palette = common.slice(0, MOST_COLOURS)
  const nearest = new Map(palette.map((colour, index) => [colour, index]))
  for (const colour of common.slice(MOST_COLOURS)) {
    const gaps = palette.map((kept) => distance(colour, kept))
    nearest.set(colour, gaps.indexOf(Math.min(...gaps)))
  }
  return { palette, nearest }
}

/**
 * Opaque pixels (RGBA) as a PNG of at most 256 colours, a third of what Chromium writes. A drawing has
 * few colours besides those of smoothed edges, where a near one is as good.
 */
export function palettePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const colours = Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(4 * at, 4 * at + 3)
    return (red << 16) | (green << 8) | blue
  })
  const { palette, nearest } = paletteOf(colours)
  const rows = Buffer.alloc((width + 1) * height)
  colours.forEach((colour, at) => {
    // A byte before each row says that it is not filtered.
    rows[at + Math.floor(at / width) + 1] = nearest.get(colour) ?? 0
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([BITS, INDEXED, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
