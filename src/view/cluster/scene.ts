import { isLow, placeChips } from '../chipPlaces.ts'
import { group } from 'd3'
import type { Mark } from '../between.ts'
import { fitText } from '../fitText.ts'
import type { Chip } from '../picture.ts'
import { detailOf } from '../placed.ts'
import type { CellMark, ChipMark, Detail, Rect } from '../scene.ts'
import type { ClusterPicture, LaneTable, NodePicture, SlotMove } from './picture.ts'

/** A node's lane: everything in it shares one x-scale. */
export interface LaneScene {
  readonly id: string
  readonly box: Rect
  readonly ruler: Rect
  readonly tables: readonly Rect[]
  readonly detail: Detail
  readonly cells: ReadonlyMap<string, CellMark>
  readonly chips: ReadonlyMap<number, ChipMark>
  readonly covered: readonly Rect[]
  readonly cursorX: number | null
}

/** An arrow from lane to lane, for keys that travel. */
export interface ArrowScene {
  readonly move: SlotMove
  readonly path: string
  readonly head: string
  readonly label: { readonly x: number; readonly y: number }
}

export interface ClusterScene {
  readonly width: number
  readonly height: number
  readonly gutter: number
  readonly band: Rect
  readonly lanes: readonly LaneScene[]
  readonly arrows: readonly ArrowScene[]
}

export interface Window {
  readonly width: number
  readonly height: number
}

const WIDE = 560
const GUTTER = 112
const MARGIN = 8
const BAND_TOP = 4
const BAND_HEIGHT = 22
/** Under the band stands what moves. */
const BAND_FOOT = 24
const RULER_HEIGHT = 9
const RULER_GAP = 3
/** Between two lanes chips travel, and the cursor's tag stands. */
const LANE_GAP = 20
/** Above a lane on a narrow stage stands its name. */
const HEADLINE = 20
const LEAST_TABLE = 34
const MOST_TABLE = 122
const BETWEEN_TABLES = 4
const SLOTS = 16384

/** Whether the names of the nodes stand beside their lanes. */
export const isWide = (width: number): boolean => width >= WIDE

const LANES_TOP = BAND_TOP + BAND_HEIGHT + BAND_FOOT

/** Pixels of a lane beside its tables, down to the next lane. */
const besideTables = (width: number): number =>
  (isWide(width) ? 0 : HEADLINE) + RULER_HEIGHT + RULER_GAP + LANE_GAP

/** Heights of the tables, so that all lanes fit into the window as long as they can. */
function tableHeight({ height, width }: Window, count: number): number {
  const free = height - LANES_TOP - count * besideTables(width)
  return Math.max(LEAST_TABLE, Math.min(MOST_TABLE, Math.floor(free / Math.max(1, count))))
}

/** The height of the picture of so many nodes in a window. */
export const heightOfCluster = (window: Window, count: number): number =>
  LANES_TOP + count * (besideTables(window.width) + tableHeight(window, count))

/** A window of the same shape that is so large that the lanes of so many nodes fit into it. */
export function roomFor(window: Window, count: number): Window {
  const by = heightOfCluster(window, count) / Math.max(1, window.height)
  if (by <= 1) return window
  return { width: Math.ceil(window.width * by), height: Math.ceil(window.height * by) }
}

const inset = (rect: Rect, by: number): Rect => ({
  x: rect.x + by,
  y: rect.y + by,
  w: Math.max(0.5, rect.w - 2 * by),
  h: Math.max(0.5, rect.h - 2 * by),
})

const gapOf = (width: number) => (width >= 24 ? 1.5 : width >= 10 ? 0.75 : 0.3)

/** The places of a lane's tables: one alone has the whole height. */
function tableRects(place: Rect, count: number): Rect[] {
  if (count < 2) return [place]
  const h = (place.h - BETWEEN_TABLES) / 2
  return [
    { ...place, h },
    { ...place, y: place.y + h + BETWEEN_TABLES, h },
  ]
}

const widthOf = ({ cells, size }: LaneTable, place: Rect): number => {
  const [first] = cells
  return first === undefined ? place.w / Math.max(1, size) : (first.to - first.from) * place.w
}

/** A tall cell of Explore has two lines above its keys, that of a lane has one. */
const ONE_LINE_LESS = 17
const TALL = 84

/** In a low cell of this width the keys stand beside the label. */
export const isBeside = (width: number): boolean => width >= 96

/** Pixels of a character in a lane's chip. */
const COLUMN = 6.9

/** Puts the keys of a cell into it, under a label of one line; returns how many found no room. */
function placeKeys(
  rect: Rect,
  keys: readonly Chip[],
  detail: Detail,
  chips: Map<number, ChipMark>,
): number {
  const above = rect.h >= TALL && detail !== 'dots' ? ONE_LINE_LESS : 0
  const cell = { ...rect, y: rect.y - above, h: rect.h + above }
  // Beside the label of a low cell there must be room for one name at least.
  const own = isLow(rect.h) && !isBeside(rect.w) ? 'dots' : detail
  const hidden = placeChips(cell, keys, own, chips)
  for (const { id, key } of keys) {
    const mark = chips.get(id)
    if (mark === undefined || mark.dot) continue
    const room = mark.rect.w >= 44 ? 26 : 5
    chips.set(id, { ...mark, text: fitText(key, mark.rect.w - room, COLUMN) })
  }
  return hidden
}

/** Puts cells and chips of a node into its tables. */
function placeNode(node: NodePicture, places: readonly Rect[]) {
  const chips = new Map<number, ChipMark>()
  const cells = new Map<string, CellMark>()
  const byBucket = group(node.chips, ({ table, bucket }) => `${table}:${bucket}`)
  let detail: Detail = node.heat === null ? 'full' : 'strip'
  node.tables.forEach((table, index) => {
    const place = places[index]
    if (place === undefined || node.heat !== null) return
    const narrow = detailOf(widthOf(table, place))
    // A table of cells never becomes a strip for want of width: its cells are drawn as they are.
    const own = narrow === 'strip' ? 'dots' : narrow
    if (own !== 'full') detail = own
    for (const cell of table.cells) {
      const w = (cell.to - cell.from) * place.w
      const outer = { x: place.x + cell.from * place.w, y: place.y, w, h: place.h }
      const rect = inset(outer, gapOf(w))
      const chain = byBucket.get(`${table.table}:${cell.bucket}`) ?? []
      const inOrder = chain.toSorted((a, b) => a.place - b.place)
      cells.set(cell.id, { rect, hidden: placeKeys(rect, inOrder, own, chips) })
    }
  })
  return { cells, chips, detail }
}

function laneOf(node: NodePicture, box: Rect, wide: boolean): LaneScene {
  const top = box.y + (wide ? 0 : HEADLINE)
  const x = wide ? GUTTER : MARGIN
  const w = box.w - x - MARGIN
  const ruler = { x, y: top, w, h: RULER_HEIGHT }
  const under = top + RULER_HEIGHT + RULER_GAP
  const place = { x, y: under, w, h: box.y + box.h - under }
  const tables = tableRects(place, node.heat === null ? node.tables.length : 1)
  const covered = node.covered.map(([from, to]) => ({
    ...ruler,
    x: ruler.x + from * ruler.w,
    w: (to - from) * ruler.w,
  }))
  const cursorX = node.reached === null ? null : ruler.x + node.reached * ruler.w
  const placed = placeNode(node, tables)
  return { id: node.id, box, ruler, tables, covered, cursorX, ...placed }
}

/** From the keys of one lane to the edge of another, bowed to the left; the words stand right of it. */
function arrowOf(move: SlotMove, lanes: readonly LaneScene[]): ArrowScene[] {
  const from = lanes.find(({ id }) => id === move.from)
  const to = lanes.find(({ id }) => id === move.to)
  if (from === undefined || to === undefined) return []
  const x = from.ruler.x + from.ruler.w * 0.62
  const down = to.box.y > from.box.y
  const y1 = from.box.y + from.box.h * (down ? 0.62 : 0.55)
  const y2 = down ? to.ruler.y : to.box.y + to.box.h
  const bow = Math.min(70, from.ruler.w * 0.12)
  const tip = down ? -9 : 9
  const third = (y2 - y1) / 3
  return [
    {
      move,
      path: `M${x} ${y1}C${x - bow} ${y1 + third} ${x - bow} ${y2 - third} ${x} ${y2 + tip}`,
      head: `M${x} ${y2}l-5 ${tip}h10z`,
      label: { x: x + 10, y: down ? y2 - 6 : y2 + 15 },
    },
  ]
}

/** What was drawn before: lanes that are alike are taken from there. */
export interface Before {
  readonly picture: ClusterPicture
  readonly scene: ClusterScene
}

const isSameBox = (a: Rect, b: Rect | undefined): boolean =>
  a.x === b?.x && a.y === b.y && a.w === b.w && a.h === b.h

/** A cluster laid out in a window; it is higher than that when the lanes would become too low. */
export function sceneOfCluster(
  picture: ClusterPicture,
  window: Window,
  before?: Before,
): ClusterScene {
  const wide = isWide(window.width)
  const gutter = wide ? GUTTER : MARGIN
  const count = picture.nodes.length
  const h = besideTables(window.width) - LANE_GAP + tableHeight(window, count)
  const lanes = picture.nodes.map((node, index) => {
    const box = { x: 0, y: LANES_TOP + index * (h + LANE_GAP), w: window.width, h }
    const old = before?.scene.lanes[index]
    const isSame = before?.picture.nodes[index] === node && isSameBox(box, old?.box)
    return old !== undefined && isSame ? old : laneOf(node, box, wide)
  })
  return {
    width: window.width,
    height: heightOfCluster(window, count),
    gutter,
    band: { x: gutter, y: BAND_TOP, w: window.width - gutter - MARGIN, h: BAND_HEIGHT },
    lanes,
    arrows: picture.band.moves.flatMap((move) => arrowOf(move, lanes)),
  }
}

/** Where a slot begins in the band. */
export const slotX = ({ x, w }: Rect, slot: number): number => x + (slot / SLOTS) * w

/** Marks of a lane, by the lane: most of them stay from one moment to the next. */
const laneMarks = new WeakMap<LaneScene, ReadonlyMap<string, Mark>>()

const marked = (rect: Rect): Mark => ({ ...rect, opacity: 1 })

function marksOfLane(lane: LaneScene): ReadonlyMap<string, Mark> {
  const known = laneMarks.get(lane)
  if (known !== undefined) return known
  const marks = new Map<string, Mark>()
  for (const [id, { rect }] of lane.cells) marks.set(`cell ${id}`, marked(rect))
  lane.covered.forEach((rect, index) => marks.set(`covered ${lane.id} ${index}`, marked(rect)))
  if (lane.cursorX !== null) {
    marks.set(`cursor ${lane.id}`, marked({ x: lane.cursorX, y: lane.ruler.y, w: 0, h: 0 }))
  }
  for (const [id, { rect }] of lane.chips) marks.set(`chip ${id}`, marked(rect))
  laneMarks.set(lane, marks)
  return marks
}

/** Everything of a scene that can travel, by the name it has on the stage. */
export const marksOfCluster = ({ lanes }: ClusterScene): ReadonlyMap<string, Mark> =>
  new Map(lanes.flatMap((lane) => [...marksOfLane(lane)]))

/** The chips of all lanes. */
export const chipMarksOf = ({ lanes }: ClusterScene): ReadonlyMap<number, ChipMark> =>
  new Map(lanes.flatMap(({ chips }) => [...chips]))
