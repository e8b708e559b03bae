/**
 * SipHash by Aumasson and Bernstein (2012) on pairs of 32-bit halves: Redis hashes keys with it
 * since 4.0, with one compression and two finalisation rounds. BigInt would be 30 times slower.
 */

/** The 128-bit seed as four 32-bit words, least significant first. */
export type HashSeed = readonly [number, number, number, number]

export interface Rounds {
  readonly compression: number
  readonly finalization: number
}

/** What Redis uses. */
export const SIPHASH_1_2: Rounds = { compression: 1, finalization: 2 }

/** What the authors published their test vectors for. */
export const SIPHASH_2_4: Rounds = { compression: 2, finalization: 4 }

export interface Hash64 {
  readonly low: number
  readonly high: number
}

/** The message: its bytes as little-endian words, then zeros up to a multiple of eight bytes. */
let words = new Int32Array(256)

/** The carry of an addition that gave `sum`. A number from a comparison is no branch to mispredict. */
const carry = (a: number, sum: number) => Number(sum >>> 0 < a >>> 0)

/**
 * Hashes the first `length` bytes of the message. The halves of the state live in locals and the
 * round is written once: the shape that V8 keeps in registers.
 */
function hashWords(length: number, seed: HashSeed, rounds: Rounds, wantHigh: boolean): number {
  const k0l = seed[0]
  const k0h = seed[1]
  const k1l = seed[2]
  const k1h = seed[3]
  let v0l = k0l ^ 0x70736575
  let v0h = k0h ^ 0x736f6d65
  let v1l = k1l ^ 0x6e646f6d
  let v1h = k1h ^ 0x646f7261
  let v2l = k0l ^ 0x6e657261
  let v2h = k0h ^ 0x6c796765
  let v3l = k1l ^ 0x79746573
  let v3h = k1h ^ 0x74656462

  const { compression, finalization } = rounds
  const input = words
  const last = length >>> 3
  for (let block = 0; block <= last + 1; block++) {
    let ml = 0
    let mh = 0
    let left = compression
    if (block <= last) {
      ml = input[2 * block] ?? 0
      mh = input[2 * block + 1] ?? 0
      if (block === last) mh |= length << 24
    } else {
      v2l ^= 0xff
      left = finalization
    }
    v3l ^= ml
    v3h ^= mh
    for (; left > 0; left--) {
      let sum = (v0l + v1l) | 0
      v0h = (((v0h + v1h) | 0) + carry(v0l, sum)) | 0
      v0l = sum
      let shifted = (v1l << 13) | (v1h >>> 19)
      v1h = ((v1h << 13) | (v1l >>> 19)) ^ v0h
      v1l = shifted ^ v0l
      shifted = v0l
      v0l = v0h
      v0h = shifted
      sum = (v2l + v3l) | 0
      v2h = (((v2h + v3h) | 0) + carry(v2l, sum)) | 0
      v2l = sum
      shifted = (v3l << 16) | (v3h >>> 16)
      v3h = ((v3h << 16) | (v3l >>> 16)) ^ v2h
      v3l = shifted ^ v2l
      sum = (v0l + v3l) | 0
      v0h = (((v0h + v3h) | 0) + carry(v0l, sum)) | 0
      v0l = sum
      shifted = (v3l << 21) | (v3h >>> 11)
      v3h = ((v3h << 21) | (v3l >>> 11)) ^ v0h
      v3l = shifted ^ v0l
      sum = (v2l + v1l) | 0
      v2h = (((v2h + v1h) | 0) + carry(v2l, sum)) | 0
      v2l = sum
      shifted = (v1l << 17) | (v1h >>> 15)
      v1h = ((v1h << 17) | (v1l >>> 15)) ^ v2h
      v1l = shifted ^ v2l
      shifted = v2l
      v2l = v2h
      v2h = shifted
    }
    v0l ^= ml
    v0h ^= mh
  }
  return wantHigh ? v0h ^ v1h ^ v2h ^ v3h : v0l ^ v1l ^ v2l ^ v3l
}

/** Room for `length` bytes and the last block. */
function reserve(length: number): void {
  if (words.length * 4 < length + 8) words = new Int32Array((length >>> 1) + 4)
}

/** Adds a byte after `length` others; the word it falls into is begun by its first byte. */
function append(length: number, byte: number): number {
  const index = length >>> 2
  const shift = (length & 3) << 3
  words[index] = shift === 0 ? byte : (words[index] ?? 0) | (byte << shift)
  return length + 1
}

/** Zeros from the end of the message to the end of its last block. */
function finish(length: number): number {
  let end = length
  while ((end & 7) !== 0) end = append(end, 0)
  if (end === length) {
    words[length >>> 2] = 0
    words[(length >>> 2) + 1] = 0
  }
  return length
}

/** Writes the UTF-8 bytes of `text` as the message; a lone surrogate becomes U+FFFD. */
function encode(text: string): number {
  const units = text.length
  reserve(3 * units)
  const output = words
  const whole = units & ~3
  let seen = 0
  for (let i = 0; i < whole; i += 4) {
    const a = text.charCodeAt(i)
    const b = text.charCodeAt(i + 1)
    const c = text.charCodeAt(i + 2)
    const d = text.charCodeAt(i + 3)
    seen |= a | b | c | d
    output[i >>> 2] = a | (b << 8) | (c << 16) | (d << 24)
  }
  let tail = 0
  for (let i = whole; i < units; i++) {
    const unit = text.charCodeAt(i)
    seen |= unit
    tail |= unit << ((i & 3) << 3)
  }
  output[whole >>> 2] = tail
  output[(whole >>> 2) + 1] = 0
  return seen < 0x80 ? units : finish(encodeFrom(text, 0))
}

function encodeFrom(text: string, start: number): number {
  let length = start
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) length = append(length, unit)
    else {
      const point = codePoint(text, i)
      if (point > 0xffff) i++
      length = encodeWide(point, length)
    }
  }
  return length
}

function codePoint(text: string, i: number): number {
  const point = text.codePointAt(i) ?? 0xfffd
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

function encodeWide(point: number, start: number): number {
  if (point < 0x800) {
    return append(append(start, 0xc0 | (point >>> 6)), 0x80 | (point & 0x3f))
  }
  let length = start
  if (point < 0x10000) length = append(length, 0xe0 | (point >>> 12))
  else {
    length = append(length, 0xf0 | (point >>> 18))
    length = append(length, 0x80 | ((point >>> 12) & 0x3f))
  }
  length = append(length, 0x80 | ((point >>> 6) & 0x3f))
  return append(length, 0x80 | (point & 0x3f))
}

/** The low 32 bits of SipHash over the UTF-8 bytes of `key`: all that a table index needs. */
export function sipHashLow(key: string, seed: HashSeed, rounds: Rounds = SIPHASH_1_2): number {
  return hashWords(encode(key), seed, rounds, false) >>> 0
}

/** The same over a byte string: each unit of `bytes` is one byte, not a character. */
export function sipHashLowOfBytes(
  bytes: string,
  seed: HashSeed,
  rounds: Rounds = SIPHASH_1_2,
): number {
  reserve(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i++) length = append(length, bytes.charCodeAt(i) & 0xff)
  return hashWords(finish(length), seed, rounds, false) >>> 0
}

/** All 64 bits of SipHash over bytes, for the published test vectors. */
export function sipHash(input: Uint8Array, seed: HashSeed, rounds: Rounds): Hash64 {
  reserve(input.length)
  const length = finish(input.reduce(append, 0))
  const low = hashWords(length, seed, rounds, false) >>> 0
  return { low, high: hashWords(length, seed, rounds, true) >>> 0 }
}

/** The number of UTF-8 bytes of `text`. */
export const utf8Length = (text: string): number => encode(text)
