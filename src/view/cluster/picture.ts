import type { Cell, Chip } from '../picture.ts'
import type { Interval } from '../interval.ts'

/** How far the client has come with a node. */
export type NodeStatus = 'idle' | 'waiting' | 'scanning' | 'finished' | 'passed'

/** A bucket, or a slot's dict, as a cell of a node's lane: from and to on the lane's ruler. */
export interface LaneCell extends Cell {
  readonly from: number
  readonly to: number
}

/** A table of a node; the dicts of a node that keeps one per slot are shown as one table. */
export interface LaneTable {
  readonly table: 0 | 1
  /** Buckets, or slots that hold keys. */
  readonly size: number
  readonly cells: readonly LaneCell[]
}

/** States in which the strip of a large table counts its keys, from the bottom up. */
export const HEAT_STATES = ['returned', 'twice', 'waiting', 'missed'] as const

export type HeatState = (typeof HEAT_STATES)[number]

/** Keys of a table too large for cells, counted by their place on the ruler. */
export interface Heat {
  readonly bins: number
  /** For each bin the number of keys in each of the states, one after the other. */
  readonly counts: Uint16Array
  readonly most: number
}

/** A node as a lane. */
export interface NodePicture {
  readonly id: string
  /** The number of its colour; a replica has that of its primary. */
  readonly hue: number
  readonly address: string
  readonly of: string | null
  readonly alive: boolean
  readonly slow: boolean
  readonly keys: number
  readonly slots: number
  readonly status: NodeStatus
  /** The cursor that the client holds for it, as it was printed. */
  readonly cursor: string | null
  /** Where the cursor line stands, in [0, 1]; null when the client holds no cursor for it. */
  readonly reached: number | null
  readonly covered: readonly Interval[]
  /** Whether cells are slots, not buckets. */
  readonly bySlot: boolean
  readonly tables: readonly LaneTable[]
  readonly chips: readonly Chip[]
  readonly heat: Heat | null
  /** A request to it is on its way. */
  readonly asked: boolean
}

/** Slots with one owner, one after the other. */
export interface SlotRun {
  readonly from: number
  /** The slot after the last one. */
  readonly to: number
  /** The owner's hue; -1 for a slot that nobody serves. */
  readonly hue: number
  readonly owner: string | null
}

/** A slot on its way, or just moved. */
export interface SlotMove {
  readonly slot: number
  readonly from: string
  readonly to: string
  /** Keys that have travelled so far in this step. */
  readonly keys: number
  /** The move has ended with this moment. */
  readonly done: boolean
}

/** The band of slots. */
export interface BandPicture {
  readonly runs: readonly SlotRun[]
  /** Slots that the client knows to be scanned, as [from, to) over the number of slots. */
  readonly scanned: readonly Interval[]
  readonly moves: readonly SlotMove[]
}

/** Everything that is visible of a cluster at a moment, without a pixel. */
export interface ClusterPicture {
  readonly band: BandPicture
  readonly nodes: readonly NodePicture[]
  readonly keys: number
}
