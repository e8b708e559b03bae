import {
  NONE,
  scanAlgorithms,
  type DictView,
  type ScanAlgorithmId,
} from '../../../src/engine/index.ts'

export interface Visit {
  readonly table: 0 | 1
  readonly bucket: number
}

/** Two tables of which nothing is known but their bucket counts; 0 for no second table. */
function bareTables(first: number, second: number, visit: (visit: Visit) => void): DictView {
  return {
    rehashIndex: second === 0 ? -1 : 0,
    rehashPauses: 0,
    autoResizePauses: 0,
    policy: 'enable',
    bucketCount: (table) => (table === 0 ? first : second),
    used: (table) => (table === 0 ? 1 : 0),
    head: () => NONE,
    eachEntry: (table, bucket) => {
      visit({ table, bucket })
    },
    findIn: () => NONE,
    keyOf: String,
    hashOf: () => 0,
  }
}

/** One call over bare tables: what it reads, in order and by table, and the next cursor. */
export function scanBare(id: ScanAlgorithmId, first: number, second: number, cursor: number) {
  const visits: Visit[] = []
  const dict = bareTables(first, second, (visit) => visits.push(visit))
  const next = scanAlgorithms[id].scan(dict, cursor, () => undefined)
  const inTable = (table: 0 | 1) =>
    visits.filter((visit) => visit.table === table).map((visit) => visit.bucket)
  return { table0: inTable(0), table1: inTable(1), next, visits }
}
