import { EMPTY_DICT, entriesOf, type DictState } from '../engine/index.ts'
import { SLOTS } from './slot.ts'

/** The keys of one slot, and the deadlines among them. */
export interface SlotDicts {
  readonly keyspace: DictState
  readonly expires: DictState
}

const NOTHING: SlotDicts = { keyspace: EMPTY_DICT, expires: EMPTY_DICT }

const PART = 128
const partOf = (slot: number) => Math.floor(slot / PART)

type Part = readonly (SlotDicts | undefined)[]

// Filled, so that a copy of them is one of memory.
const NO_PART: Part = new Array<undefined>(PART).fill(undefined)
const NO_PARTS = new Array<undefined>(SLOTS / PART).fill(undefined)

const usedIn = ({ tables }: DictState) => tables[0].used + tables[1].used
const isNothing = ({ keyspace, expires }: SlotDicts) =>
  keyspace.tables[0].buckets.length === 0 && expires.tables[0].buckets.length === 0

/**
 * The dicts of a keyspace that has one for each slot; most slots have none. Immutable: a changed
 * one shares all but one part of 128 with the old.
 */
export class SlotTable {
  private readonly parts: readonly (Part | undefined)[]

  constructor(parts: readonly (Part | undefined)[] = NO_PARTS) {
    this.parts = parts
  }

  /** The dicts of a slot; empty ones when it has none. */
  get(slot: number): SlotDicts {
    return this.parts[partOf(slot)]?.[slot % PART] ?? NOTHING
  }

  with(slot: number, dicts: SlotDicts): SlotTable {
    const part = (this.parts[partOf(slot)] ?? NO_PART).slice()
    part[slot % PART] = isNothing(dicts) ? undefined : dicts
    const parts = this.parts.slice()
    parts[partOf(slot)] = part.some((one) => one !== undefined) ? part : undefined
    return new SlotTable(parts)
  }

  /** The first slot from `from` on whose dict of this kind has entries; null when there is none. */
  next(from: number, dict: keyof SlotDicts): number | null {
    for (let slot = from; slot < SLOTS; slot++) {
      const part = this.parts[partOf(slot)]
      if (part === undefined) slot = (partOf(slot) + 1) * PART - 1
      else {
        const dicts = part[slot % PART]
        if (dicts !== undefined && usedIn(dicts[dict]) > 0) return slot
      }
    }
    return null
  }

  /** All slots that have dicts, in ascending order. */
  *entries(): Generator<readonly [slot: number, dicts: SlotDicts]> {
    for (const [index, part] of this.parts.entries()) {
      if (part === undefined) continue
      for (const [nth, dicts] of part.entries()) {
        if (dicts !== undefined) yield [index * PART + nth, dicts]
      }
    }
  }

  /** Every entry of this kind, slot by slot. */
  entriesOf(dict: keyof SlotDicts) {
    return [...this.entries()].flatMap(([, dicts]) => entriesOf(dicts[dict]))
  }
}
