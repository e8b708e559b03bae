import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  sipHash,
  SIPHASH_1_2,
  sipHashLow,
  sipHashLowOfBytes,
  type HashSeed,
} from '../../src/engine/index.ts'
import { bytesOf, textOf } from '../../src/server/index.ts'
import { printScore } from '../../src/server/score.ts'

const text = fc.string({ unit: 'binary' })
const binary = fc.uint8Array({ maxLength: 60 })
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const SEED: HashSeed = [1, 2, 3, 4]

describe('byte strings', () => {
  it('are the UTF-8 of a text, and back', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(bytesOf(given)).toBe(Buffer.from(given, 'utf8').toString('latin1'))
        expect(textOf(bytesOf(given))).toBe(Buffer.from(given, 'utf8').toString('utf8'))
      }),
    )
  })

  it('that are no UTF-8 have no text', () => {
    expect(textOf('\xff')).toBe(undefined)
    expect(textOf('\xc3')).toBe(undefined)
  })

  it('hash as their bytes do', () => {
    fc.assert(
      fc.property(binary, (bytes) => {
        const { low } = sipHash(bytes, SEED, SIPHASH_1_2)
        expect(sipHashLowOfBytes(latin1(bytes), SEED)).toBe(low)
      }),
    )
    fc.assert(
      fc.property(text, (given) => {
        expect(sipHashLowOfBytes(bytesOf(given), SEED)).toBe(sipHashLow(given, SEED))
      }),
    )
  })
})

describe('scores', () => {
  it.each([
    [0.1, '0.10000000000000001', '0.1'],
    [100, '100', '100'],
    [1e20, '1e+20', '1e+20'],
    [2 ** 62, '4.6116860184273879e+18', '4611686018427387904'],
    [5e18, '5e+18', '5e+18'],
    [1.2345678901234567e19, '1.2345678901234567e+19', '12345678901234567000'],
    [1.23456e20, '1.23456e+20', '1.23456e+20'],
    [0.00001, '1.0000000000000001e-05', '0.00001'],
    [0.00012345, '0.00012344999999999999', '1.2345e-4'],
    [1234567890123.5, '1234567890123.5', '1234567890123.5'],
    [-2.5e-300, '-2.5e-300', '-2.5e-300'],
    [-3.75e-7, '-3.7500000000000001e-07', '-3.75e-7'],
    [3, '3', '3'],
    [1e16, '10000000000000000', '10000000000000000'],
    [0.0001, '0.0001', '0.0001'],
    [Infinity, 'inf', 'inf'],
    [-Infinity, '-inf', '-inf'],
  ])('%d prints as %s, and since 7.2 as %s', (score, long, short) => {
    expect(printScore(score, 'digits17')).toBe(long)
    expect(printScore(score, 'shortest')).toBe(short)
  })
})
