import {
  add,
  expand,
  expandIfNeeded,
  find,
  isRehashing,
  NONE,
  rehash,
  remove,
  resizeToFit,
  rulesOf,
  scanAlgorithms,
  shrink,
  shrinkIfNeeded,
  twoPhaseRemove,
  type DictStore,
  type DictView,
  type ProfileId,
  type Rules,
  type ScanAlgorithm,
  type TableIndex,
} from '../../src/engine/index.ts'
import { messageOf, type Operation, type Trace } from './read.ts'

/** The rules under which a trace is replayed. */
export interface Rulebook {
  readonly rules: Rules
  readonly scan: ScanAlgorithm['scan']
}

interface Mismatch {
  readonly line: number
  readonly message: string
}

/** A larger table is refused: no recording holds one, and a wrong size must not fill the memory. */
const MAX_REPLAY_BUCKETS = 2 ** 20

export function rulebookOf(id: ProfileId): Rulebook {
  const rules = rulesOf(id)
  return { rules, scan: scanAlgorithms[rules.profile.scan].scan }
}

const TABLES = [0, 1] as const

/** The store as a scan may see it, with an end to its patience: wrong rules can walk in circles. */
function patientView(dict: DictView): DictView {
  let left = 2 * (dict.bucketCount(0) + dict.bucketCount(1))
  return {
    rehashIndex: dict.rehashIndex,
    rehashPauses: dict.rehashPauses,
    autoResizePauses: dict.autoResizePauses,
    policy: dict.policy,
    bucketCount: (table) => dict.bucketCount(table),
    used: (table) => dict.used(table),
    head: (table, bucket) => dict.head(table, bucket),
    eachEntry: (table, bucket, visit) => {
      if (left-- === 0) throw new Error('the scan call reads more buckets than there are')
      dict.eachEntry(table, bucket, visit)
    },
    findIn: (table, bucket, key, hash) => dict.findIn(table, bucket, key, hash),
    keyOf: (id) => dict.keyOf(id),
    hashOf: (id) => dict.hashOf(id),
  }
}

function scanCall(dict: DictView, scan: Rulebook['scan'], cursor: string) {
  const emitted: string[] = []
  const low = Number(BigInt.asUintN(32, BigInt(cursor)))
  const next = scan(patientView(dict), low, (id) => emitted.push(dict.keyOf(id)))
  return { next: String(next), emitted }
}

const chainsOf = (dict: DictView, table: TableIndex) =>
  Array.from({ length: dict.bucketCount(table) }, (_, bucket) => {
    const keys: string[] = []
    dict.eachEntry(table, bucket, (id) => keys.push(dict.keyOf(id)))
    return keys
  })

const stateOf = (dict: DictView) => ({
  size: TABLES.map((table) => dict.bucketCount(table)),
  used: TABLES.map((table) => dict.used(table)),
  rehashidx: dict.rehashIndex,
})

/** The low half of a hash such as "0x0fa961d313a15963". */
const lowHash = (hex: string) => Number.parseInt(hex.slice(2).slice(-8), 16)

/** Why the rules of this version cannot be asked for the operation. */
function obstacle(store: DictStore, { profile }: Rules, asked: Operation): string | undefined {
  const { op } = asked
  if (op === 'resize' && profile.resizeCalls === 'two') return `${profile.label} has no dictResize`
  const isOfTwo = op === 'shrink' || op === 'shrinkIfNeeded' || op.endsWith('AutoResize')
  if (isOfTwo && profile.resizeCalls === 'one') return `${profile.label} has no such call`
  if (op === 'resizePolicy' && asked.value === 'forbid' && !profile.canForbid) {
    return `${profile.label} has no policy forbid`
  }
  if (op === 'expand' && asked.size > MAX_REPLAY_BUCKETS && !isRehashing(store)) {
    return `a table of more than ${MAX_REPLAY_BUCKETS} buckets is not replayed`
  }
  return undefined
}

/** Does what is asked; returns the reply in the fields that the trace has for it. */
function answer(store: DictStore, { rules, scan }: Rulebook, asked: Operation): object {
  switch (asked.op) {
    case 'add':
      return { ok: add(store, rules, asked.key, lowHash(asked.hash)) !== NONE }
    case 'delete':
      return { ok: remove(store, rules, asked.key, lowHash(asked.hash)) }
    case 'twoPhaseDelete':
      return { ok: twoPhaseRemove(store, rules, asked.key, lowHash(asked.hash)) }
    case 'find':
      return { found: find(store, rules, asked.key, lowHash(asked.hash)) !== undefined }
    case 'expand':
      return { ok: expand(store, rules, asked.size) }
    case 'shrink':
      return { ok: shrink(store, rules, asked.size) }
    case 'resize':
      return { ok: resizeToFit(store, rules) }
    case 'expandIfNeeded':
      return { ok: expandIfNeeded(store, rules) }
    case 'shrinkIfNeeded':
      return { ok: shrinkIfNeeded(store, rules) }
    case 'rehash':
      return { more: rehash(store, rules, asked.n) }
    case 'scan':
      return scanCall(store, scan, asked.cursor)
    case 'layout':
      return { tables: TABLES.map((table) => chainsOf(store, table)) }
    case 'resizePolicy':
      store.setPolicy(asked.value)
      return {}
    case 'pause':
      store.setRehashPauses(store.rehashPauses + 1)
      return {}
    case 'resume':
      store.setRehashPauses(store.rehashPauses - 1)
      return {}
    case 'pauseAutoResize':
      store.setAutoResizePauses(store.autoResizePauses + 1)
      return {}
    case 'resumeAutoResize':
      store.setAutoResizePauses(store.autoResizePauses - 1)
      return {}
    case 'empty':
      store.clear()
      return {}
  }
}

function differences(asked: Operation, got: object): string[] {
  const expected = new Map<string, unknown>(Object.entries(asked))
  const name = 'key' in asked ? `${asked.op} ${asked.key}` : asked.op
  return Object.entries(got).flatMap(([field, value]) => {
    const want = JSON.stringify(expected.get(field))
    const have = JSON.stringify(value)
    return want === have ? [] : [`${name}: ${field} expected ${want}, got ${have}`]
  })
}

/**
 * Asks the engine all that was asked of dict.c and compares every reply, state and layout. When
 * the engine cannot go on, that is a mismatch and the last one of the file.
 */
export function replay(
  trace: Trace,
  store: DictStore,
  rulebook = rulebookOf(trace.profile),
): Mismatch[] {
  const mismatches: Mismatch[] = []
  for (const [index, asked] of trace.operations.entries()) {
    const line = index + 2
    try {
      const reason = obstacle(store, rulebook.rules, asked)
      if (reason !== undefined) throw new Error(reason)
      const reply = answer(store, rulebook, asked)
      const got = 's' in asked ? { ...reply, s: stateOf(store) } : reply
      mismatches.push(...differences(asked, got).map((message) => ({ line, message })))
    } catch (error) {
      const message = `${asked.op}: the replay stops here: ${messageOf(error)}`
      return [...mismatches, { line, message }]
    }
  }
  return mismatches
}
