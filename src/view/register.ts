import { easeCubicInOut } from 'd3'
import { increment64, reverse64, setUnmasked64, type CursorOp } from '../engine/index.ts'
import type { Registers } from '../machines/index.ts'

/** What a bit of the word is for: under both masks, only under the larger one, or above both. */
export type BitZone = 'small' | 'large' | 'above'

export interface Bit {
  /** 0 is the least significant. */
  readonly place: number
  readonly value: 0 | 1
  readonly zone: BitZone
  readonly changed: boolean
}

/** One row of the increment, worked: the word after an operation. */
export interface WorkedRow {
  readonly op: CursorOp | null
  readonly bits: readonly Bit[]
  readonly done: boolean
  readonly now: boolean
}

export type RegisterWidth = 8 | 16 | 32 | 64

/** The narrowest register that holds a mask: 8 bits, the rest folded, unless all are asked for. */
export const widthFor = (mask: number, all: boolean): RegisterWidth =>
  all ? 64 : mask <= 0xff ? 8 : mask <= 0xffff ? 16 : 32

const cut = (v: bigint, width: RegisterWidth) => BigInt.asUintN(width, v)

/**
 * The word after an operation, as a register of this width shows it. Fewer bits than 64 give the
 * same cursor, since the ones above the mask carry out of any width.
 */
function applied(op: CursorOp, v: bigint, mask: bigint, width: RegisterWidth): bigint {
  switch (op) {
    case 'setUnmasked':
      return cut(setUnmasked64(v, mask), width)
    case 'reverse':
    case 'mirrorBack':
      return reverse64(v) >> BigInt(64 - width)
    case 'increment':
      return cut(increment64(v), width)
    case 'countUp':
      return cut((((v | mask) + 1n) & ~mask) | (v & mask), width)
  }
}

const zoneOf = (place: number, m0: number, m1: number): BitZone => {
  const bit = 2 ** place
  return bit <= m0 ? 'small' : bit <= m1 ? 'large' : 'above'
}

/** The bits of a word, most significant first. `mirror`: the zones lie at the other end. */
function bitsOf(
  v: bigint,
  before: bigint,
  width: RegisterWidth,
  m0: number,
  m1: number,
  mirror: boolean,
): Bit[] {
  return Array.from({ length: width }, (_, index) => {
    const place = width - 1 - index
    const bit = 1n << BigInt(place)
    return {
      place,
      value: (v & bit) === 0n ? 0 : 1,
      zone: zoneOf(mirror ? width - 1 - place : place, m0, m1),
      changed: ((v ^ before) & bit) !== 0n,
    }
  })
}

const REVERSE_INCREMENT = ['setUnmasked', 'reverse', 'increment', 'mirrorBack'] as const
const MIRRORED = new Set<CursorOp | null>(['reverse', 'increment'])

/** The rows of the running increment up to its present operation. */
export function workedRows(registers: Registers, all: boolean, counting: boolean): WorkedRow[] {
  const m0 = registers.m0 ?? 0
  const m1 = registers.m1 ?? m0
  const mask = registers.mask ?? Math.max(m0, m1)
  const width = widthFor(Math.max(m0, m1), all)
  const ops: readonly CursorOp[] =
    registers.op === 'countUp' ? ['countUp'] : counting ? ['increment'] : REVERSE_INCREMENT
  const reached = registers.op === null ? -1 : ops.indexOf(registers.op)
  const wide = BigInt(mask)
  let word = cut(BigInt(registers.from), width)
  const rows: WorkedRow[] = [
    { op: null, bits: bitsOf(word, word, width, m0, m1, false), done: true, now: reached < 0 },
  ]
  ops.forEach((op, index) => {
    const before = word
    word = applied(op, word, wide, width)
    const mirror = !counting && MIRRORED.has(op)
    const compared = op === 'reverse' || op === 'mirrorBack' ? word : before
    const bits = bitsOf(word, compared, width, m0, m1, mirror)
    rows.push({ op, bits, done: index <= reached, now: index === reached })
  })
  return rows
}

/** A cursor at rest as bits: before a call, between calls, after the last. */
export function restingBits(cursor: number, m0: number, m1: number, all: boolean): readonly Bit[] {
  const width = widthFor(Math.max(m0, m1), all)
  const word = BigInt(cursor)
  return bitsOf(word, word, width, m0, m1, false)
}

/** The low bits of a cursor read backwards, as many as the mask has. */
export function backwards(cursor: number, mask: number): string {
  const digits = Math.max(1, Math.log2(mask + 1))
  return cursor.toString(2).padStart(digits, '0').slice(-digits).split('').reverse().join('')
}

/** One bit of the register in one frame; `shift` in widths of a bit. */
export interface BitFrame {
  readonly digit: string
  readonly shift: number
}

/**
 * The register at `t` of the operation that made it: a mirror turns the row about its middle, a
 * carry flips bit after bit from the lowest, filling sets the bits from the mask upward.
 */
export function registerFrame(bits: readonly Bit[], op: CursorOp | null, t: number): BitFrame[] {
  const width = bits.length
  if (t >= 1 || op === null) return bits.map(({ value }) => ({ digit: String(value), shift: 0 }))
  if (op === 'reverse' || op === 'mirrorBack') {
    return bits.map(({ value, place }) => ({
      digit: String(value),
      shift: (2 * place - width + 1) * (1 - easeCubicInOut(t)),
    }))
  }
  const changed = bits.filter((bit) => bit.changed).map(({ place }) => place)
  const turns = new Map(changed.toSorted((a, b) => a - b).map((place, nth) => [place, nth]))
  return bits.map(({ value, place }) => {
    const turn = turns.get(place)
    const flipped = turn === undefined || t * (turns.size + 1) >= turn + 1
    return { digit: String(flipped ? value : 1 - value), shift: 0 }
  })
}
