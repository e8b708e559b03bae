import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import { reverseIncrement, scanAlgorithms, type CursorOp } from '../../src/engine/index.ts'
import type { Registers } from '../../src/machines/index.ts'
import { dictScenarioIds, scenarios } from '../../src/scenarios/index.ts'
import { recordDict, stateAt } from '../../src/trace/index.ts'
import {
  backwards,
  registerFrame,
  restingBits,
  widthFor,
  workedRows,
  type Bit,
} from '../../src/view/register.ts'
import { runs } from '../engine/settings.ts'
import { anyScenario } from '../trace/anyScenario.ts'

const valueOf = (bits: readonly Bit[]): bigint =>
  bits.reduce((sum, { place, value }) => sum + (BigInt(value) << BigInt(place)), 0n)

const low = (v: number, width: number) => BigInt.asUintN(width, BigInt(v))
const textOf = (bits: readonly Bit[]) => bits.map(({ value }) => value).join('')

/** A mask of this many bits. */
const maskOfBits = (bits: number) => (2 ** bits - 1) >>> 0
const anyMaskBits = fc.integer({ min: 2, max: 31 })
const anyWord = fc.integer({ min: 0, max: 2 ** 32 - 1 })

/** The registers in the middle of an increment. */
const registersAt = (op: CursorOp | null, from: number, m0: number, m1: number): Registers => ({
  v: from,
  m0,
  m1,
  op,
  from,
  mask: m1,
})

describe('the register', () => {
  it.each([
    [0x3, 8],
    [0xff, 8],
    [0x1ff, 16],
    [0xffff, 16],
    [0x1ffff, 32],
    [0x7fffffff, 32],
  ] as const)('for the mask %i shows %i bits, or all 64', (mask, width) => {
    expect(widthFor(mask, false)).toBe(width)
    expect(widthFor(mask, true)).toBe(64)
  })

  it('ends its increment at the cursor of the engine, in any width', () => {
    fc.assert(
      fc.property(anyMaskBits, anyMaskBits, anyWord, fc.boolean(), (one, other, cursor, all) => {
        const [m0, m1] = [maskOfBits(Math.min(one, other)), maskOfBits(Math.max(one, other))]
        for (const mask of [m0, m1]) {
          const registers = { ...registersAt('mirrorBack', cursor, m0, m1), mask }
          const rows = workedRows(registers, all, false)
          const last = at(rows, rows.length - 1)
          expect(last.bits).toHaveLength(widthFor(m1, all))
          expect(valueOf(last.bits)).toBe(BigInt(reverseIncrement(cursor, mask)))
        }
      }),
      runs(250),
    )
  })

  it('works 16 -> 4 at cursor 10 as on paper', () => {
    const rows = workedRows(registersAt('increment', 10, 3, 15), false, false)
    expect(rows.map(({ op, bits }) => [op, textOf(bits)])).toEqual([
      [null, '00001010'],
      ['setUnmasked', '11111010'],
      ['reverse', '01011111'],
      ['increment', '01100000'],
      ['mirrorBack', '00000110'],
    ])
    expect(rows.map(({ done }) => done)).toEqual([true, true, true, true, false])
    expect(rows.map(({ now }) => now)).toEqual([false, false, false, true, false])
    expect(at(rows, 0).bits.map(({ zone }) => zone)).toEqual([
      ...new Array<string>(4).fill('above'),
      ...new Array<string>(2).fill('large'),
      ...new Array<string>(2).fill('small'),
    ])
    expect(
      at(rows, 2)
        .bits.map(({ zone }) => zone)
        .slice(0, 4),
    ).toEqual(['small', 'small', 'large', 'large'])
    expect(at(rows, 1).bits.filter(({ changed }) => changed)).toHaveLength(4)
    expect(at(rows, 3).bits.filter(({ changed }) => changed)).toHaveLength(6)
  })

  it('shows at every moment of any trace the word that the call holds', () => {
    fc.assert(
      fc.property(anyScenario, fc.boolean(), (scenario, all) => {
        const trace = recordDict(scenario)
        const counting = scanAlgorithms[scenario.config.algorithm].order === 'counting'
        for (let moment = 0; moment <= trace.length; moment++) {
          const { registers, status } = stateAt(trace, moment).scan
          if (status !== 'inCall' || registers === null) continue
          const rows = workedRows(registers, all, counting)
          const now = rows.filter((row) => row.now)
          expect(now).toHaveLength(1)
          expect(at(now, 0).op).toBe(registers.op)
          const isCursor = registers.op !== 'setUnmasked' && registers.op !== 'reverse'
          if (!isCursor || (registers.op === 'increment' && !counting)) continue
          const { bits } = at(now, 0)
          expect(valueOf(bits)).toBe(low(registers.v, bits.length))
        }
      }),
      runs(30),
    )
  })

  it('at rest shows the cursor, and backwards it is the number of buckets left of it', () => {
    expect(textOf(restingBits(10, 3, 15, false))).toBe('00001010')
    expect(restingBits(10, 3, 15, true)).toHaveLength(64)
    expect(backwards(10, 15)).toBe('0101')
    expect(backwards(0, 15)).toBe('0000')
    expect(backwards(17, 7)).toBe('100')
    fc.assert(
      fc.property(anyMaskBits, anyWord, (bits, word) => {
        const mask = maskOfBits(bits)
        const text = backwards((word & mask) >>> 0, mask)
        expect(text).toHaveLength(bits)
        const steps = Number.parseInt(text, 2)
        const next = reverseIncrement((word & mask) >>> 0, mask)
        const after = next === 0 ? 2 ** bits : Number.parseInt(backwards(next, mask), 2)
        expect(after).toBe(steps + 1)
      }),
      runs(100),
    )
  })
})

describe('a frame of the register', () => {
  const rows = dictScenarioIds.flatMap((id) => {
    const trace = recordDict(scenarios[id])
    const counting = scanAlgorithms[scenarios[id].config.algorithm].order === 'counting'
    return Array.from({ length: trace.length + 1 }, (_, moment) => {
      const { registers } = stateAt(trace, moment).scan
      return registers === null ? [] : workedRows(registers, false, counting)
    }).flat()
  })

  it('ends with the word of its row, in its place', () => {
    for (const { bits, op } of rows) {
      const frame = registerFrame(bits, op, 1)
      expect(frame.map(({ digit }) => digit).join('')).toBe(textOf(bits))
      expect(frame.every(({ shift }) => shift === 0)).toBe(true)
    }
  })

  it('begins with the word of the row before', () => {
    rows.forEach(({ bits, op }, index) => {
      const before = rows[index - 1]
      if (op === null || before === undefined) return
      const frame = registerFrame(bits, op, 0)
      if (op === 'reverse' || op === 'mirrorBack') {
        const width = bits.length
        const drawn = frame.map(({ digit, shift }, place) => [place + shift, digit] as const)
        const inPlace = drawn.toSorted(([a], [b]) => a - b).map(([, digit]) => digit)
        expect(drawn.every(([place]) => place >= 0 && place < width)).toBe(true)
        expect(inPlace.join('')).toBe(textOf(before.bits))
      } else {
        expect(frame.map(({ digit }) => digit).join('')).toBe(textOf(before.bits))
      }
    })
  })

  it('lets the carry travel from the lowest bit upward, one bit after the other', () => {
    const { bits, op } = at(workedRows(registersAt('increment', 10, 3, 15), false, false), 3)
    const flips = [0, 0.2, 0.4, 0.6, 0.8, 1].map((t) =>
      registerFrame(bits, op, t)
        .map(({ digit }) => digit)
        .join(''),
    )
    expect(flips[0]).toBe('01011111')
    expect(flips.at(-1)).toBe('01100000')
    const ones = flips.map((text) => text.split('').filter((digit) => digit === '1').length)
    expect(ones.slice(0, 4)).toEqual([...ones.slice(0, 4)].sort((a, b) => b - a))
  })
})
