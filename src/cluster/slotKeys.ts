import { entriesOf } from '../engine/index.ts'
import { slotOf, type Bytes, type ServerState } from '../server/index.ts'

/**
 * The keys of a slot in the order of GETKEYSINSLOT: a node with one dict for all keeps a list per
 * slot whose newest key comes first; one with a dict per slot walks its buckets.
 */
export function keysInSlot({ keyspace, slots }: ServerState, slot: number): readonly Bytes[] {
  if (slots !== null) return entriesOf(slots.get(slot).keyspace).map(({ key }) => key)
  return entriesOf(keyspace)
    .filter(({ key }) => slotOf(key) === slot)
    .sort((a, b) => b.id - a.id)
    .map(({ key }) => key)
}

/** The keys of every slot that has some, each list in the order of GETKEYSINSLOT. */
export function keysBySlot({
  keyspace,
  slots,
}: ServerState): ReadonlyMap<number, readonly Bytes[]> {
  const found = new Map<number, Bytes[]>()
  const entries =
    slots === null ? entriesOf(keyspace).sort((a, b) => b.id - a.id) : slots.entriesOf('keyspace')
  for (const { key } of entries) {
    const slot = slotOf(key)
    const keys = found.get(slot)
    if (keys === undefined) found.set(slot, [key])
    else keys.push(key)
  }
  return found
}
