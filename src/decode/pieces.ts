/** A line of a text, or a part of a very long one; the first line is 1. */
export interface Piece {
  readonly line: number
  readonly text: string
}

/** Longer lines come in parts, so that no pattern runs over more. */
const PART = 4096
/** How far back a part looks for the end of a word. */
const WORD = 256

function lastGap(text: string, from: number, to: number): number {
  for (let at = to; at > Math.max(from, to - WORD); at--) {
    if (/[\s,;]/.test(text.charAt(at))) return at
  }
  return -1
}

/** The lines of a text. A word too long for a part is cut, and what is left of it is passed over. */
export function* piecesOf(text: string): Generator<Piece> {
  let from = 0
  for (let line = 1; from <= text.length; line++) {
    const found = text.indexOf('\n', from)
    const end = found === -1 ? text.length : found
    let at = from
    while (end - at > PART) {
      const gap = lastGap(text, at, at + PART)
      const cut = gap === -1 ? at + PART : gap
      yield { line, text: text.slice(at, cut) }
      at = gap === -1 ? nextGap(text, cut, end) : cut + 1
    }
    const last = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end
    yield { line, text: text.slice(at, last) }
    from = end + 1
  }
}

function nextGap(text: string, from: number, end: number): number {
  const gap = /[\s,;]/g
  gap.lastIndex = from
  const found = gap.exec(text)
  return found === null || found.index > end ? end : found.index
}
