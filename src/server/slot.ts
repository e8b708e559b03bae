import type { Bytes } from './bytes.ts'

/** In a cluster the keys lie in 16384 slots; a cursor that names one has it in its low 14 bits. */
export const SLOT_BITS = 14
export const SLOTS = 2 ** SLOT_BITS

const POLYNOMIAL = 0x1021

function remainderOf(byte: number): number {
  let sum = byte << 8
  for (let bit = 0; bit < 8; bit++) {
    sum = (sum & 0x8000) === 0 ? sum << 1 : (sum << 1) ^ POLYNOMIAL
  }
  return sum & 0xffff
}

const REMAINDERS = Uint16Array.from({ length: 256 }, (_, byte) => remainderOf(byte))

/** CRC-16/XMODEM, the checksum that the cluster specification names. */
export function crc16(bytes: Bytes): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at++) {
    const index = ((sum >>> 8) ^ bytes.charCodeAt(at)) & 0xff
    sum = ((sum << 8) & 0xffff) ^ (REMAINDERS[index] ?? 0)
  }
  return sum
}

/** What of a key decides on its slot: its first pair of braces, if something stands in it. */
export function tagOf(key: Bytes): Bytes {
  const open = key.indexOf('{')
  const close = open < 0 ? -1 : key.indexOf('}', open + 1)
  return close > open + 1 ? key.slice(open + 1, close) : key
}

/** The slot of a key. */
export const slotOf = (key: Bytes): number => crc16(tagOf(key)) % SLOTS

/**
 * The slot that a pattern of MATCH cannot leave, since nothing before the end of its hash tag is a
 * wildcard; null when it may match keys of several slots.
 */
export function slotOfPattern(pattern: Bytes): number | null {
  const wild = pattern.search(/[*?[\\]/)
  if (wild < 0) return slotOf(pattern)
  const fixed = pattern.slice(0, wild)
  return tagOf(fixed) === fixed ? null : slotOf(fixed)
}
