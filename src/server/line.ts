import { bytesOf, textOf, type Bytes } from './bytes.ts'

const SPACE = /[\t\n\v\f\r ]/
/** The end of a word outside quotes; a form feed or a vertical tab is a byte of it. */
const END = /[\t\n\r \0]/

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  a: '\x07',
}

interface Piece {
  readonly bytes: Bytes
  /** Where reading goes on; null when the quotes never close. */
  readonly end: number | null
}

/** What stands in double quotes, from behind the first: \xHH is a byte, \n and its like as in C. */
function doubleQuoted(line: Bytes, start: number): Piece {
  let bytes = ''
  for (let at = start; at < line.length; at++) {
    const byte = line.charAt(at)
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(line.slice(at, at + 4))?.[1]
    if (hex !== undefined) {
      bytes += String.fromCharCode(Number.parseInt(hex, 16))
      at += 3
    } else if (byte === '\\' && at + 1 < line.length) {
      at++
      bytes += ESCAPES[line.charAt(at)] ?? line.charAt(at)
    } else if (byte === '"') return { bytes, end: at + 1 }
    else bytes += byte
  }
  return { bytes, end: null }
}

/** What stands in single quotes, from behind the first: only \' is an escape. */
function singleQuoted(line: Bytes, start: number): Piece {
  let bytes = ''
  for (let at = start; at < line.length; at++) {
    if (line.startsWith("\\'", at)) {
      bytes += "'"
      at++
    } else if (line.charAt(at) === "'") return { bytes, end: at + 1 }
    else bytes += line.charAt(at)
  }
  return { bytes, end: null }
}

/** One word; its quotes may begin in the middle of it but must end with it. */
function wordAt(line: Bytes, start: number): Piece {
  let bytes = ''
  let at = start
  while (at < line.length && !END.test(line.charAt(at))) {
    const quote = line.charAt(at)
    if (quote !== '"' && quote !== "'") {
      bytes += quote
      at++
      continue
    }
    const { bytes: more, end } =
      quote === '"' ? doubleQuoted(line, at + 1) : singleQuoted(line, at + 1)
    // After a closing quote comes a space, or nothing.
    const fits = end !== null && (end === line.length || SPACE.test(line.charAt(end)))
    return { bytes: bytes + more, end: fits ? end : null }
  }
  return { bytes, end: at }
}

/**
 * The words of a line that is typed at redis-cli, as the bytes that it sends; null when it takes the
 * line for invalid, since quotes do not close or something follows them without a space.
 */
export function wordsOf(text: string): readonly Bytes[] | null {
  const line = bytesOf(text)
  const words: Bytes[] = []
  let at = 0
  for (;;) {
    while (at < line.length && SPACE.test(line.charAt(at))) at++
    if (at >= line.length || line.charAt(at) === '\0') return words
    const { bytes, end } = wordAt(line, at)
    if (end === null) return null
    words.push(bytes)
    at = end
  }
}

const NAMES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
  '"': '\\"',
  '\\': '\\\\',
}

const hexOf = (byte: string) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`

/** Bytes in double quotes as redis-cli prints them; `wordsOf` reads them back. */
export const quoted = (bytes: Bytes): string =>
  `"${bytes.replace(/[^ !#-[\]-~]/g, (byte) => NAMES[byte] ?? hexOf(byte))}"`

/** No space, quote or backslash, nothing that does not show, and at least one character. */
const PLAIN = /^[^\s"'\\\p{C}\p{Z}]+$/u

/** Bytes as a word that can be typed: as their text where that is plain, else in quotes. */
function wordOf(bytes: Bytes): string {
  const text = textOf(bytes)
  return text !== undefined && PLAIN.test(text) ? text : quoted(bytes)
}

/** A command as a line that can be typed; `wordsOf` reads it back. */
export const lineOf = (words: readonly Bytes[]): string => words.map(wordOf).join(' ')

/** Bytes as a name to be read: their text, or what redis-cli prints when they are none. */
export const nameOf = (bytes: Bytes): string => textOf(bytes) ?? quoted(bytes)
