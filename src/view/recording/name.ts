import { textOf, type Bytes } from '../../server/index.ts'

/** A name as a person reads it: its text, or, when it is none, its bytes as redis-cli writes them. */
export function nameOf(bytes: Bytes): string {
  return textOf(bytes) ?? escaped(bytes)
}

const LETTERS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
}

const escaped = (bytes: Bytes): string =>
  bytes.replace(
    /[^\x20-\x7e]|[\\"]/g,
    (byte) => LETTERS[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )

/** Bytes in quotes, just as redis-cli prints a bulk reply. */
export const quoted = (bytes: Bytes): string => `"${escaped(bytes)}"`

/** A command as it is typed into redis-cli: quotes only where a word needs them. */
export const typed = (words: readonly Bytes[]): string =>
  words.map((word) => (/^[\x21\x23-\x26\x28-\x7e]+$/.test(word) ? word : quoted(word))).join(' ')
