import { commandIn } from './command.ts'
import { MOST_WORDS, type Call, type Found, type Hit } from './found.ts'
import { piecesOf, type Piece } from './pieces.ts'
import { cliReplyIn, clusterScanIn, followsCursor, labelledIn, listIn, pairIn } from './replies.ts'

/** Bounds of what is read at once; what lies beyond is named, not lost. */
export const PASTE_LIMITS = {
  /** UTF-16 units of a paste. */
  characters: 2 ** 25,
  cursors: 200_000,
} as const

/** What stands in a paste. */
export interface Paste {
  readonly found: readonly Found[]
  readonly lines: number
  /** Lines in which the server refused a cursor. */
  readonly refusals: readonly number[]
  /** The last line that was read when the paste is longer than the bounds, else null. */
  readonly cutAfter: number | null
}

/** Lines or characters between two breaths: about a millisecond of work. */
const BREATH_LINES = 256
const BREATH_CHARACTERS = 2 ** 14
/** Of words that no form fits a list may hold so many, and more only when most are cursors. */
const ODD_WORDS = 40

const DIGITS = /^\s*[0-9]{1,20}\s*$/
const REFUSED = /\bERR invalid cursor\b/

const listed = (line: number, words: string): Found => ({
  line,
  words: words.slice(0, MOST_WORDS),
  role: 'listed',
  call: null,
})

/** Reads line after line; a reply in redis-cli is known only by the line after it. */
function createReader() {
  /** What a line says is a cursor, and what stands alone: that counts only without a dialogue. */
  const [found, plain, odd]: [Found[], Found[], Found[]] = [[], [], []]
  const refusals: number[] = []
  let call: Call | null = null
  let held: Found | null = null

  /** A cursor that nobody claims, right after one that was sent, is the reply. */
  function claimed(hit: Hit): Hit {
    if (hit.role === 'sent') return { ...hit, call }
    const answers = hit.role === 'replied' || found.at(-1)?.role === 'sent'
    return answers ? { ...hit, role: 'replied', call } : hit
  }

  function readAlone(line: number, words: string): void {
    const last = found.at(-1)
    // redis-cli without a terminal prints a reply without quotes.
    if (last?.role === 'sent' && last.line === line - 1) {
      found.push({ line, words, role: 'replied', call })
    } else plain.push(listed(line, words))
  }

  function readLoose(line: number, text: string): void {
    for (const form of [labelledIn, pairIn, clusterScanIn]) {
      const hits = form(text)
      for (const hit of hits) found.push({ line, ...claimed(hit) })
      if (hits.length > 0) return
    }
    const list = listIn(text)
    for (const words of list) plain.push(listed(line, words))
    const word = text.trim()
    if (list.length === 0 && word !== '' && !/\s/.test(word)) odd.push(listed(line, word))
  }

  function read({ line, text }: Piece): void {
    if (held !== null && followsCursor(text)) found.push(held)
    held = null
    if (text === '') return
    if (DIGITS.test(text)) {
      readAlone(line, text.trim())
      return
    }
    const command = commandIn(text)
    if (command !== null) {
      call = command.call
      for (const hit of command.hits) found.push({ line, ...hit })
      return
    }
    const reply = cliReplyIn(text)
    if (reply !== null) held = { line, words: reply, role: 'replied', call }
    else if (REFUSED.test(text)) refusals.push(line)
    else readLoose(line, text)
  }

  function finish(): readonly Found[] {
    if (held !== null) found.push(held)
    if (found.some(({ role }) => role !== 'listed')) return found
    const strange = odd.length > Math.max(plain.length, ODD_WORDS) ? [] : odd
    return [...found, ...plain, ...strange].sort((a, b) => a.line - b.line)
  }

  return { read, finish, refusals, count: () => found.length + plain.length }
}

/** Finds the cursors in a text. Yields, now and then, which share of it has been read. */
export function* readPaste(text: string): Generator<number, Paste> {
  const reader = createReader()
  const short = text.slice(0, PASTE_LIMITS.characters)
  let cutAfter: number | null = null
  let [lines, read, pieces, breath] = [0, 0, 0, 0]
  for (const piece of piecesOf(short)) {
    if (reader.count() >= PASTE_LIMITS.cursors) {
      cutAfter = lines
      break
    }
    reader.read(piece)
    lines = piece.line
    read += piece.text.length + 1
    if (++pieces < BREATH_LINES && read - breath < BREATH_CHARACTERS) continue
    pieces = 0
    breath = read
    yield read / short.length
  }
  if (text.length > short.length) cutAfter ??= lines
  const found = reader.finish()
  const { refusals } = reader
  const whole = lines === 1 && found.length === 0 && refusals.length === 0
  return { found: whole ? [listed(1, short)] : found, lines, refusals, cutAfter }
}
