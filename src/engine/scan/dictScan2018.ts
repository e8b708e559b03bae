import { isRehashing, type DictView } from '../store.ts'
import { maskOf, type Word } from '../word.ts'
import { defineScanAlgorithm, readBucket, smallerTable, type ScanProbe } from './algorithm.ts'
import { nextCursor, nextCursorListing, type NextLine } from './nextCursor.ts'
import { endsAtOnce, openingListing, scanOneTable } from './oneTable.ts'

/**
 * Today's rule: Redis 3.2.12, 4.0.10 and all since 5.0-rc2. By Zhao Lei (youjiali1995) in May 2018,
 * on the design of Pieter Noordhuis that Redis has used since 2.8.
 *
 * Contract: start with 0, pass back what comes, stop at 0. What was there from the first call to
 * the last comes at least once.
 *
 * Why it holds. Read a hash or cursor backwards as a binary fraction, its position. A table of 2^k
 * buckets cuts [0, 1) into 2^k cells; growing splits cells and shrinking fuses them, so a key's
 * position never changes. A call reads the cell in which the cursor stands and returns the cell's
 * end: the cursor only moves right, and all left of it has been read. With both tables alive a key
 * may be in either, so the call reads the smaller table's cell and, from the cursor on, every cell
 * of the larger table within it.
 *
 * Worked: 16 -> 4 under way, cursor 10 = 1010. Mask 0011 gives bucket 2 (10) of the small table; in
 * the large one 1010, then mirrored counting gives 0110 and 1110, and next is 0001: the two bits
 * that only the large mask has are zero again, the cell of the small table has ended.
 *
 * It does not promise that a key comes once: after a shrink the cursor may stand inside a cell,
 * and the part of the cell left of it comes again. Nor can a call be cut short inside a cell: with
 * a small table of 4 buckets one call reads a quarter of the large one (redis#2887).
 */
export const dictScan2018 = defineScanAlgorithm({
  order: 'reversed',
  source: 'https://github.com/redis/redis/pull/4907',
  listing: [
    ...openingListing,
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'large', text: 'emit larger[v & m1]', indent: 2 },
    { id: 'step', text: 'v = next(v, m1)', indent: 2 },
    { id: 'loop', text: 'while v & (m0 ^ m1) is not 0', indent: 1 },
    { id: 'done', text: 'return v', indent: 1 },
    ...nextCursorListing,
  ],
  scan: (dict, cursor, emit, probe) => {
    if (endsAtOnce(dict, cursor, probe)) return 0
    return isRehashing(dict)
      ? scanTwoTables(dict, cursor, emit, probe)
      : scanOneTable(dict, 0, cursor, emit, probe)
  },
})

/** Apart from `scan`, so that V8 has room to inline the whole call of a dict at rest. */
function scanTwoTables(
  dict: DictView,
  cursor: Word,
  emit: (id: number) => void,
  probe?: (probe: ScanProbe<'masks' | 'small' | 'large' | 'loop' | 'done' | NextLine>) => void,
): Word {
  const small = smallerTable(dict)
  const large = small === 0 ? 1 : 0
  const m0 = maskOf(dict.bucketCount(small))
  const m1 = maskOf(dict.bucketCount(large))
  probe?.({ kind: 'masks.taken', m0, m1, line: 'masks' })
  readBucket(dict, small, 'smaller', cursor, 'small', emit, probe)
  let v = cursor
  let left: number
  do {
    readBucket(dict, large, 'larger', v, 'large', emit, probe)
    v = nextCursor(v, m1, probe)
    left = (v & (m0 ^ m1)) >>> 0
    probe?.({ kind: 'loop.tested', left, again: left !== 0, line: 'loop' })
  } while (left !== 0)
  probe?.({ kind: 'scan.returned', cursor: v, line: 'done' })
  return v
}
