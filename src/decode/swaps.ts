import { bitLength } from './sizes.ts'

/** How a client spoils a cursor between a reply and the next command. */
export type Damage =
  /** Through a double, which holds 53 bits. */
  | 'double'
  /** Only the low 32 bits are left. */
  | 'cut32'
  /** The low 32 bits as a signed number. */
  | 'signed32'
  /** At the largest signed number of 32 bits. */
  | 'clamped32'
  /** The 64 bits as a signed number. */
  | 'signed64'
  /** At the largest signed number of 64 bits. */
  | 'clamped64'
  /** The last digits are missing. */
  | 'shortened'

const INT32_MAX = 2n ** 31n - 1n
const INT64_MAX = 2n ** 63n - 1n
const LEAST_DIGITS = 4

/** What happened to the cursor that was replied when these words were sent; null: nothing known. */
export function damageOf(replied: bigint, words: string): Damage | null {
  const digits = String(replied)
  if (!/^-?[0-9]+$/.test(words)) {
    return /[eE.]/.test(words) && Number(words) === Number(replied) ? 'double' : null
  }
  const sent = BigInt(words)
  if (sent === replied) return null
  if (replied >= 2n ** 53n) {
    const double = Number(replied)
    if (words === String(double) || sent === BigInt(double)) return 'double'
  }
  if (sent === BigInt.asUintN(32, replied)) return 'cut32'
  if (sent === INT32_MAX && replied > INT32_MAX) return 'clamped32'
  if (sent === BigInt.asIntN(32, replied)) return 'signed32'
  if (sent === INT64_MAX && replied > INT64_MAX) return 'clamped64'
  if (sent === BigInt.asIntN(64, replied)) return 'signed64'
  return words.length >= LEAST_DIGITS && digits.startsWith(words) ? 'shortened' : null
}

/** Bits that a double holds. */
const DOUBLE_BITS = 53

/**
 * How many bits of a number would have to be zero by accident if no double had been in its way; 0
 * when a double cannot hold it.
 */
export function roundedBits(value: bigint): number {
  const beyond = bitLength(value) - DOUBLE_BITS
  if (beyond <= 0) return 0
  const double = Number(value)
  return value === BigInt(double) || String(value) === String(double) ? beyond : 0
}
