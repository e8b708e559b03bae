import { strFromU8, strToU8, Unzlib, zlibSync } from 'fflate'
import { LIMITS } from '../trace/index.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { broken, type Read } from './fault.ts'

/** Packed bytes inflated at once: they become at most a thousandfold, so a bomb ends early. */
const PORTION = 1024

/** Bytes of the checksum at the end of a zlib stream. */
const CHECKSUM = 4

/** The checksum of RFC 1950: the library reads over it, and damage must not pass for work. */
function adler32(bytes: Uint8Array): number {
  let low = 1
  let high = 0
  for (const byte of bytes) {
    low = (low + byte) % 65521
    high = (high + low) % 65521
  }
  return ((high << 16) | low) >>> 0
}

const checksumOf = (packed: Uint8Array): number =>
  packed.slice(-CHECKSUM).reduce((word, byte) => ((word << 8) | byte) >>> 0, 0)

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Throws what the library throws on damage; null beyond `most` bytes. */
function inflated(packed: Uint8Array, most: number): Uint8Array | null {
  const parts: Uint8Array[] = []
  let size = 0
  const stream = new Unzlib((part) => {
    parts.push(part)
    size += part.length
  })
  for (let at = 0; at < packed.length; at += PORTION) {
    stream.push(packed.subarray(at, at + PORTION), at + PORTION >= packed.length)
    if (size > most) return null
  }
  return joined(parts, size)
}

/** A text, deflated with its checksum, as URL-safe characters. */
export const pack = (text: string): string => toBase64url(zlibSync(strToU8(text), { level: 9 }))

/** The text that was packed, at most `LIMITS.workBytes` of it. */
export function unpack(packed: string): Read<string> {
  const bytes = fromBase64url(packed)
  if (bytes === null) return broken({ why: 'damaged' })
  try {
    const plain = inflated(bytes, LIMITS.workBytes)
    if (plain === null) return broken({ why: 'tooLarge', most: LIMITS.workBytes })
    if (adler32(plain) !== checksumOf(bytes)) return broken({ why: 'damaged' })
    return { ok: true, value: strFromU8(plain) }
  } catch {
    return broken({ why: 'damaged' })
  }
}
