import { bytesOf, textOf, type Bytes } from '../server/index.ts'

/** A byte that is no UTF-8, as a text that JSON can hold: a lone surrogate, as in PEP 383. */
const ESCAPE = 0xdc00

const ESCAPED = /[\udc80-\udcff]/u

/** How many bytes a UTF-8 character has by its first one; 1 also when it can be no first one. */
const lengthFrom = (first: number) => (first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4)

/**
 * Bytes as a text of a JSON file: what is UTF-8 reads as it should, every other byte becomes a lone
 * surrogate U+DC80 to U+DCFF. `bytesFrom` is the way back, without loss.
 */
export function textFrom(bytes: Bytes): string {
  const whole = textOf(bytes)
  if (whole !== undefined) return whole
  const parts: string[] = []
  for (let i = 0; i < bytes.length;) {
    const length = lengthFrom(bytes.charCodeAt(i))
    const part = textOf(bytes.slice(i, i + length))
    if (part === undefined) {
      parts.push(String.fromCharCode(ESCAPE | bytes.charCodeAt(i)))
      i += 1
    } else {
      parts.push(part)
      i += length
    }
  }
  return parts.join('')
}

/** The bytes of a text of a JSON file. */
export function bytesFrom(text: string): Bytes {
  if (!ESCAPED.test(text)) return bytesOf(text)
  return [...text]
    .map((char) =>
      ESCAPED.test(char) ? String.fromCharCode(char.charCodeAt(0) & 0xff) : bytesOf(char),
    )
    .join('')
}
