import { positionOf, type Chain, type DictState, type Table } from '../../engine/index.ts'
import { SLOTS } from '../../cluster/index.ts'
import type { Interval } from '../interval.ts'
import type { Chip, KeyState } from '../picture.ts'
import type { LaneCell, LaneTable } from './picture.ts'

/** Tables with more buckets, or slots, become a strip; so do nodes with more keys. */
const MOST_CELLS = 64
const MOST_KEYS = 512

/** The dict of a node, or of one of its slots. */
export interface SlotDict {
  readonly slot: number | null
  readonly dict: DictState
}

/** What is asked of the ledger for each key. */
export interface Told {
  readonly stateOf: (key: string) => KeyState
  readonly timesOf: (key: string) => number
  /** A number for a key, the same wherever it stands. */
  readonly idOf: (key: string) => number
  readonly nameOf: (key: string) => string
}

/** The tables of a node, cell by cell and chip by chip. */
export interface Tables {
  readonly tables: readonly LaneTable[]
  readonly chips: readonly Chip[]
}

/** Whether a lane holds more than can be told apart. */
export function isCrowded(dicts: readonly SlotDict[]): boolean {
  const sizes = dicts.flatMap(({ dict }) => dict.tables.map(({ buckets }) => buckets.length))
  const cells = dicts[0]?.slot === null ? Math.max(0, ...sizes) : dicts.length
  if (cells > MOST_CELLS) return true
  const used = dicts.reduce((sum, { dict: { tables } }) => sum + tables[0].used + tables[1].used, 0)
  return used > MOST_KEYS
}

const isCovered = (covered: readonly Interval[], from: number, to: number): boolean =>
  covered.some(([start, end]) => start <= from + 1e-9 && to - 1e-9 <= end)

function chipsIn(chain: Chain, at: { table: 0 | 1; bucket: number }, told: Told, first: number) {
  return chain.map(({ key, hash }, place): Chip => ({
    id: told.idOf(key),
    key: told.nameOf(key),
    hash,
    ...at,
    place: first + place,
    state: told.stateOf(key),
    returned: told.timesOf(key),
  }))
}

const live = ({ tables }: DictState): readonly (readonly [0 | 1, Table])[] =>
  ([0, 1] as const).flatMap((index) => {
    const table = tables[index]
    return table.buckets.length > 0 ? [[index, table] as const] : []
  })

/** Buckets in the order of the ruler. */
function dictCells(node: string, dict: DictState, covered: readonly Interval[]): LaneTable[] {
  return live(dict).map(([index, { buckets }]) => ({
    table: index,
    size: buckets.length,
    cells: buckets.map((chain, bucket): LaneCell => {
      const from = positionOf(bucket)
      const to = from + 1 / buckets.length
      return {
        id: `${node} ${buckets.length}:${bucket}`,
        table: index,
        bucket,
        count: chain.length,
        moved: index === 0 && bucket < dict.rehashIndex,
        covered: isCovered(covered, from, to),
        reading: null,
        from,
        to,
      }
    }),
  }))
}

/** Slots that hold keys, side by side: each is a dict of its own. */
function slotCells(
  node: string,
  dicts: readonly SlotDict[],
  covered: readonly Interval[],
): LaneTable[] {
  const cells = dicts.map(({ slot, dict }, nth): LaneCell => {
    const at = slot ?? 0
    return {
      id: `${node} slot:${at}`,
      table: 0,
      bucket: at,
      count: dict.tables[0].used + dict.tables[1].used,
      moved: false,
      covered: isCovered(covered, at / SLOTS, (at + 1) / SLOTS),
      reading: null,
      from: nth / dicts.length,
      to: (nth + 1) / dicts.length,
    }
  })
  return [{ table: 0, size: dicts.length, cells }]
}

/** A node whose keyspace is one dict. */
function ofDict(node: string, dict: DictState, covered: readonly Interval[], told: Told): Tables {
  const chips = live(dict).flatMap(([table, { buckets }]) =>
    buckets.flatMap((chain, bucket) => chipsIn(chain, { table, bucket }, told, 0)),
  )
  return { tables: dictCells(node, dict, covered), chips }
}

/** A node with one dict for each slot. */
function ofSlots(
  node: string,
  dicts: readonly SlotDict[],
  covered: readonly Interval[],
  told: Told,
): Tables {
  const chips = dicts.flatMap(({ slot, dict }) => {
    const chains = live(dict).flatMap(([, { buckets }]) => buckets.flat())
    return chipsIn(chains, { table: 0, bucket: slot ?? 0 }, told, 0)
  })
  return { tables: slotCells(node, dicts, covered), chips }
}

/** The tables of a node as they are drawn. */
export function tablesOf(
  node: string,
  dicts: readonly SlotDict[],
  covered: readonly Interval[],
  told: Told,
): Tables {
  const [first] = dicts
  return first?.slot === null
    ? ofDict(node, first.dict, covered, told)
    : ofSlots(node, dicts, covered, told)
}
