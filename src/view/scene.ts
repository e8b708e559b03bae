import { group } from 'd3'
import { positionOf, type TableIndex } from '../engine/index.ts'
import { LARGEST_TABLE } from '../machines/index.ts'
import { axisX, onAxis, type Axis, type Order } from './axis.ts'
import { placeChips } from './chipPlaces.ts'
import type { Picture, TablePicture } from './picture.ts'

export { isLow } from './chipPlaces.ts'

/** Pixels; the origin is the stage's upper left corner. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** How much of a key a cell of this width can show. */
export type Detail = 'full' | 'short' | 'dots' | 'strip'

export interface ChipMark {
  readonly rect: Rect
  readonly text: string
  readonly dot: boolean
}

export interface CellMark {
  readonly rect: Rect
  /** Chips that found no room in the cell. */
  readonly hidden: number
}

export interface Row {
  readonly table: TableIndex
  readonly rect: Rect
  readonly detail: Detail
}

/** Where everything of a picture stands. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly gutter: number
  readonly axis: Axis
  readonly ruler: Rect
  readonly levels: readonly Rect[]
  readonly rows: readonly Row[]
  /** The place of table 1, whether it lives or not. */
  readonly places: readonly [Rect, Rect]
  readonly cells: ReadonlyMap<string, CellMark>
  readonly chips: ReadonlyMap<number, ChipMark>
  readonly covered: readonly Rect[]
  readonly sliver: readonly Rect[]
  readonly cursorX: number
  /** Left and right edge of what is seen when the cursor is kept in sight. */
  readonly sight: readonly [left: number, right: number]
  readonly rehashX: number | null
}

export interface StageSize {
  readonly width: number
  readonly height: number
  /** Pixels that are seen at once: fewer than the width when the picture scrolls. */
  readonly visible: number
}

const WIDE = 560

/** Below this width a cell cannot show its keys one by one. */
const LEAST_DOTS = 10

/** Room for half of the cursor's triangle at both ends. */
const MARGIN = 8
const RULER_TOP = 22
const RULER_HEIGHT = 16
const LEVEL_HEIGHT = 18
const UNDER_TABLE = 30
const BETWEEN_TABLES = 26
const FOOT = 30
/** Rows of the larger table folded under the smaller; more stand side by side. */
const FOLDED_ROWS = 4

export const detailOf = (width: number): Detail =>
  width >= 46 ? 'full' : width >= 24 ? 'short' : width >= LEAST_DOTS ? 'dots' : 'strip'

/** Least width of the stage for a table to stay in detail; the stage scrolls when it has less. */
export const leastWidth = (picture: Picture, gutter: number): number => {
  const most = Math.max(...picture.tables.map(({ buckets }) => buckets))
  return gutter + MARGIN + Math.min(most, 64) * LEAST_DOTS
}

export const gutterFor = (width: number): number => (width >= WIDE ? 76 : MARGIN)

function tableRects({ width, height }: StageSize, gutter: number, top: number): [Rect, Rect] {
  const label = gutter === MARGIN ? 18 : 0
  const free = height - top - UNDER_TABLE - BETWEEN_TABLES - FOOT - 2 * label
  const h = Math.max(64, Math.min(230, Math.floor(free / 2)))
  const w = width - gutter - MARGIN
  const second = top + label + h + UNDER_TABLE + BETWEEN_TABLES + label
  return [
    { x: gutter, y: top + label, w, h },
    { x: gutter, y: second, w, h },
  ]
}

/** A cell of a table on the axis, before the gap between cells is taken off. */
function cellRect(axis: Axis, table: TablePicture, bucket: number, place: Rect): Rect {
  const { buckets } = table
  if (axis.order === 'scan' || buckets === axis.pieces) {
    const at = axis.order === 'scan' ? positionOf(bucket) : bucket / buckets
    return { x: place.x + at * place.w, y: place.y, w: place.w / buckets, h: place.h }
  }
  const folds = buckets / axis.pieces
  const rows = Math.min(folds, FOLDED_ROWS)
  const columns = folds / rows
  const fold = Math.floor(bucket / axis.pieces)
  const w = place.w / axis.pieces / columns
  const h = place.h / rows
  const column = bucket % axis.pieces
  const x = place.x + (column * columns + (fold % columns)) * w
  return { x, y: place.y + Math.floor(fold / columns) * h, w, h }
}

const inset = (rect: Rect, by: number): Rect => ({
  x: rect.x + by,
  y: rect.y + by,
  w: Math.max(0.5, rect.w - 2 * by),
  h: Math.max(0.5, rect.h - 2 * by),
})

const gapOf = (width: number) => (width >= 24 ? 1.5 : width >= 10 ? 0.75 : width >= 3 ? 0.3 : 0)

interface Placed {
  readonly cells: Map<string, CellMark>
  readonly chips: Map<number, ChipMark>
  readonly rows: readonly Row[]
}

function placeTables(picture: Picture, axis: Axis, places: readonly [Rect, Rect]): Placed {
  const cells = new Map<string, CellMark>()
  const chips = new Map<number, ChipMark>()
  const byBucket = group(picture.chips, ({ table, bucket }) => `${table}:${bucket}`)
  const rows = picture.tables.map((table): Row => {
    const place = places[table.table]
    let detail: Detail = 'strip'
    for (const cell of table.cells) {
      const outer = cellRect(axis, table, cell.bucket, place)
      const rect = inset(outer, gapOf(outer.w))
      detail = detailOf(outer.w)
      const chain = byBucket.get(`${table.table}:${cell.bucket}`) ?? []
      const inOrder = chain.toSorted((a, b) => a.place - b.place)
      const hidden = detail === 'strip' ? 0 : placeChips(rect, inOrder, detail, chips)
      cells.set(cell.id, { rect, hidden })
    }
    return { table: table.table, rect: place, detail }
  })
  return { cells, chips, rows }
}

/** The picture laid out on a stage of this size. */
export function sceneOf(picture: Picture, order: Order, size: StageSize): Scene {
  const gutter = gutterFor(size.visible)
  // A dict that never held a key has no table.
  const pieces = Math.min(...picture.tables.map(({ buckets }) => buckets), LARGEST_TABLE)
  const axis: Axis = { order, pieces }
  const ruler = { x: gutter, y: RULER_TOP, w: size.width - gutter - MARGIN, h: RULER_HEIGHT }
  const levelCount = size.height >= 400 ? 3 : size.height >= 320 ? 2 : 0
  const levels = Array.from({ length: levelCount }, (_, level) => ({
    ...ruler,
    y: ruler.y + RULER_HEIGHT + 4 + level * (LEVEL_HEIGHT + 2),
    h: LEVEL_HEIGHT,
  }))
  const top = ruler.y + RULER_HEIGHT + 4 + levelCount * (LEVEL_HEIGHT + 2) + 12
  const places = tableRects(size, gutter, top)
  const strip = (intervals: readonly (readonly [number, number])[]) =>
    onAxis(axis, intervals).map(([from, to]) => ({
      ...ruler,
      x: gutter + from * ruler.w,
      w: (to - from) * ruler.w,
    }))
  const source = picture.tables[0]
  const rehashAt =
    picture.rehashIndex < 0 || source === undefined || picture.rehashIndex >= source.buckets
      ? null
      : cellRect(axis, source, picture.rehashIndex, places[0])
  const cursorX = gutter + axisX(axis, picture.reached) * ruler.w
  const left = Math.max(0, Math.min(size.width - size.visible, cursorX - size.visible / 2))
  return {
    width: size.width,
    height: size.height,
    gutter,
    axis,
    ruler,
    levels,
    places,
    ...placeTables(picture, axis, places),
    covered: strip(picture.covered),
    sliver: strip(picture.mayRepeat === null ? [] : [picture.mayRepeat]),
    cursorX,
    sight: [left, left + size.visible],
    rehashX: rehashAt === null ? null : rehashAt.x + rehashAt.w / 2,
  }
}
