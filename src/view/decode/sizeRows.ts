import { bitLength, cellAt, type Cell } from '../../decode/index.ts'
import { leastExponent } from './bits.ts'

export interface SizeRow extends Cell {
  readonly exponent: number
  /** The least size that can have returned the cursor. */
  readonly isLeast: boolean
  /** The size that all cursors of the scan together ask for. */
  readonly isWalk: boolean
  /** The share of the table left of the cursor that a call would return again. */
  readonly again: number
}

const LEAST = 2
const MOST = 64
const SMALLER = 2
const LARGER = 4

/** What tables of several sizes make of a cursor; `walkSize`: by OR over its scan. */
export function sizeRows(
  cursor: bigint,
  place: number,
  walkSize: bigint | null,
  all: boolean,
): SizeRow[] {
  const least = leastExponent(cursor)
  const walk = walkSize === null ? least : bitLength(walkSize - 1n)
  const from = Math.max(LEAST, least - SMALLER)
  const to = all ? MOST : Math.min(MOST, Math.max(walk, least + LARGER))
  return Array.from({ length: to - from + 1 }, (_, nth) => {
    const exponent = from + nth
    const cell = cellAt(cursor, exponent)
    return {
      ...cell,
      exponent,
      isLeast: exponent === least,
      isWalk: walkSize !== null && exponent === walk && walk !== least,
      again: Math.max(0, place - cell.from),
    }
  })
}
