import {
  positionOf,
  type Chain,
  type DictState,
  type Entry,
  type Table,
} from '../../engine/index.ts'
import { SLOTS } from '../../cluster/index.ts'
import type { Interval } from '../interval.ts'
import type { Chip, KeyState } from '../picture.ts'
import { createHeat, type HeatState } from './heat.ts'
import type { Heat, LaneCell, LaneTable } from './picture.ts'

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

/** The tables of a node, with cells and chips or as a strip. */
export interface Tables {
  readonly tables: readonly LaneTable[]
  readonly chips: readonly Chip[]
  readonly heat: Heat | null
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

const HEATED: Readonly<Record<KeyState, HeatState>> = {
  waiting: 'waiting',
  added: 'waiting',
  deleted: 'waiting',
  dropped: 'waiting',
  emitting: 'returned',
  returned: 'returned',
  twice: 'twice',
  missed: 'missed',
}

/** Without a list of all: it is asked at every step of a large cluster. */
function forEachEntry({ tables }: DictState, visit: (entry: Entry) => void): void {
  for (const { buckets } of tables) for (const chain of buckets) for (const one of chain) visit(one)
}

/** A node whose keyspace is one dict. */
function ofDict(node: string, dict: DictState, covered: readonly Interval[], told: Told): Tables {
  const tables = live(dict)
  const used = tables.reduce((sum, [, table]) => sum + table.used, 0)
  const largest = Math.max(0, ...tables.map(([, { buckets }]) => buckets.length))
  if (largest > MOST_CELLS || used > MOST_KEYS) {
    const { add, heat } = createHeat()
    forEachEntry(dict, ({ key, hash }) => {
      add(positionOf(hash), HEATED[told.stateOf(key)])
    })
    return { tables: [], chips: [], heat: heat() }
  }
  const chips = tables.flatMap(([table, { buckets }]) =>
    buckets.flatMap((chain, bucket) => chipsIn(chain, { table, bucket }, told, 0)),
  )
  return { tables: dictCells(node, dict, covered), chips, heat: null }
}

/** A node with one dict for each slot. */
function ofSlots(
  node: string,
  dicts: readonly SlotDict[],
  covered: readonly Interval[],
  told: Told,
): Tables {
  const used = dicts.reduce((sum, { dict: { tables } }) => sum + tables[0].used + tables[1].used, 0)
  if (dicts.length > MOST_CELLS || used > MOST_KEYS) {
    const { add, heat } = createHeat()
    for (const { slot, dict } of dicts) {
      forEachEntry(dict, ({ key, hash }) => {
        add(((slot ?? 0) + positionOf(hash)) / SLOTS, HEATED[told.stateOf(key)])
      })
    }
    return { tables: [], chips: [], heat: heat() }
  }
  const chips = dicts.flatMap(({ slot, dict }) => {
    const chains = live(dict).flatMap(([, { buckets }]) => buckets.flat())
    return chipsIn(chains, { table: 0, bucket: slot ?? 0 }, told, 0)
  })
  return { tables: slotCells(node, dicts, covered), chips, heat: null }
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
