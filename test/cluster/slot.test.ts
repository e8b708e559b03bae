import { describe, expect, it } from 'vitest'
import { crc16, slotOf, slotOfPattern, SLOTS, tagOf } from '../../src/server/index.ts'
import { readWire, wireOf } from '../../src/cluster/index.ts'

describe('the slot of a key', () => {
  it('is CRC16 as the specification has it', () => {
    expect(crc16('123456789')).toBe(0x31c3)
    expect(crc16('')).toBe(0)
  })

  it.each([
    ['foo', 12182],
    ['somekey', 11058],
    ['06S', 0],
    ['Qi', 1],
    ['1Y7', 6],
    ['0or', 100],
    ['8YG', 8192],
  ])('of %s is %i', (key, slot) => {
    expect(slotOf(key)).toBe(slot)
  })

  it.each([
    ['{user1000}.following', 'user1000'],
    ['foo{}{bar}', 'foo{}{bar}'],
    ['foo{{bar}}zap', '{bar'],
    ['foo{bar}{zap}', 'bar'],
    ['foo{bar', 'foo{bar'],
    ['foo}bar{', 'foo}bar{'],
  ])('of %s looks at %s', (key, tag) => {
    expect(tagOf(key)).toBe(tag)
  })

  it.each<[string, number | null]>([
    ['{t0}*', slotOf('t0')],
    ['x{t0}:[ab]', slotOf('t0')],
    ['plain', slotOf('plain')],
    ['{t*}x', null],
    ['{t?}x', null],
    ['{t[01]}x', null],
    ['{t\\0}x', null],
    ['*{t0}', null],
    ['{}a*', null],
    ['a{}b', slotOf('a{}b')],
    ['user:*', null],
  ])('of the pattern %s is fixed or not', (pattern, slot) => {
    expect(slotOfPattern(pattern)).toBe(slot)
  })
})

describe('a cursor with a slot', () => {
  it('has the slot in its low bits and reads back', () => {
    expect(wireOf({ slot: 5, local: 3n })).toBe(3n * BigInt(SLOTS) + 5n)
    const largest = 2n ** 64n - 1n
    expect(wireOf(readWire(largest))).toBe(largest)
  })
})
