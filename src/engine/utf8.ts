const PLAIN = /^[\0-\x7f]*$/

/** A lone surrogate becomes U+FFFD. */
const pointOf = (char: string): number => {
  const point = char.codePointAt(0) ?? 0
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

const lengthOf = (point: number) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)

function unitsOf(char: string): string {
  const point = pointOf(char)
  const tail = (shift: number) => 0x80 | ((point >>> shift) & 0x3f)
  if (point < 0x80) return char
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >>> 6), tail(0))
  if (point < 0x10000) return String.fromCharCode(0xe0 | (point >>> 12), tail(6), tail(0))
  return String.fromCharCode(0xf0 | (point >>> 18), tail(12), tail(6), tail(0))
}

/** The UTF-8 bytes of a text as a string in which each unit is one of them. */
export const utf8Of = (text: string): string =>
  PLAIN.test(text) ? text : Array.from(text, unitsOf).join('')

/** The number of UTF-8 bytes of a text. */
export function utf8Length(text: string): number {
  let length = 0
  for (const char of text) length += lengthOf(pointOf(char))
  return length
}
