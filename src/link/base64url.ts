const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const DIGITS = new Map(Array.from(ALPHABET, (character, digit) => [character, digit]))

/** Bytes as URL-safe text without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = bytes.subarray(at, at + 3)
    const word = ((three[0] ?? 0) << 16) | ((three[1] ?? 0) << 8) | (three[2] ?? 0)
    for (let nth = 0; nth <= three.length; nth++) {
      text += ALPHABET.charAt((word >>> (18 - 6 * nth)) & 63)
    }
  }
  return text
}

/** The bytes of URL-safe text; null when it is none. Bits beyond the last byte are ignored. */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let written = 0
  for (const character of text) {
    const digit = DIGITS.get(character)
    if (digit === undefined) return null
    word = ((word << 6) | digit) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[written++] = (word >>> bits) & 0xff
  }
  return bytes
}
