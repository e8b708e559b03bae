import { cursorOf, progressOf } from '../../src/decode/index.ts'
import { scanBare } from '../engine/scan/bareTables.ts'

/** Tables as one call finds them; `second` is 0 at rest. */
export interface Tables {
  readonly first: number
  readonly second: number
}

export interface Answer {
  readonly cursor: bigint
  /** The smaller live table during the call. */
  readonly smaller: number
}

/** One call: so many dictScan steps, or to the end of the walk. */
function call(cursor: number, { first, second }: Tables, steps: number): number {
  let now = cursor
  for (let step = 0; step < steps; step++) {
    now = scanBare('dictScan2018', first, second, now).next
    if (now === 0) break
  }
  return now
}

/** The replies of a full scan; `tables` and `steps` are asked for each call. */
export function walk(tables: (nth: number) => Tables, steps: (nth: number) => number): Answer[] {
  const answers: Answer[] = []
  let cursor = 0
  do {
    const now = tables(answers.length)
    cursor = call(cursor, now, steps(answers.length))
    const smaller = now.second === 0 ? now.first : Math.min(now.first, now.second)
    answers.push({ cursor: BigInt(cursor), smaller })
  } while (cursor !== 0)
  return answers
}

/** A full scan at rest, a bucket a call; its last cursor is 0. */
export const restingWalk = (buckets: number): bigint[] =>
  walk(
    () => ({ first: buckets, second: 0 }),
    () => 1,
  ).map(({ cursor }) => cursor)

/** A full scan of a cluster node: slot after slot, in each the walk of its table. */
export function clusterWalk(tables: readonly (readonly [slot: number, buckets: number])[]) {
  const cursors: bigint[] = []
  for (const [nth, [slot, buckets]] of tables.entries()) {
    // The call that ends one slot answers with the next one's beginning.
    if (nth > 0) cursors.push(BigInt(slot))
    const inner = restingWalk(buckets).slice(0, -1)
    cursors.push(...inner.map((dictCursor) => cursorOf({ slot, dictCursor })))
  }
  return [...cursors, 0n]
}

/** A dialogue in redis-cli: each cursor is asked for, and the next one answers. */
export const asCli = (cursors: readonly bigint[], command = 'SSCAN k', count = 1): string =>
  cursors
    .map((cursor, nth) => {
      const asked = nth === 0 ? 0n : cursors[nth - 1]
      return `127.0.0.1:6379> ${command} ${asked} COUNT ${count}\n1) "${cursor}"\n2) 1) "a"\n   2) "b"`
    })
    .join('\n')

/** What MONITOR shows of it: the commands. */
export const asMonitor = (cursors: readonly bigint[], client = '127.0.0.1:50123'): string =>
  [0n, ...cursors.slice(0, -1)]
    .map((cursor, nth) => {
      const time = `1700000000.${String(nth).padStart(6, '0')}`
      return `${time} [0 ${client}] "SCAN" "${cursor}" "COUNT" "10"`
    })
    .join('\n')

export const places = (cursors: readonly bigint[]): number[] =>
  cursors.map((cursor) => progressOf(cursor, 'table'))
