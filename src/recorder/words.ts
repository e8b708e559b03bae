import { bytesOf, type Bytes } from '../server/index.ts'

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' }

interface Piece {
  readonly bytes: Bytes
  readonly end: number
}

/** One character or escape inside double quotes. */
function quotedPiece(line: string, at: number): Piece {
  const [, hex] = /^\\x([0-9a-fA-F]{2})/.exec(line.slice(at, at + 4)) ?? []
  if (hex !== undefined)
    return { bytes: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 4 }
  if (line[at] === '\\' && at + 1 < line.length) {
    const letter = line[at + 1] ?? ''
    return { bytes: LETTERS[letter] ?? bytesOf(letter), end: at + 2 }
  }
  const char = String.fromCodePoint(line.codePointAt(at) ?? 0)
  return { bytes: bytesOf(char), end: at + char.length }
}

/** A word in quotes that begins at `start`; undefined when they are not closed as they must be. */
function quotedWord(line: string, start: number): Piece | undefined {
  const quote = line[start]
  let bytes = ''
  for (let at = start + 1; at < line.length;) {
    if (line[at] === quote) {
      const after = line[at + 1]
      return after === undefined || /\s/.test(after) ? { bytes, end: at + 1 } : undefined
    }
    const isEscape = quote === '"' || line.startsWith("\\'", at)
    const piece = isEscape ? quotedPiece(line, at) : plainPiece(line, at)
    bytes += piece.bytes
    at = piece.end
  }
  return undefined
}

function plainPiece(line: string, at: number): Piece {
  const char = String.fromCodePoint(line.codePointAt(at) ?? 0)
  return { bytes: bytesOf(char), end: at + char.length }
}

/**
 * The words of a line as redis-cli takes them apart: double quotes with escapes (`"\xff\n"`), single
 * quotes without. Undefined when the quotes do not balance.
 */
export function splitWords(line: string): readonly Bytes[] | undefined {
  const words: Bytes[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(line[at] ?? '')) at++
    if (at >= line.length) return words
    if (line[at] === '"' || line[at] === "'") {
      const word = quotedWord(line, at)
      if (word === undefined) return undefined
      words.push(word.bytes)
      at = word.end
      continue
    }
    const end = at + (/^[^\s"']+/.exec(line.slice(at))?.[0].length ?? 0)
    if (line[end] === '"' || line[end] === "'") return undefined
    words.push(bytesOf(line.slice(at, end)))
    at = end
  }
}

/** Bytes as redis-cli prints them, quotes and all; cut when they are long. */
export function shown(bytes: Bytes): string {
  const text = bytes.length > 64 ? `${bytes.slice(0, 64)}...` : bytes
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[^\x20-\x7e]/g, (byte) => {
    return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
  return `"${escaped}"`
}
