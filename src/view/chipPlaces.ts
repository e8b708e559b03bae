import { fitText } from './fitText.ts'
import type { Chip } from './picture.ts'
import type { ChipMark, Detail, Rect } from './scene.ts'

const CHIP = { full: 22, short: 20, dots: 9, strip: 0 } as const
const CHIP_GAP = { full: 4, short: 3, dots: 2, strip: 0 } as const

/** Height of the labels above a cell's chips. */
const HEAD = { full: 40, short: 38, dots: 20, strip: 0 } as const

/** A folded cell is low: its label and its chips stand on one line. */
export const isLow = (height: number): boolean => height < 52

/** Below this height a cell sets its pills closer. */
const TIGHT = 100

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
  const tight = cell.h < TIGHT
  const gap = tight ? 2 : CHIP_GAP[detail]
  const h = tight ? 16 : CHIP[detail]
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
  const top = cell.y + (cell.h < 84 ? 21 : HEAD[detail])
  const rows = Math.max(0, Math.floor((cell.y + cell.h - (tight ? 2 : 4) - top + gap) / (h + gap)))
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

/** The place of one pill filled with dots, so that keys without a pill still show their state. */
function dotsInstead(slot: Rect): Grid {
  const gap = CHIP_GAP.dots
  const size = CHIP.dots
  const rows = Math.max(1, Math.floor((slot.h + gap) / (size + gap)))
  const columns = Math.floor((slot.w + gap) / (size + gap))
  return { x: slot.x, y: slot.y, w: size, h: size, gap, columns, rows }
}

const placeIn = (grid: Grid, nth: number): Rect => ({
  x: grid.x + (nth % grid.columns) * (grid.w + grid.gap),
  y: grid.y + Math.floor(nth / grid.columns) * (grid.h + grid.gap),
  w: grid.w,
  h: grid.h,
})

/** Puts a chain into its cell; returns how many keys found no room. */
export function placeChips(
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
    const text = asDots ? '' : fitText(chip.key, grid.w - glyphRoom(grid.w), 7.5)
    into.set(chip.id, { rect: placeIn(grid, nth), text, dot: asDots })
  })
  const rest = chips.slice(shown)
  if (asDots || rest.length === 0 || room === 0) return rest.length
  const dots = dotsInstead(placeIn(grid, room - 1))
  if (rest.length > dots.columns * dots.rows) return rest.length
  rest.forEach((chip, nth) => {
    into.set(chip.id, { rect: placeIn(dots, nth), text: '', dot: true })
  })
  return 0
}

/** Space for the mark of a key's state, left of its name. */
const glyphRoom = (width: number) => (width >= 44 ? 26 : 6)
