import { isRehashing } from '../store.ts'
import { countUp, maskOf } from '../word.ts'
import { defineScanAlgorithm, readBucket, smallerTable } from './algorithm.ts'
import { nextCursor, nextCursorListing } from './nextCursor.ts'
import { endsAtOnce, openingListing, scanOneTable } from './oneTable.ts'

/**
 * The rule of October 2013, in Redis 2.8.0 to 3.2.11, 4.0.0 to 4.0.9 and 5.0-rc1.
 *
 * Contract and idea as in dictScan2018. The one difference: within a cell of the smaller table it
 * walks the larger table's buckets by counting the upper bits up in ordinary binary, while every
 * other walk counts them in mirrored binary. From the start of a cell both orders visit the same
 * buckets. From its middle they disagree about what still comes.
 *
 * Worked: 16 -> 4 under way, cursor 10 = 1010, of bucket 2's family 0010 1010 0110 1110 only 0010
 * has been read. Counting up from 10 the upper bits become 11, which is 1110, then they are through:
 * 0110 is jumped over, the next cursor 1 lies right of it, and keys still in bucket 6 are lost
 * (redis#4906).
 *
 * It needs tables that differ by 4x or more, a cursor in mid-cell, and a call while both live.
 */
export const dictScan2013 = defineScanAlgorithm({
  order: 'reversed',
  source: 'https://github.com/redis/redis/issues/4906',
  listing: [
    ...openingListing,
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'large', text: 'emit larger[v & m1]', indent: 2 },
    { id: 'countUp', text: 'v = ((v|m0)+1 & ~m0) | (v & m0)', indent: 2 },
    { id: 'loop', text: 'while v & (m0 ^ m1) is not 0', indent: 1 },
    { id: 'done', text: 'return next(v, m0)', indent: 1 },
    ...nextCursorListing,
  ],
  scan: (dict, cursor, emit, probe) => {
    if (endsAtOnce(dict, cursor, probe)) return 0
    if (!isRehashing(dict)) return scanOneTable(dict, 0, cursor, emit, probe)
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
      const before = v
      v = countUp(v, m0)
      probe?.({
        kind: 'cursor.changed',
        op: 'countUp',
        mask: m0,
        before,
        after: v,
        line: 'countUp',
      })
      left = (v & (m0 ^ m1)) >>> 0
      probe?.({ kind: 'loop.tested', left, again: left !== 0, line: 'loop' })
    } while (left !== 0)
    v = nextCursor(v, m0, probe)
    probe?.({ kind: 'scan.returned', cursor: v, line: 'done' })
    return v
  },
})
