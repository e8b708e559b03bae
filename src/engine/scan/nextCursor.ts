import { increment, reverse, reverseIncrement, setUnmasked, type Word } from '../word.ts'
import type { Line, ScanProbe } from './algorithm.ts'

export type NextLine = 'fill' | 'mirror' | 'count' | 'mirrorBack'

/** The listing of next(v, m), shared by every rule that counts in mirrored binary. */
export const nextCursorListing = [
  { id: 'next', text: 'next(v, m):', indent: 0 },
  { id: 'fill', text: 'v = v | ~m', indent: 1 },
  { id: 'mirror', text: 'v = mirror(v)', indent: 1 },
  { id: 'count', text: 'v = v + 1', indent: 1 },
  { id: 'mirrorBack', text: 'return mirror(v)', indent: 1 },
] as const satisfies readonly Line<NextLine | 'next'>[]

/**
 * The bucket that follows `v` in mirrored binary order (Pieter Noordhuis, redis#579). Ones above
 * the mask let the carry of the mirrored word start at the mask's highest bit.
 */
export function nextCursor(
  v: Word,
  mask: Word,
  probe?: (probe: ScanProbe<NextLine>) => void,
): Word {
  return probe === undefined ? reverseIncrement(v, mask) : showNext(v, mask, probe)
}

/** Apart from `nextCursor`, so that the fast path makes no closure. */
function showNext(v: Word, mask: Word, probe: (probe: ScanProbe<NextLine>) => void): Word {
  const change = (
    line: NextLine,
    op: 'setUnmasked' | 'reverse' | 'increment' | 'mirrorBack',
    before: Word,
    after: Word,
  ) => {
    probe({ kind: 'cursor.changed', op, mask, before, after, line })
    return after
  }
  const filled = change('fill', 'setUnmasked', v, setUnmasked(v, mask))
  const mirrored = change('mirror', 'reverse', filled, reverse(filled))
  const counted = change('count', 'increment', mirrored, increment(mirrored))
  return change('mirrorBack', 'mirrorBack', counted, reverse(counted))
}
