import { defineScanAlgorithm } from './algorithm.ts'
import { nextCursorListing } from './nextCursor.ts'
import { endsAtOnce, scanOneTable } from './oneTable.ts'

/**
 * A rule that nobody ships: the right order, but only ht[0] is read. It shows why a call must look
 * into both tables: keys that have moved to ht[1], and keys that were added there, are not seen.
 * At rest it is as good as dictScan2018.
 */
export const tableZeroOnly = defineScanAlgorithm({
  order: 'reversed',
  source: null,
  listing: [
    { id: 'call', text: 'scan(v):', indent: 0 },
    { id: 'empty', text: 'if the dict is empty: return 0', indent: 1 },
    { id: 'masks', text: 'm0 = mask of ht[0]', indent: 1 },
    { id: 'small', text: 'emit ht[0][v & m0]', indent: 1 },
    { id: 'atRest', text: 'return next(v, m0)', indent: 1 },
    ...nextCursorListing,
  ],
  scan: (dict, cursor, emit, probe) =>
    endsAtOnce(dict, cursor, probe) ? 0 : scanOneTable(dict, 0, cursor, emit, probe),
})
