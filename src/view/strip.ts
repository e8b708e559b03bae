import { group, least, max } from 'd3'
import type { KeyState, Picture, TablePicture } from './picture.ts'
import type { Rect, Scene } from './scene.ts'

/** Pixels of height per key of a chain, at most; long chains share the height. */
const PER_KEY = 8

/** One chain as a bar: its keys' states from the bottom up. */
interface Bar {
  readonly x: number
  readonly w: number
  readonly bottom: number
  readonly states: readonly KeyState[]
}

/** A table of more buckets than can be told apart. */
export interface StripPicture {
  readonly bars: readonly Bar[]
  readonly unit: number
  /** Buckets read in the running call, wide enough to be seen. */
  readonly reading: readonly Rect[]
}

/** The chains of a table as bars. */
export function stripOf(picture: Picture, table: TablePicture, scene: Scene): StripPicture {
  const own = picture.chips.filter((chip) => chip.table === table.table)
  const chains = group(own, ({ bucket }) => bucket)
  const longest = max(chains.values(), ({ length }) => length) ?? 1
  const bars: Bar[] = []
  const reading: Rect[] = []
  let height = scene.places[table.table].h
  for (const cell of table.cells) {
    const rect = scene.cells.get(cell.id)?.rect
    if (rect === undefined) continue
    height = rect.h
    if (cell.reading !== null) reading.push({ ...rect, w: Math.max(3, rect.w) })
    const states = chains.get(cell.bucket)?.map(({ state }) => state)
    const bottom = rect.y + rect.h - 3
    if (states !== undefined) bars.push({ x: rect.x, w: Math.max(0.8, rect.w), bottom, states })
  }
  return { bars, unit: Math.min(PER_KEY, (height - 8) / longest), reading }
}

/** One path for all keys in these states: a thousand bars stay one node. */
export function barPath({ bars, unit }: StripPicture, wanted: readonly KeyState[]): string {
  const parts: string[] = []
  for (const { x, w, bottom, states } of bars) {
    states.forEach((state, nth) => {
      if (!wanted.includes(state)) return
      const y = bottom - (nth + 1) * unit
      const [width, height] = [w.toFixed(1), (unit * 0.85).toFixed(1)]
      parts.push(`M${x.toFixed(1)} ${y.toFixed(1)}h${width}v${height}h-${width}z`)
    })
  }
  return parts.join('')
}

/** The cell at a point of the stage: of cells thinner than a pixel, the nearest one. */
export function cellAt(table: TablePicture, scene: Scene, x: number, y: number): string | null {
  const near = table.cells.flatMap(({ id }) => {
    const rect = scene.cells.get(id)?.rect
    if (rect === undefined || y < rect.y || y >= rect.y + rect.h + 2) return []
    const away = Math.abs(x - rect.x - rect.w / 2)
    return away > rect.w / 2 + 1 ? [] : [{ id, away }]
  })
  return least(near, ({ away }) => away)?.id ?? null
}
