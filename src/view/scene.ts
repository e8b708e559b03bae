import type { TableIndex } from '../engine/index.ts'
import { LARGEST_TABLE } from '../machines/index.ts'
import { axisX, onAxis, type Axis, type Order } from './axis.ts'
import type { Picture } from './picture.ts'
import { cellRect, isPlacedFor, LEAST_DOTS, placeTables, type Placed } from './placed.ts'
import { reuse } from './reuse.ts'

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

/** What the size of the stage alone decides. */
export interface Ground {
  readonly width: number
  readonly height: number
  readonly gutter: number
  readonly ruler: Rect
  readonly levels: readonly Rect[]
  /** The place of table 1, whether it lives or not. */
  readonly places: readonly [Rect, Rect]
}

/** Where everything of a picture stands. Two scenes share the parts in which they are equal. */
export interface Scene extends Ground, Pick<Placed, 'axis' | 'rows' | 'cells' | 'chips'> {
  readonly ground: Ground
  readonly placed: Placed
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

/** Room for half of the cursor's triangle at both ends. */
const MARGIN = 8
const RULER_TOP = 22
const RULER_HEIGHT = 16
const LEVEL_HEIGHT = 18
/** Room for the number of a bucket and a row of chips. */
const LEAST_TABLE = 48
const UNDER_TABLE = 30
const BETWEEN_TABLES = 26
const FOOT = 30

/** What is as wide as its tables. */
interface Sized {
  readonly tables: readonly { readonly buckets: number }[]
}

/** Least width of the stage for a table to stay in detail; the stage scrolls when it has less. */
export const leastWidth = ({ tables }: Sized, gutter: number): number => {
  const most = Math.max(...tables.map(({ buckets }) => buckets))
  return gutter + MARGIN + Math.min(most, 64) * LEAST_DOTS
}

export const gutterFor = (width: number): number => (width >= WIDE ? 76 : MARGIN)

function tableRects({ width, height }: StageSize, gutter: number, top: number): [Rect, Rect] {
  const label = gutter === MARGIN ? 18 : 0
  const free = height - top - UNDER_TABLE - BETWEEN_TABLES - FOOT - 2 * label
  const h = Math.max(LEAST_TABLE, Math.min(230, Math.floor(free / 2)))
  const w = width - gutter - MARGIN
  const second = top + label + h + UNDER_TABLE + BETWEEN_TABLES + label
  return [
    { x: gutter, y: top + label, w, h },
    { x: gutter, y: second, w, h },
  ]
}

function groundOf(size: StageSize): Ground {
  const { width, height } = size
  const gutter = gutterFor(size.visible)
  const ruler = { x: gutter, y: RULER_TOP, w: width - gutter - MARGIN, h: RULER_HEIGHT }
  const leastForTwo = gutter === MARGIN ? 360 : 320
  const levelCount = height >= 400 ? 3 : height >= leastForTwo ? 2 : 0
  const levels = Array.from({ length: levelCount }, (_, level) => ({
    ...ruler,
    y: ruler.y + RULER_HEIGHT + 4 + level * (LEVEL_HEIGHT + 2),
    h: LEVEL_HEIGHT,
  }))
  const top = ruler.y + RULER_HEIGHT + 4 + levelCount * (LEVEL_HEIGHT + 2) + 12
  return { width, height, gutter, ruler, levels, places: tableRects(size, gutter, top) }
}

/** Where the next bucket to move stands. */
function rehashX(picture: Picture, axis: Axis, [place]: readonly [Rect, Rect]): number | null {
  const [source] = picture.tables
  const { rehashIndex } = picture
  if (rehashIndex < 0 || source === undefined || rehashIndex >= source.buckets) return null
  const { x, w } = cellRect(axis, source, rehashIndex, place)
  return x + w / 2
}

/** The picture laid out on a stage of this size; what stands as `before` is taken from there. */
export function sceneOf(picture: Picture, order: Order, size: StageSize, before?: Scene): Scene {
  const old = before?.placed
  const ground = reuse(before?.ground, groundOf(size))
  const { gutter, ruler, places } = ground
  // A dict that never held a key has no table.
  const pieces = Math.min(...picture.tables.map(({ buckets }) => buckets), LARGEST_TABLE)
  const axis: Axis = reuse(old?.axis, { order, pieces })
  const placed =
    old !== undefined && isPlacedFor(old, picture, { axis, places })
      ? old
      : placeTables(picture, axis, places)
  const strip = (intervals: readonly (readonly [number, number])[]) =>
    onAxis(axis, intervals).map(([from, to]) => ({
      ...ruler,
      x: gutter + from * ruler.w,
      w: (to - from) * ruler.w,
    }))
  const cursorX = gutter + axisX(axis, picture.reached) * ruler.w
  const left = Math.max(0, Math.min(size.width - size.visible, cursorX - size.visible / 2))
  return {
    ...ground,
    ground,
    placed,
    axis,
    rows: placed.rows,
    cells: placed.cells,
    chips: placed.chips,
    covered: reuse(before?.covered, strip(picture.covered)),
    sliver: strip(picture.mayRepeat === null ? [] : [picture.mayRepeat]),
    cursorX,
    sight: [left, left + size.visible],
    rehashX: rehashX(picture, axis, places),
  }
}
