import { bytesOf } from '../server/bytes.ts'
import { crc16, SLOTS } from '../server/slot.ts'

/** The slot of a hash tag, the text between the braces. */
export const slotOfTag = (tag: string): number => crc16(bytesOf(tag)) % SLOTS
