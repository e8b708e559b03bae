import { SLOTS } from '../server/index.ts'

/** The name of a node, the same for as long as it lives. */
export type NodeId = string

/** Slots from `from` to `to`, both included. */
export interface SlotRange {
  readonly from: number
  readonly to: number
}

export interface OwnedRange extends SlotRange {
  readonly owner: NodeId
}

/**
 * Who owns which slot, as one node believes: ranges in ascending order, no two neighbours of the
 * same owner. What is in no range is nobody's.
 */
export type SlotOwners = readonly OwnedRange[]

export const NO_OWNERS: SlotOwners = []

function rangeAt(owners: SlotOwners, slot: number): OwnedRange | undefined {
  let low = 0
  let high = owners.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = owners[middle]
    if (range === undefined) return undefined
    if (slot < range.from) high = middle - 1
    else if (slot > range.to) low = middle + 1
    else return range
  }
  return undefined
}

/** The owner of a slot, null when it has none. */
export const ownerOf = (owners: SlotOwners, slot: number): NodeId | null =>
  rangeAt(owners, slot)?.owner ?? null

function joined(ranges: readonly OwnedRange[]): SlotOwners {
  const result: OwnedRange[] = []
  for (const range of ranges) {
    const last = result.at(-1)
    if (last?.owner === range.owner && last.to + 1 === range.from) {
      result[result.length - 1] = { ...last, to: range.to }
    } else result.push(range)
  }
  return result
}

/** The owners after some slots were given to a node, or to nobody. */
export function withOwner(
  owners: SlotOwners,
  { from, to }: SlotRange,
  owner: NodeId | null,
): SlotOwners {
  const before = owners.flatMap((range) =>
    range.from < from ? [{ ...range, to: Math.min(range.to, from - 1) }] : [],
  )
  const after = owners.flatMap((range) =>
    range.to > to ? [{ ...range, from: Math.max(range.from, to + 1) }] : [],
  )
  return joined([...before, ...(owner === null ? [] : [{ from, to, owner }]), ...after])
}

/** The slots of a node. */
export const rangesOf = (owners: SlotOwners, node: NodeId): readonly SlotRange[] =>
  owners.filter(({ owner }) => owner === node).map(({ from, to }) => ({ from, to }))

export const isWithin = (ranges: readonly SlotRange[], slot: number): boolean =>
  ranges.some(({ from, to }) => from <= slot && slot <= to)

export const sizeOfRanges = (ranges: readonly SlotRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)

/** The slots that nobody owns. */
export function unownedOf(owners: SlotOwners): readonly SlotRange[] {
  const gaps: SlotRange[] = []
  let next = 0
  for (const { from, to } of owners) {
    if (from > next) gaps.push({ from: next, to: from - 1 })
    next = to + 1
  }
  return next < SLOTS ? [...gaps, { from: next, to: SLOTS - 1 }] : gaps
}

/** Ranges that hold exactly these slots, in ascending order. */
export function rangesFrom(slots: readonly number[]): readonly SlotRange[] {
  const ranges: SlotRange[] = []
  for (const slot of [...slots].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.to === slot - 1) ranges[ranges.length - 1] = { ...last, to: slot }
    else if (last?.to !== slot) ranges.push({ from: slot, to: slot })
  }
  return ranges
}
