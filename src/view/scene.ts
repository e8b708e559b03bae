import { group } from 'd3'
import { positionOf, type TableIndex } from '../engine/index.ts'
import { axisX, onAxis, type Axis, type Order } from './axis.ts'
import { fitText } from './fitText.ts'
import type { Chip, Picture, TablePicture } from './picture.ts'

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
const CHIP = { full: 22, short: 20, dots: 9, strip: 0 } as const
const CHIP_GAP = { full: 4, short: 3, dots: 2, strip: 0 } as const

/** Height of the labels above a cell's chips. */
const HEAD = { full: 40, short: 34, dots: 20, strip: 0 } as const

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

/** A folded cell is low: its label and its chips stand on one line. */
export const isLow = (height: number): boolean => height < 52

/** Room for "+12", the number of keys that are not shown. */
const MORE_WIDTH = 26

/** Least width of a pill in a second column. */
const NARROW_PILL = 68

interface Grid {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly gap: number
  readonly columns: number
  readonly rows: number
}

/** The places for pills in a cell, under its label or, in a low cell, right of it. */
function pillGrid(cell: Rect, detail: 'full' | 'short', count: number, labelWidth: number): Grid {
  const gap = CHIP_GAP[detail]
  const h = CHIP[detail]
  const margin = detail === 'full' ? 5 : 2
  if (isLow(cell.h)) {
    const room = cell.w - labelWidth - 2 * margin
    const columns = Math.max(0, Math.min(count, Math.floor((room + gap) / (44 + gap))))
    const w = columns === 0 ? 0 : Math.min(96, (room - (columns - 1) * gap) / columns)
    return {
      x: cell.x + labelWidth + margin,
      y: cell.y + (cell.h - h) / 2,
      w,
      h,
      gap,
      columns,
      rows: 1,
    }
  }
  const top = cell.y + (cell.h < 84 ? 22 : HEAD[detail])
  const rows = Math.max(0, Math.floor((cell.y + cell.h - 4 - top + gap) / (h + gap)))
  const wide = cell.w - 2 * margin
  const most = Math.max(1, Math.floor((wide + gap) / (NARROW_PILL + gap)))
  const columns = Math.max(1, Math.min(most, Math.ceil(count / Math.max(1, rows))))
  const w = Math.min(132, (wide - (columns - 1) * gap) / columns)
  return {
    x: cell.x + (cell.w - columns * w - (columns - 1) * gap) / 2,
    y: top,
    w,
    h,
    gap,
    columns,
    rows,
  }
}

/** Dots right of the label: a folded cell of a low stage is lower than a pill. */
function lowDotGrid(cell: Rect, count: number, labelWidth: number): Grid {
  const gap = CHIP_GAP.dots
  const size = CHIP.dots
  const margin = 5
  const rows = Math.max(0, Math.floor((cell.h - 2 + gap) / (size + gap)))
  const fits = (room: number) => Math.max(0, Math.floor((room + gap) / (size + gap)))
  const room = cell.w - labelWidth - 2 * margin
  const columns = count > fits(room) * rows ? fits(room - MORE_WIDTH) : fits(room)
  const y = cell.y + (cell.h - rows * (size + gap) + gap) / 2
  return { x: cell.x + labelWidth + margin, y, w: size, h: size, gap, columns, rows }
}

function dotGrid(cell: Rect): Grid {
  const gap = CHIP_GAP.dots
  const size = Math.min(CHIP.dots, cell.w - 1)
  const top = cell.y + HEAD.dots
  const rows = Math.max(0, Math.floor((cell.y + cell.h - 2 - top + gap) / (size + gap)))
  const columns = Math.max(1, Math.floor((cell.w + gap) / (size + gap)))
  return {
    x: cell.x + (cell.w - columns * (size + gap) + gap) / 2,
    y: top,
    w: size,
    h: size,
    gap,
    columns,
    rows,
  }
}

/** Puts a chain into its cell; returns how many keys found no room. */
function placeChips(
  cell: Rect,
  chips: readonly Chip[],
  detail: Detail,
  into: Map<number, ChipMark>,
): number {
  if (detail === 'strip' || chips.length === 0) return 0
  const label = cell.w >= 130 ? 62 : 34
  const veryLow = detail === 'full' && cell.h < CHIP.full
  const asDots = veryLow || detail === 'dots' || (detail === 'short' && isLow(cell.h))
  const grid = veryLow
    ? lowDotGrid(cell, chips.length, label)
    : asDots
      ? dotGrid(cell)
      : pillGrid(cell, detail, chips.length, label)
  const room = grid.columns * grid.rows
  const shown =
    chips.length > room && !asDots ? Math.max(0, room - 1) : Math.min(room, chips.length)
  chips.slice(0, shown).forEach((chip, nth) => {
    const column = nth % grid.columns
    const row = Math.floor(nth / grid.columns)
    const rect = {
      x: grid.x + column * (grid.w + grid.gap),
      y: grid.y + row * (grid.h + grid.gap),
      w: grid.w,
      h: grid.h,
    }
    const text = asDots ? '' : fitText(chip.key, grid.w - glyphRoom(grid.w), 7.5)
    into.set(chip.id, { rect, text, dot: asDots })
  })
  return chips.length - shown
}

/** Space for the mark of a key's state, left of its name. */
const glyphRoom = (width: number) => (width >= 44 ? 26 : 6)

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
  const pieces = Math.min(...picture.tables.map(({ buckets }) => buckets))
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
