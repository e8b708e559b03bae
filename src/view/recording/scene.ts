import { placeChips } from '../chipPlaces.ts'
import { sceneOf, type Detail, type Rect, type Scene, type StageSize } from '../scene.ts'
import type { Page, RecordingPicture } from './picture.ts'

/** A page as a block under the table. */
export interface PageMark {
  readonly page: Page
  readonly rect: Rect
  readonly detail: Detail
  /** Names without room. */
  readonly hidden: number
  /** Its names are a bar. */
  readonly isBar: boolean
}

export interface RecordingScene extends Scene {
  /** The row under the ruler, where each call has its stretch. */
  readonly strip: Rect
  /** Where the pages stand; null where the model's tables need the room. */
  readonly pagesPlace: Rect | null
  readonly pages: readonly PageMark[]
  /** Pages too thin for names. */
  readonly bars: readonly Bar[]
}

/** How many elements came in a part of the ruler. */
export interface Bar {
  /** From the left end of the ruler. */
  readonly x: number
  readonly w: number
  readonly returned: number
}

/** Pages thinner than this are summed up, as wide as this. */
const COLUMN = 3

const STRIP = { top: 4, height: 18 } as const
const ROW = STRIP.top + STRIP.height

const down = (rect: Rect): Rect => ({ ...rect, y: rect.y + ROW })

function shifted(scene: Scene): Scene {
  return {
    ...scene,
    height: scene.height + ROW,
    levels: scene.levels.map(down),
    rows: scene.rows.map((row) => ({ ...row, rect: down(row.rect) })),
    places: [down(scene.places[0]), down(scene.places[1])],
    cells: new Map([...scene.cells].map(([id, mark]) => [id, { ...mark, rect: down(mark.rect) }])),
    chips: new Map([...scene.chips].map(([id, mark]) => [id, { ...mark, rect: down(mark.rect) }])),
  }
}

const gapOf = (width: number) => (width >= 24 ? 1.5 : width >= 10 ? 0.75 : width >= 3 ? 0.3 : 0)

/** Height of a table whose buckets are too many to hold their keys. */
const LOW_TABLE = 44

/** A large table that the cursors show has nothing in it to be seen: the pages get its room. */
function withLowTable(scene: Scene): Scene {
  const [upper, lower] = scene.places
  const by = Math.max(0, upper.h - LOW_TABLE)
  const low = (rect: Rect): Rect => ({ ...rect, h: rect.h - by })
  return {
    ...scene,
    places: [low(upper), { ...lower, y: lower.y - by, h: lower.h + by }],
    rows: scene.rows.map((row) => ({ ...row, rect: low(row.rect) })),
    cells: new Map([...scene.cells].map(([id, mark]) => [id, { ...mark, rect: low(mark.rect) }])),
  }
}

/** How much of its names a page of this width can show: a pill with one letter tells nothing. */
const pageDetailOf = (width: number): Detail =>
  width >= 60 ? 'full' : width >= 40 ? 'short' : width >= 10 ? 'dots' : 'strip'

/** With pages this thin on average, or this long, names become bars: a walk is drawn in one way. */
const LEAST_PAGE = 14
const LONGEST_PAGE = 20

const isTold = ({ walkCalls, longestPage }: RecordingPicture, width: number) =>
  walkCalls * LEAST_PAGE <= width && longestPage <= LONGEST_PAGE

/** The thinnest pages add up in the columns that they lie in, to each by its share of the page. */
function columnsOf(pages: readonly Page[], width: number): readonly Bar[] {
  const counts = new Map<number, number>()
  for (const { stretch, returned } of pages) {
    const [from, to] = [(stretch.from * width) / COLUMN, (stretch.to * width) / COLUMN]
    for (let column = Math.floor(from); column < to; column++) {
      const share = (Math.min(to, column + 1) - Math.max(from, column)) / (to - from)
      counts.set(column, (counts.get(column) ?? 0) + share * returned)
    }
  }
  return [...counts].map(([column, returned]) => ({ x: column * COLUMN, w: COLUMN, returned }))
}

const barOf = ({ page, rect }: PageMark, left: number): Bar => {
  const inside = Math.min(2, rect.w / 6)
  return { x: rect.x - left + inside, w: rect.w - 2 * inside, returned: page.returned }
}

/** A recording laid out on a stage of this size: Explore's picture, with the calls in it. */
export function recordingSceneOf(recording: RecordingPicture, size: StageSize): RecordingScene {
  const { picture, basis, pages } = recording
  const plain = shifted(sceneOf(picture, 'scan', { ...size, height: size.height - ROW }))
  const isLow = basis === 'inferred' && plain.rows[0]?.detail === 'strip'
  const scene = isLow ? withLowTable(plain) : plain
  const { ruler } = scene
  const strip = { ...ruler, y: ruler.y + ruler.h + STRIP.top, h: STRIP.height }
  const [upper, lower] = scene.places
  const whole = { ...upper, h: lower.y + lower.h - upper.y }
  const pagesPlace = picture.tables.length === 0 ? whole : basis === 'replayed' ? null : lower
  const chips = new Map(scene.chips)
  const widthOf = ({ stretch }: Page) => (stretch.to - stretch.from) * ruler.w
  const place = pagesPlace ?? strip
  const told = isTold(recording, ruler.w)
  const marks = pages
    .filter((page) => page.isLast || widthOf(page) >= COLUMN)
    .map((page): PageMark => {
      const w = widthOf(page)
      const gap = gapOf(w)
      const x = ruler.x + page.stretch.from * ruler.w + gap
      const rect = { x, y: place.y, w: Math.max(COLUMN, w - 2 * gap), h: place.h }
      const detail = pageDetailOf(w)
      const isBar = detail === 'strip' || (detail === 'dots' && !told)
      const drawn = pagesPlace !== null && !isBar
      const hidden = drawn ? placeChips(rect, page.chips, detail, chips) : 0
      return { page, rect, detail, hidden, isBar }
    })
  const thinnest = pages.filter((page) => !page.isLast && widthOf(page) < COLUMN)
  const bars = marks.filter(({ isBar }) => isBar).map((mark) => barOf(mark, ruler.x))
  return {
    ...scene,
    chips,
    strip,
    pagesPlace,
    pages: marks,
    bars: [...bars, ...columnsOf(thinnest, ruler.w)],
  }
}
