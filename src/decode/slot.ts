import { bytesOf } from '../server/bytes.ts'
import { SLOTS } from './clustered.ts'

const POLYNOMIAL = 0x1021

/** CRC-16/XMODEM, the checksum that the cluster specification names. */
function crc16(bytes: string): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at++) {
    sum ^= bytes.charCodeAt(at) << 8
    for (let bit = 0; bit < 8; bit++) {
      sum = (sum & 0x8000) === 0 ? sum << 1 : (sum << 1) ^ POLYNOMIAL
    }
    sum &= 0xffff
  }
  return sum
}

/** The slot of a hash tag, the text between the braces. */
export const slotOfTag = (tag: string): number => crc16(bytesOf(tag)) % SLOTS
