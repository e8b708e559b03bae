import { columnsOf, fitText } from '../fitText.ts'
import type { Rect } from '../scene.ts'

/** Pixels of a column of the code font, and of the text font, nearly. */
const CODE = 7.6
const TEXT = 7.8

const WIDEST = 160
const PADDING = 12
const ROW = 34
const LINE = 22
const GAP = 18
const EDGE = 20

export interface PieceItem extends Rect {
  readonly text: string
}

/** A small collection as it lies in memory, and the sentence under it, line by line. */
export interface PiecePicture {
  readonly items: readonly PieceItem[]
  readonly lines: readonly { readonly text: string; readonly y: number }[]
}

/** A sentence in lines of at most `columns`; words stay whole as far as they fit. */
export function wrapped(sentence: string, columns: number, locale: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(
    sentence,
  )) {
    // A point or a comma stays with its word.
    if (isWordLike === true && line !== '' && columnsOf(line + segment) > columns) {
      lines.push(line.trim())
      line = ''
    }
    line += segment
  }
  return [...lines, line.trim()]
}

interface Asked {
  readonly names: readonly string[]
  /** Elements that are not among the names. */
  readonly more: number
  readonly sentence: string
  readonly rest: (left: number) => string
  readonly locale: string
  readonly width: number
  readonly height: number
}

/** Items side by side, row by row, each row in the middle; null when they need more rows. */
function rowsOf(texts: readonly string[], width: number, most: number): PieceItem[][] | null {
  const rows: PieceItem[][] = []
  let row: PieceItem[] = []
  let used = 0
  const close = () => {
    const left = (width - used) / 2
    rows.push(row.map((item) => ({ ...item, x: item.x + left, y: rows.length * ROW })))
    row = []
    used = 0
  }
  for (const name of texts) {
    const text = fitText(name, WIDEST - 2 * PADDING, CODE)
    const w = columnsOf(text) * CODE + 2 * PADDING
    if (used + w > width && row.length > 0) close()
    row.push({ text, x: used, y: 0, w, h: ROW })
    used += w
  }
  if (row.length > 0) close()
  return rows.length > most ? null : rows
}

/** As many items as there is room for; how many are left out is told by `rest`. */
function itemsIn(
  { names, more, rest }: Pick<Asked, 'names' | 'more' | 'rest'>,
  width: number,
  most: number,
): readonly PieceItem[][] {
  for (let shown = names.length; shown > 0; shown--) {
    const left = more + names.length - shown
    const texts = left === 0 ? names : [...names.slice(0, shown), rest(left)]
    const rows = rowsOf(texts, width, most)
    if (rows !== null) return rows
  }
  return []
}

/** What stands on the stage instead of tables, in its middle. */
export function pieceOf(asked: Asked): PiecePicture {
  const { sentence, locale, width, height } = asked
  const wide = width - 2 * EDGE
  const texts = wrapped(sentence, Math.floor(Math.min(wide, 380) / TEXT), locale)
  const foot = texts.length * LINE
  const most = Math.max(1, Math.floor((height - 2 * EDGE - GAP - foot) / ROW))
  const rows = itemsIn(asked, wide, most)
  const piece = rows.length === 0 ? 0 : rows.length * ROW + GAP
  const top = Math.max(EDGE, (height - piece - foot) / 2)
  const items = rows.flat().map((item) => ({ ...item, x: item.x + EDGE, y: item.y + top }))
  const lines = texts.map((text, index) => ({ text, y: top + piece + 15 + index * LINE }))
  return { items, lines }
}
