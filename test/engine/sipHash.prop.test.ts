import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  hasherOf,
  parseSeed,
  sipHash,
  SIPHASH_1_2,
  SIPHASH_2_4,
  sipHashLow,
  utf8Length,
  type HashSeed,
  type Rounds,
} from '../../src/engine/index.ts'
import { runs } from './settings.ts'

const ALL = (1n << 64n) - 1n
const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (64n - by))) & ALL

function roundOf([v0, v1, v2, v3]: readonly [bigint, bigint, bigint, bigint]): [
  bigint,
  bigint,
  bigint,
  bigint,
] {
  const a = (v0 + v1) & ALL
  const b = rotate(v1, 13n) ^ a
  const c = (v2 + v3) & ALL
  const d = rotate(v3, 16n) ^ c
  const e = (rotate(a, 32n) + d) & ALL
  const f = (c + b) & ALL
  return [e, rotate(b, 17n) ^ f, rotate(f, 32n), rotate(d, 21n) ^ e]
}

/** SipHash as the paper has it, on whole 64-bit words. */
function sipHash64(input: Uint8Array, [a, b, c, d]: HashSeed, rounds: Rounds): bigint {
  const word = (low: number, high: number) => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  const [k0, k1] = [word(a, b), word(c, d)]
  let v: [bigint, bigint, bigint, bigint] = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ]
  const padded = new Uint8Array((Math.floor(input.length / 8) + 1) * 8)
  padded.set(input)
  padded[padded.length - 1] = input.length & 0xff
  const view = new DataView(padded.buffer)
  for (let offset = 0; offset < padded.length; offset += 8) {
    const m = view.getBigUint64(offset, true)
    v = [v[0], v[1], v[2], v[3] ^ m]
    for (let i = 0; i < rounds.compression; i++) v = roundOf(v)
    v = [v[0] ^ m, v[1], v[2], v[3]]
  }
  v = [v[0], v[1], v[2] ^ 0xffn, v[3]]
  for (let i = 0; i < rounds.finalization; i++) v = roundOf(v)
  return v[0] ^ v[1] ^ v[2] ^ v[3]
}

const word32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const seed = fc.tuple(word32, word32, word32, word32)
/** Any UTF-16 code units, so surrogates stand alone, in pairs and the wrong way round. */
const codeUnits = fc
  .array(
    fc.oneof(
      fc.nat(0x7f),
      fc.nat(0xffff),
      fc.integer({ min: 0xd7f0, max: 0xe010 }),
      fc.constantFrom(0xd83d, 0xde00, 0x7ff, 0x800),
    ),
    { maxLength: 40 },
  )
  .map((units) => String.fromCharCode(...units))

it('the hash on halves equals the hash on whole words', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 80 }),
      seed,
      fc.constantFrom(SIPHASH_1_2, SIPHASH_2_4),
      (bytes, key, rounds) => {
        const { low, high } = sipHash(bytes, key, rounds)
        expect((BigInt(high) << 32n) | BigInt(low)).toBe(sipHash64(bytes, key, rounds))
      },
    ),
    runs(300),
  )
})

it('a string is hashed as its UTF-8 bytes, lone surrogates as U+FFFD', () => {
  fc.assert(
    fc.property(codeUnits, seed, (text, key) => {
      const bytes = new TextEncoder().encode(text)
      expect(utf8Length(text)).toBe(bytes.length)
      expect(sipHashLow(text, key)).toBe(sipHash(bytes, key, SIPHASH_1_2).low)
    }),
    runs(500),
  )
})

it('a long key after a short one and a short one after a long one are hashed alike', () => {
  const key: HashSeed = [1, 2, 3, 4]
  const long = 'long'.repeat(5000)
  const bytes = new TextEncoder().encode(long)
  expect(sipHashLow('k', key)).toBe(sipHash(new Uint8Array([107]), key, SIPHASH_1_2).low)
  expect(sipHashLow(long, key)).toBe(Number(sipHash64(bytes, key, SIPHASH_1_2) & 0xffffffffn))
  expect(sipHashLow('k', key)).toBe(sipHash(new Uint8Array([107]), key, SIPHASH_1_2).low)
})

it('a seed is read byte 0 first', () => {
  expect(parseSeed('000102030405060708090a0b0c0d0e0f')).toEqual([
    0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
  ])
  const hash = hasherOf({ kind: 'siphash', seed: 'ffffffffffffffffffffffffffffffff' })
  expect(hash('k')).toBe(sipHashLow('k', [-1, -1, -1, -1]))
})

it('a given hash is the number at the end of the name', () => {
  const hash = hasherOf({ kind: 'given' })
  expect([hash('k10'), hash('user:7'), hash('0')]).toEqual([10, 7, 0])
  expect(hash('no number')).toBe(sipHashLow('no number', [0, 0, 0, 0]))
})
