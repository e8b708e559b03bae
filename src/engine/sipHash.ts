import { utf8Of } from './utf8.ts'

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

/** The carry of an addition that gave `sum`. A number from a comparison is no branch to mispredict. */
const carry = (a: number, sum: number) => Number(sum >>> 0 < a >>> 0)

/**
 * Hashes a text whose units are its bytes; where one is above `most`, its UTF-8 bytes. Nearly all
 * keys are plain, so that is found out on the way, and then the hash begins anew. The halves of the
 * state live in locals and the round is written once: the shape that V8 keeps in registers.
 */
function hash(text: string, most: number, seed: HashSeed, rounds: Rounds, high: boolean): number {
  let v0l = seed[0] ^ 0x70736575
  let v0h = seed[1] ^ 0x736f6d65
  let v1l = seed[2] ^ 0x6e646f6d
  let v1h = seed[3] ^ 0x646f7261
  let v2l = seed[0] ^ 0x6e657261
  let v2h = seed[1] ^ 0x6c796765
  let v3l = seed[2] ^ 0x79746573
  let v3h = seed[3] ^ 0x74656462

  const length = text.length
  const last = length >>> 3
  let seen = 0
  for (let block = 0; block <= last + 1; block++) {
    let ml = 0
    let mh = 0
    let left = rounds.compression
    if (block <= last) {
      for (let i = Math.min(length, 8 * block + 8) - 1; i >= 8 * block; i--) {
        const unit = text.charCodeAt(i)
        seen |= unit
        mh = (mh << 8) | (ml >>> 24)
        ml = (ml << 8) | unit
      }
      if (block === last) mh |= length << 24
    } else {
      v2l ^= 0xff
      left = rounds.finalization
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
  if (seen > most) return hash(utf8Of(text), 0xff, seed, rounds, high)
  return high ? v0h ^ v1h ^ v2h ^ v3h : v0l ^ v1l ^ v2l ^ v3l
}

/** The low 32 bits of SipHash over the UTF-8 bytes of `key`: all that a table index needs. */
export const sipHashLow = (key: string, seed: HashSeed, rounds: Rounds = SIPHASH_1_2): number =>
  hash(key, 0x7f, seed, rounds, false) >>> 0

/** The same over a byte string: each unit of `bytes` is one byte, not a character. */
export const sipHashLowOfBytes = (
  bytes: string,
  seed: HashSeed,
  rounds: Rounds = SIPHASH_1_2,
): number => hash(bytes, 0xff, seed, rounds, false) >>> 0

/** All 64 bits of SipHash over bytes, for the published test vectors. */
export function sipHash(input: Uint8Array, seed: HashSeed, rounds: Rounds): Hash64 {
  const bytes = Array.from(input, (byte) => String.fromCharCode(byte)).join('')
  const low = hash(bytes, 0xff, seed, rounds, false) >>> 0
  return { low, high: hash(bytes, 0xff, seed, rounds, true) >>> 0 }
}
