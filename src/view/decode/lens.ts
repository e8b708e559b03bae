import { mirrored, placeOf } from '../../decode/index.ts'
import { leastExponent } from './bits.ts'

/** Tables up to 2^6 buckets are seen on the whole ruler. */
const WHOLE = 6
/** Halvings of the window down to the least table that fits, when the ruler is magnified. */
const COARSE = 4
/** Rows coarser and finer than the least table that fits. */
const AROUND = 3
/** More cells than this cannot be told apart. */
const MOST_CELLS = 8
const MOST = 64

/** One table size as cells inside the window, all of the same width. */
export interface LensRow {
  readonly exponent: number
  readonly cells: number
  /** The cell of the cursor, counted from the left of the window. */
  readonly lit: number
  /** Whether a table of this size can have returned the cursor. */
  readonly fits: boolean
}

/** A part of the ruler, magnified until the cells of the tables that fit can be told apart. */
export interface Lens {
  /** The window is a cell of a table of 2^window buckets. */
  readonly window: number
  /** The window on the ruler. */
  readonly from: number
  readonly to: number
  /** Where the cursor stands in the window, in [0, 1). */
  readonly x: number
  readonly rows: readonly LensRow[]
}

/** The cells around a table's cursor, from coarse ones in which it may stand to finer ones. */
export function lensOf(cursor: bigint): Lens {
  const least = leastExponent(cursor)
  const window = least <= WHOLE ? 0 : least - COARSE
  const turned = mirrored(cursor)
  const inside = BigInt.asUintN(MOST - window, turned)
  const from = placeOf(mirrored(turned ^ inside))
  const rows: LensRow[] = []
  const coarsest = Math.max(window + 1, least - AROUND)
  const finest = Math.min(MOST, window + MOST_CELLS, least + AROUND)
  for (let exponent = coarsest; exponent <= finest; exponent++) {
    rows.push({
      exponent,
      cells: 2 ** (exponent - window),
      lit: Number(inside >> BigInt(MOST - exponent)),
      fits: exponent >= least,
    })
  }
  return {
    window,
    from,
    to: from + 2 ** -window,
    x: Number(inside) / 2 ** (MOST - window),
    rows,
  }
}
