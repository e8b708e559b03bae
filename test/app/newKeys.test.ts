import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomKeys, readKeys, type NewKeys } from '../../src/app/newKeys.ts'
import { LIMITS } from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'

const none = () => false

/** Lines that became something. */
const counted = ({ fitting, tooLong, repeated, present, left }: NewKeys) =>
  fitting.length + tooLong + repeated + present + left.length

describe('a list of keys', () => {
  it('of 100 000 lines fills the room, and the rest stays in the field', () => {
    const lines = Array.from({ length: 100_000 }, (_, n) => `key:${n}`)
    const read = readKeys(lines.join('\n'), LIMITS.keys, none)
    expect(read.fitting).toEqual(lines.slice(0, LIMITS.keys))
    expect(read.left).toEqual(lines.slice(LIMITS.keys))
    expect(read.stays).toEqual(read.left)
    expect(counted(read)).toBe(100_000)
  })

  it('of 100 000 lines that are one key is that key', () => {
    const read = readKeys(new Array(100_000).fill('same').join('\n'), LIMITS.keys, none)
    expect(read).toMatchObject({ fitting: ['same'], repeated: 99_999, left: [] })
  })

  it('with a key of 10 kB leaves it in the field to be shortened', () => {
    const long = 'k'.repeat(10_000)
    const read = readKeys(`a\n${long}\nb`, 10, none)
    expect(read).toMatchObject({ fitting: ['a', 'b'], tooLong: 1, left: [], stays: [long] })
  })

  it('measures keys in bytes of UTF-8', () => {
    const fits = 'é'.repeat(512)
    const read = readKeys(`${fits}\n${fits}k\n${'👩'.repeat(256)}\n${'👩'.repeat(257)}`, 10, none)
    expect(read.fitting).toEqual([fits, '👩'.repeat(256)])
    expect(read.tooLong).toBe(2)
  })

  it('takes emoji and right-to-left names as they are', () => {
    const names = ['👩‍👩‍👧‍👦', '🇩🇪', 'שלום', 'مرحبا', '键', 'e\u0301', '\u202eabc']
    expect(readKeys(names.join('\n'), 10, none).fitting).toEqual(names)
  })

  it('that is empty or blank is nothing', () => {
    for (const text of ['', '\n', '  \r\n\t\n\u3000', '\ufeff']) {
      expect(readKeys(text, 10, none)).toEqual({
        fitting: [],
        tooLong: 0,
        repeated: 0,
        present: 0,
        left: [],
        stays: [],
        room: 10,
      })
    }
  })

  it('may end its lines as any system does, with blanks around the keys', () => {
    expect(readKeys('a\r\nb\r\n  c \n\td\n', 10, none).fitting).toEqual(['a', 'b', 'c', 'd'])
    expect(readKeys('user one\nuser two', 10, none).fitting).toEqual(['user one', 'user two'])
  })

  it('counts what is in the dict and what is written twice', () => {
    const read = readKeys('a\nb\na\nc\nb\nd', 2, (key) => key === 'b')
    expect(read).toMatchObject({ fitting: ['a', 'c'], repeated: 2, present: 1, left: ['d'] })
  })

  it('finds no room when there is none', () => {
    expect(readKeys('a\nb', 0, none)).toMatchObject({ fitting: [], left: ['a', 'b'] })
  })

  it('drops nothing in silence, whatever is pasted', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('a', 'b', ' a ', 'a\r', '', ' ', 'k'.repeat(1025), 'é'.repeat(513)),
    )
    const lists = fc.array(line, { maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(lists, fc.nat(20), (lines, room) => {
        const text = lines.join('\n')
        const read = readKeys(text, room, (key) => key === 'b')
        const written = text.split('\n').filter((one) => one.trim() !== '')
        expect(counted(read)).toBe(written.length)
        expect(read.stays).toHaveLength(read.left.length + read.tooLong)
        expect(read.fitting.length).toBeLessThanOrEqual(room)
        const again = readKeys(read.stays.join('\n'), room, (key) => key === 'b')
        expect(again).toMatchObject({ tooLong: read.tooLong, repeated: 0, present: 0 })
        expect([...again.fitting, ...again.left]).toEqual(read.left)
      }),
      runs(105),
    )
  })
})

describe('random keys', () => {
  it('are as many as asked for, all different, and none that the dict holds', () => {
    const keys = randomKeys(200, 1, (key) => key.endsWith('7'))
    expect(new Set(keys).size).toBe(200)
    expect(keys.every((key) => /^key:\d*[0-68-9]$/.test(key))).toBe(true)
  })

  it('are the same for the same seed, and others for another', () => {
    expect(randomKeys(8, 5, none)).toEqual(randomKeys(8, 5, none))
    expect(randomKeys(8, 5, none)).not.toEqual(randomKeys(8, 6, none))
  })

  it('come to an end even when more are asked for than there are names', () => {
    expect(randomKeys(1_000_000, 1, none)).toHaveLength(LIMITS.keys)
  })
})
