import { SLOTS } from '../server/index.ts'
import type { SlotRange } from './owners.ts'

/** The slots of both, as disjoint ranges in ascending order. */
export function united(
  one: readonly SlotRange[],
  other: readonly SlotRange[],
): readonly SlotRange[] {
  const joined: SlotRange[] = []
  for (const range of [...one, ...other].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last === undefined || range.from > last.to + 1) joined.push(range)
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
  }
  return joined
}

/** The slots that are in both. */
export const shared = (
  one: readonly SlotRange[],
  other: readonly SlotRange[],
): readonly SlotRange[] =>
  united(
    one.flatMap((a) =>
      other
        .map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }))
        .filter(({ from, to }) => from <= to),
    ),
    [],
  )

/** The lowest slot that is not in the ranges, which ascend; null when none is missing. */
export function lowestMissing(ranges: readonly SlotRange[]): number | null {
  let slot = 0
  for (const { from, to } of ranges) {
    if (slot < from) break
    slot = to + 1
  }
  return slot < SLOTS ? slot : null
}
