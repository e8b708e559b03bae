import { untilZero, type Bytes } from './bytes.ts'
import type { ServerProfile } from './profile.ts'
import { Refusal } from './reply.ts'

const MAX = 2n ** 64n - 1n
const SPACE = /^[\t\n\v\f\r ]*/
const DIGITS = /^([+-]?)([0-9]+)$/

/** C's strtoul, all of it read: a minus turns the number around 2^64. Null when it does not fit. */
function readUnsigned(words: Bytes): bigint | null {
  const [, sign, digits] = DIGITS.exec(words.replace(SPACE, '')) ?? []
  if (digits === undefined) return null
  const value = BigInt(digits)
  if (value > MAX) return null
  return sign === '-' ? BigInt.asUintN(64, -value) : value
}

/** Until 7.2: no space ahead, nothing behind; nothing at all is 0, and -1 is 2^64 - 1. */
function readStrtoul(words: Bytes): bigint | null {
  if (words === '') return 0n
  return /^[\t\n\v\f\r ]/.test(words) ? null : readUnsigned(words)
}

/** Since 7.4: a number as Redis prints it must not be negative; what is none gets a second chance. */
function readString2ull(words: Bytes): bigint | null {
  const asPrinted = /^-[1-9][0-9]*$/.test(words) && BigInt(words) >= -(2n ** 63n)
  return asPrinted ? null : readUnsigned(words)
}

/**
 * A cursor as this version reads it. Bytes after a zero are not seen. Refused when it is none;
 * every 64-bit number is one, whoever made it up.
 */
export function parseCursor(words: Bytes, { scan }: ServerProfile): bigint {
  const seen = untilZero(words)
  const value = scan.cursor === 'strtoul' ? readStrtoul(seen) : readString2ull(seen)
  if (value === null) throw new Refusal('ERR invalid cursor')
  return value
}
