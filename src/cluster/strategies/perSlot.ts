import { lowestMissing, shared, united } from '../slotRanges.ts'
import type { NodeId, SlotRange } from '../owners.ts'
import { readWire, SLOTS } from '../slot.ts'
import { knownNode, ownerIn, type TopologyView } from '../topology.ts'
import { fits, ownerFor, readNumber } from './handed.ts'
import { defineStrategy, pageIn, scanWords } from './strategy.ts'

/** Slots that a node has just walked through, to be believed once it is seen to own them still. */
interface Claim {
  readonly node: NodeId
  readonly slots: readonly SlotRange[]
}

interface Memory {
  readonly scanned: readonly SlotRange[]
  /** Where each node's cursor stands; it names its slot. */
  readonly cursors: ReadonlyMap<NodeId, string>
  readonly claim: Claim | null
  /** The first slot that is read from its beginning. */
  readonly first: number
}

const slotIn = (cursor: string): number => readWire(BigInt(cursor)).slot

const slotsBelow = (slot: number): readonly SlotRange[] =>
  slot === 0 ? [] : [{ from: 0, to: slot - 1 }]

/** The cursor to go on with: the node's own if it stands in this slot, else the slot's beginning. */
function cursorFor(slot: number, node: NodeId, cursors: Memory['cursors']): string {
  const cursor = cursors.get(node)
  return cursor !== undefined && slotIn(cursor) === slot ? cursor : String(slot)
}

/** The node's slots from the one that was asked for up to the one where its cursor stands now. */
function walked(from: number, cursor: string, node: NodeId, view: TopologyView): Claim | null {
  const to = cursor === '0' ? SLOTS - 1 : slotIn(cursor) - 1
  if (to < from) return null
  return { node, slots: shared(knownNode(view, node)?.slots ?? [], [{ from, to }]) }
}

/**
 * One dict for each slot, since Redis 7.4 and Valkey 8: the low 14 bits of a cursor are the slot, so
 * a client may make cursors itself. The number of a slot is the cursor at its beginning, and a
 * cursor that comes back says which slots the node is through with.
 *
 * So the unit of work is a slot, not a node. What the node has walked through is marked after another
 * look at the topology, and only where the slot has the same owner before and after. A slot that
 * moves is asked for again, at its new owner, from its beginning; no other slot is repeated.
 *
 * It holds wherever a slot has one owner at a time. While a slot is moved key by key it still belongs
 * to the old owner, and the keys that have gone ahead are asked for at neither end.
 */
export const perSlot = defineStrategy({
  source: 'https://github.com/redis/redis/pull/11695',
  listing: [
    { id: 'begin', text: 'scanned = no slots', indent: 0 },
    { id: 'while', text: 'while a slot is missing in scanned', indent: 0 },
    { id: 'slot', text: 'slot = the lowest missing one', indent: 1 },
    { id: 'scan', text: 'cursor, keys = owner(slot).scan(cursor in slot)', indent: 1 },
    { id: 'add', text: 'all += keys', indent: 1 },
    { id: 'walked', text: 'walked = slots of owner up to that of cursor', indent: 1 },
    { id: 'look', text: 'topology = ask any node', indent: 1 },
    { id: 'mark', text: 'scanned += walked where the owner is the same', indent: 1 },
    { id: 'end', text: 'return all', indent: 0 },
    { id: 'uncovered', text: 'fail if nobody owns the slot', indent: 1 },
  ],
  holds: {
    rest: 'once',
    resize: 'once',
    slotToFinished: 'atLeastOnce',
    slotFromFinished: 'once',
    slotBehindCursor: 'once',
    slotBehindCursorOldEpoch: 'once',
    keyByKey: 'misses',
    failoverOtherSeed: 'atLeastOnce',
    failoverSameSeed: 'atLeastOnce',
    nodeAdded: 'atLeastOnce',
    nodeRemoved: 'atLeastOnce',
    networkError: 'once',
  },
  start: (): Memory => ({ scanned: [], cursors: new Map(), claim: null, first: 0 }),
  givers: null,
  resume: ({ cursor }, { view }) => {
    const read = readNumber(cursor)
    if (!read.ok) return read
    const { slot, local } = readWire(read.value)
    const owner = ownerFor(slot, view)
    if (!owner.ok) return owner
    const { id } = owner.value
    return fits({
      memory: {
        scanned: slotsBelow(slot),
        cursors: new Map([[id, cursor]]),
        claim: null,
        first: local === 0n ? slot : slot + 1,
      },
      start: { cursor, nodes: [id], passed: [], bySlot: true },
    })
  },
  next: ({ scanned, cursors, claim }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (claim !== null) return { do: 'refresh', line: 'look' }
    const slot = lowestMissing(scanned)
    if (slot === null) return { do: 'end', line: 'end' }
    const owner = ownerIn(view, slot)
    if (owner === undefined) {
      return { do: 'fail', line: 'uncovered', stuck: { why: 'uncovered', slot } }
    }
    const words = scanWords(cursorFor(slot, owner.id, cursors), options)
    return { do: 'ask', request: { node: owner.id, words, line: 'scan' } }
  },
  receive: (memory, { node, words }, answer, { view }) => {
    const page = pageIn(answer)
    if (page === null) return memory
    const cursors = new Map(memory.cursors).set(node, page.cursor)
    const claim = walked(slotIn(words[1] ?? '0'), page.cursor, node, view)
    return { ...memory, cursors, claim }
  },
  refreshed: (memory, { view }) => {
    const { scanned, cursors, claim } = memory
    const living = new Map([...cursors].filter(([node]) => knownNode(view, node) !== undefined))
    if (claim === null) return { ...memory, cursors: living }
    const still = shared(claim.slots, knownNode(view, claim.node)?.slots ?? [])
    return { ...memory, scanned: united(scanned, still), cursors: living, claim: null }
  },
  progress: ({ scanned, cursors, first }) => ({
    scanned: shared(scanned, [{ from: first, to: SLOTS - 1 }]),
    lanes: [...cursors]
      .filter(([, cursor]) => cursor !== '0')
      .map(([node, cursor]) => ({ node, cursor })),
  }),
})
