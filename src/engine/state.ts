import { assert } from './assert.ts'

export type TableIndex = 0 | 1

/** ENABLE, AVOID while a child process runs, FORBID inside the child. */
export type ResizePolicy = 'enable' | 'avoid' | 'forbid'

/** A key in the dict. `id` is its identity from birth; `hash` the low 32 bits. */
export interface Entry {
  readonly id: number
  readonly key: string
  readonly hash: number
}

/** One chain, newest entry first. */
export type Chain = readonly Entry[]

/** `buckets` is empty when the table does not exist, else a power of two long. */
export interface Table {
  readonly used: number
  readonly buckets: readonly Chain[]
}

export interface DictState {
  readonly tables: readonly [Table, Table]
  /** Next source bucket to move; -1 when no rehash is under way. */
  readonly rehashIndex: number
  readonly rehashPauses: number
  readonly autoResizePauses: number
  readonly policy: ResizePolicy
  readonly nextId: number
}

export const NO_TABLE: Table = { used: 0, buckets: [] }
export const EMPTY_CHAIN: Chain = []

export const EMPTY_DICT: DictState = {
  tables: [NO_TABLE, NO_TABLE],
  rehashIndex: -1,
  rehashPauses: 0,
  autoResizePauses: 0,
  policy: 'enable',
  nextId: 1,
}

/** An empty table of `buckets` buckets. */
export const tableOf = (buckets: number): Table => ({
  used: 0,
  buckets: new Array<Chain>(buckets).fill(EMPTY_CHAIN),
})

/** Every entry, table 0 first, in bucket and chain order. */
export const entriesOf = (dict: DictState): Entry[] => [
  ...dict.tables[0].buckets.flat(),
  ...dict.tables[1].buckets.flat(),
]

/** Throws when an invariant of the dict is broken. */
export function checkDict(dict: DictState): void {
  const seen = new Set<string>()
  dict.tables.forEach((table, index) => {
    const size = table.buckets.length
    assert(size === 0 || (size >= 4 && (size & (size - 1)) === 0), `table of ${size} buckets`)
    let used = 0
    table.buckets.forEach((chain, bucket) => {
      used += chain.length
      for (const entry of chain) {
        assert((entry.hash & (size - 1)) === bucket, `${entry.key} is in bucket ${bucket}`)
        assert(!seen.has(entry.key), `${entry.key} stands twice`)
        assert(entry.id < dict.nextId, `id ${entry.id} is not given yet`)
        seen.add(entry.key)
      }
    })
    assert(used === table.used, `table ${index} counts ${table.used} and holds ${used}`)
  })
  const [source, target] = dict.tables
  assert(dict.rehashIndex >= 0 === target.buckets.length > 0, 'table 1 lives while rehashing')
  for (let i = 0; i < dict.rehashIndex; i++) {
    assert(source.buckets[i]?.length === 0, `bucket ${i} is below the rehash index and not empty`)
  }
}
