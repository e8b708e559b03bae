import { entryCount } from '../store.ts'
import type { DictView } from '../store.ts'
import type { TableIndex } from '../state.ts'
import { maskOf, type Word } from '../word.ts'
import { readBucket, type Line, type ScanProbe } from './algorithm.ts'
import { nextCursor } from './nextCursor.ts'

/** The lines with which every rule for two tables begins. */
export const openingListing = [
  { id: 'call', text: 'scan(v):', indent: 0 },
  { id: 'empty', text: 'if the dict is empty: return 0', indent: 1 },
  { id: 'masks', text: 'm0, m1 = small, large mask', indent: 1 },
  { id: 'small', text: 'emit smaller[v & m0]', indent: 1 },
  { id: 'atRest', text: 'if one table: return next(v, m0)', indent: 1 },
] as const satisfies readonly Line[]

/** Enters a call. True when the dict is empty: the call then returns 0, whatever the cursor. */
export function endsAtOnce(
  dict: DictView,
  cursor: Word,
  probe?: (probe: ScanProbe<'call' | 'empty'>) => void,
): boolean {
  probe?.({ kind: 'scan.entered', cursor, line: 'call' })
  if (entryCount(dict) > 0) return false
  probe?.({ kind: 'scan.emptyDict', line: 'empty' })
  probe?.({ kind: 'scan.returned', cursor: 0, line: 'empty' })
  return true
}

/** A call that reads one bucket of one table and steps on. */
export function scanOneTable(
  dict: DictView,
  table: TableIndex,
  cursor: Word,
  emit: (id: number) => void,
  probe?: (
    probe: ScanProbe<'masks' | 'small' | 'atRest' | 'fill' | 'mirror' | 'count' | 'mirrorBack'>,
  ) => void,
): Word {
  const m0 = maskOf(dict.bucketCount(table))
  probe?.({ kind: 'masks.taken', m0, m1: null, line: 'masks' })
  readBucket(dict, table, 'only', cursor, 'small', emit, probe)
  const next = nextCursor(cursor, m0, probe)
  probe?.({ kind: 'scan.returned', cursor: next, line: 'atRest' })
  return next
}
