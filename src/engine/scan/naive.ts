import { isRehashing } from '../store.ts'
import { increment, maskOf } from '../word.ts'
import { defineScanAlgorithm, readBucket, smallerTable } from './algorithm.ts'
import { endsAtOnce } from './oneTable.ts'

/**
 * What everybody would write first: bucket 0, 1, 2 and so on. At rest it is exact.
 *
 * When the table grows from 4 to 8, the keys of bucket b are spread over b and b + 4, so the upper
 * half is read again. When it shrinks from 8 to 4 after three calls, what stood in buckets 4, 5 and
 * 6 now stands in 0, 1 and 2, which the counter has passed: those keys never come.
 *
 * While two tables live it reads the same number in both, up to the end of the larger.
 */
export const naive = defineScanAlgorithm({
  order: 'counting',
  source: null,
  listing: [
    { id: 'call', text: 'scan(v):', indent: 0 },
    { id: 'empty', text: 'if the dict is empty: return 0', indent: 1 },
    { id: 'masks', text: 'm0, m1 = small, large mask', indent: 1 },
    { id: 'small', text: 'emit smaller[v] if v <= m0', indent: 1 },
    { id: 'large', text: 'emit larger[v] if v <= m1', indent: 1 },
    { id: 'count', text: 'v = v + 1', indent: 1 },
    { id: 'done', text: 'return v, or 0 at the end', indent: 1 },
  ],
  scan: (dict, cursor, emit, probe) => {
    if (endsAtOnce(dict, cursor, probe)) return 0
    const small = smallerTable(dict)
    const large = small === 0 ? 1 : 0
    const two = isRehashing(dict)
    const m0 = maskOf(dict.bucketCount(small))
    const last = two ? maskOf(dict.bucketCount(large)) : m0
    probe?.({ kind: 'masks.taken', m0, m1: two ? last : null, line: 'masks' })
    if (cursor <= m0) {
      readBucket(dict, small, two ? 'smaller' : 'only', cursor, 'small', emit, probe)
    }
    if (two && cursor <= last) readBucket(dict, large, 'larger', cursor, 'large', emit, probe)
    const counted = increment(cursor)
    probe?.({
      kind: 'cursor.changed',
      op: 'increment',
      mask: last,
      before: cursor,
      after: counted,
      line: 'count',
    })
    const next = cursor >= last ? 0 : counted
    probe?.({ kind: 'scan.returned', cursor: next, line: 'done' })
    return next
  },
})
