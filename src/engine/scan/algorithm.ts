import type { Probe } from '../events.ts'
import type { TableIndex } from '../state.ts'
import { isRehashing, type DictView } from '../store.ts'
import { maskOf, type Word } from '../word.ts'

/** One line of an algorithm's listing, as the code panel shows it. */
export interface Line<Id extends string = string> {
  readonly id: Id
  readonly text: string
  readonly indent: number
}

/** What the code panel writes beside a line: which live values the line speaks of. */
export type ScanProbe<Id extends string = string> = Probe & { readonly line: Id }

export interface ScanAlgorithm<Id extends string = string> {
  readonly listing: readonly Line<Id>[]
  /** `reversed`: what is covered is all left of the cursor on the ruler. `counting`: all below it. */
  readonly order: 'reversed' | 'counting'
  /** The commit, issue or article behind the rule. */
  readonly source: string | null
  /**
   * One scan call: emits the ids of whole buckets and returns the next cursor, 0 at the end. The
   * fast path is this very function without a probe.
   */
  readonly scan: (
    dict: DictView,
    cursor: Word,
    emit: (id: number) => void,
    probe?: (probe: ScanProbe<Id>) => void,
  ) => Word
}

/** Infers the ids of the lines from the listing, so that a probe at an unknown line cannot compile. */
export const defineScanAlgorithm = <const Id extends string>(
  algorithm: ScanAlgorithm<Id>,
): ScanAlgorithm<Id> => algorithm

/** Reads the bucket that `cursor` names in a table: shows it, then emits its chain. */
export function readBucket<Id extends string>(
  dict: DictView,
  table: TableIndex,
  role: 'only' | 'smaller' | 'larger',
  cursor: Word,
  line: Id,
  emit: (id: number) => void,
  probe: ((probe: ScanProbe<Id>) => void) | undefined,
): void {
  if (probe === undefined) {
    dict.eachEntry(table, (cursor & maskOf(dict.bucketCount(table))) >>> 0, emit)
  } else {
    showBucket(dict, table, role, cursor, line, emit, probe)
  }
}

/** Apart from `readBucket`, so that the fast path makes no closure. */
function showBucket<Id extends string>(
  dict: DictView,
  table: TableIndex,
  role: 'only' | 'smaller' | 'larger',
  cursor: Word,
  line: Id,
  emit: (id: number) => void,
  probe: (probe: ScanProbe<Id>) => void,
): void {
  const mask = maskOf(dict.bucketCount(table))
  const bucket = (cursor & mask) >>> 0
  probe({ kind: 'bucket.read', table, bucket, role, cursor, mask, line })
  dict.eachEntry(table, bucket, (id) => {
    probe({ kind: 'entry.emitted', table, bucket, id, key: dict.keyOf(id), line })
    emit(id)
  })
}

/** The live table with fewer buckets; table 0 at rest. */
export const smallerTable = (dict: DictView): TableIndex =>
  isRehashing(dict) && dict.bucketCount(1) < dict.bucketCount(0) ? 1 : 0
