import { describe, expect, it } from 'vitest'
import { meaningOf, type Oddity } from '../../src/decode/index.ts'

const MAX = 2n ** 64n - 1n
const no = null

describe('what Redis up to 7.2 and since 7.4 reads, and what was meant', () => {
  it.each<
    [
      words: string,
      until72: bigint | null,
      since74: bigint | null,
      oddity: Oddity | null,
      value: bigint | null,
    ]
  >([
    ['0', 0n, 0n, no, 0n],
    ['17', 17n, 17n, no, 17n],
    ['18446744073709551615', MAX, MAX, no, MAX],
    ['18446744073709551616', no, no, 'tooLarge', no],
    ['9'.repeat(40), no, no, 'tooLarge', no],
    ['007', 7n, 7n, 'zeros', 7n],
    ['+5', 5n, 5n, 'plus', 5n],
    ['-1', MAX, no, 'negative', MAX],
    ['-0', 0n, 0n, 'negative', 0n],
    ['', 0n, no, 'empty', 0n],
    [' 5', no, 5n, 'space', 5n],
    ['5 ', no, no, 'space', 5n],
    ['  ', no, no, 'space', no],
    ['1e3', no, no, 'exponent', 1000n],
    ['9.286422431637966e+18', no, no, 'exponent', 9286422431637966848n],
    ['1e400', no, no, 'exponent', no],
    ['17.0', no, no, 'fraction', 17n],
    ['17.5', no, no, 'fraction', no],
    ['0x1F', no, no, 'hex', 31n],
    ['１２３', no, no, 'digits', 123n],
    ['١٢٣', no, no, 'digits', no],
    ['undefined', no, no, 'absent', no],
    ['NaN', no, no, 'absent', no],
    ['😀', no, no, 'word', no],
    ['the end', no, no, 'word', no],
  ])('%j', (words, until72, since74, oddity, value) => {
    expect(meaningOf(words)).toEqual({ kind: 'number', oddity, until72, since74, value })
  })
})

describe('a cursor of CLUSTERSCAN', () => {
  it('comes apart into fingerprint, tag, its slot and the local cursor', () => {
    expect(meaningOf('aBcDeF-{1Y7}-16')).toEqual({
      kind: 'clusterScan',
      fingerprint: 'aBcDeF',
      tag: '1Y7',
      slot: 6,
      local: 16n,
      dictCursor: 16n,
    })
  })

  it('is read without the slot when its low 14 bits are that slot', () => {
    expect(meaningOf(`x-{1Y7}-${(3n << 14n) | 6n}`)).toMatchObject({ slot: 6, dictCursor: 3n })
  })

  it('with the fingerprint 0 begins a slot unchecked', () => {
    expect(meaningOf('0-{06S}-0')).toMatchObject({ fingerprint: null, slot: 0, dictCursor: 0n })
  })

  it('is none with a number that does not fit', () => {
    expect(meaningOf(`x-{a}-${2n ** 64n}`)).toMatchObject({ kind: 'number', oddity: 'word' })
  })
})

it('an id of GLIDE holds no position; a number of 21 digits is no such id', () => {
  expect(meaningOf('V1StGXR8_Z5jdHi6B-myT')).toEqual({ kind: 'glide', finished: false })
  expect(meaningOf('finished')).toEqual({ kind: 'glide', finished: true })
  expect(meaningOf('1'.repeat(21))).toMatchObject({ kind: 'number', oddity: 'tooLarge' })
})
