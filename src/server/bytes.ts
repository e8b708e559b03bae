import { utf8Of } from '../engine/index.ts'

/**
 * A byte string: each UTF-16 unit is one byte, 0 to 255. Redis' keys and values are bytes of any
 * kind, zero included; as strings they compare, sort and serve as keys of a dict and a Map just as
 * bytes do. `bytesOf` and `textOf` are the only ways in and out.
 */
export type Bytes = string

const ASCII = /^[\0-\x7f]*$/

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export const bytesOf: (text: string) => Bytes = utf8Of

/** The text that the bytes are in UTF-8; undefined when they are no UTF-8. */
export function textOf(bytes: Bytes): string | undefined {
  if (ASCII.test(bytes)) return bytes
  try {
    return decodeURIComponent(
      bytes.replace(/[^]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
    )
  } catch {
    return undefined
  }
}

const INTEGER = /^(0|-?[1-9][0-9]{0,18})$/
const SAFE_DIGITS = 15
const MIN_INT64 = -(2n ** 63n)
const MAX_INT64 = 2n ** 63n - 1n

/** Whether the bytes are a 64-bit integer just as Redis would print it: no plus, no zeros ahead. */
export function isInteger(bytes: Bytes): boolean {
  if (!INTEGER.test(bytes)) return false
  if (bytes.length <= SAFE_DIGITS) return true
  const value = BigInt(bytes)
  return value >= MIN_INT64 && value <= MAX_INT64
}

/** Orders two integers as numbers. */
export function compareIntegers(a: Bytes, b: Bytes): number {
  if (a.length <= SAFE_DIGITS && b.length <= SAFE_DIGITS) return Number(a) - Number(b)
  const difference = BigInt(a) - BigInt(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Orders two byte strings as memcmp does, a prefix before what it begins. */
export const compareBytes = (a: Bytes, b: Bytes): number => (a < b ? -1 : a > b ? 1 : 0)

/** Lower case of the ASCII letters, as strcasecmp sees it. */
export const lower = (bytes: Bytes): Bytes =>
  bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** What C code sees of the bytes: all before the first zero. */
export function untilZero(bytes: Bytes): Bytes {
  const end = bytes.indexOf('\0')
  return end < 0 ? bytes : bytes.slice(0, end)
}
