import { group } from 'd3'
import { positionOf, type TableIndex } from '../engine/index.ts'
import type { Axis } from './axis.ts'
import { placeChips } from './chipPlaces.ts'
import type { Chip, Picture, TablePicture } from './picture.ts'
import type { CellMark, ChipMark, Detail, Rect, Row } from './scene.ts'

/** Below this width a cell cannot show its keys one by one. */
export const LEAST_DOTS = 10

/** Rows of the larger table folded under the smaller; more stand side by side. */
const FOLDED_ROWS = 4

export const detailOf = (width: number): Detail =>
  width >= 46 ? 'full' : width >= 24 ? 'short' : width >= LEAST_DOTS ? 'dots' : 'strip'

/** The tables on the stage, and what they were placed for. */
export interface Placed {
  readonly axis: Axis
  readonly places: readonly [Rect, Rect]
  readonly tables: readonly TablePicture[]
  readonly keys: readonly Chip[]
  readonly cells: ReadonlyMap<string, CellMark>
  readonly chips: ReadonlyMap<number, ChipMark>
  readonly rows: readonly Row[]
}

/** A cell of a table on the axis, before the gap between cells is taken off. */
export function cellRect(
  axis: Axis,
  table: { readonly buckets: number },
  bucket: number,
  place: Rect,
): Rect {
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

/** Puts the tables of a picture into their places. */
export function placeTables(
  picture: Picture,
  axis: Axis,
  places: readonly [first: Rect, second: Rect],
): Placed {
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
  return { axis, places, tables: picture.tables, keys: picture.chips, cells, chips, rows }
}

const isSameTable = (a: TablePicture, b?: { table: TableIndex; buckets: number }): boolean =>
  a.table === b?.table && a.buckets === b.buckets

const standsAlike = (a: Chip, b?: Chip): boolean =>
  a === b ||
  (a.id === b?.id &&
    a.key === b.key &&
    a.table === b.table &&
    a.bucket === b.bucket &&
    a.place === b.place)

/** Whether a picture would be placed in the same way: a scan changes states and moves no key. */
export function isPlacedFor(
  { axis, places, tables, keys }: Placed,
  picture: Picture,
  wanted: Pick<Placed, 'axis' | 'places'>,
): boolean {
  return (
    axis === wanted.axis &&
    places === wanted.places &&
    tables.length === picture.tables.length &&
    keys.length === picture.chips.length &&
    tables.every((table, index) => isSameTable(table, picture.tables[index])) &&
    keys.every((key, index) => standsAlike(key, picture.chips[index]))
  )
}
