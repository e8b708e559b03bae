import { readClusterCursor, slotOfWire } from '../clusterCursor.ts'
import type { SlotRange } from '../owners.ts'
import { slotOf, SLOTS } from '../slot.ts'
import { ownerIn } from '../topology.ts'
import { fits, LARGEST_CURSOR, misfit, ownerFor, readNumber } from './handed.ts'
import { defineStrategy, optionWords, pageIn } from './strategy.ts'

interface Memory {
  readonly cursor: string
  readonly begun: boolean
  /** The first slot that is read from its beginning. */
  readonly first: number
}

/** The slot that a cursor asks for: that of the tag in its braces; any node knows where to begin. */
const slotIn = (cursor: string): number => (cursor === '0' ? 0 : slotOf(cursor))

/** The slots up to the one that is asked for: the server goes through them in ascending order. */
const passed = ({ cursor, begun, first }: Memory): readonly SlotRange[] => {
  const slot = cursor === '0' && begun ? SLOTS : slotIn(cursor)
  return slot <= first ? [] : [{ from: first, to: slot - 1 }]
}

const NO_CURSOR = misfit({ why: 'noClusterCursor' })

/** Takes no number but 0, and no text whose parts contradict each other. */
function readHanded(cursor: string) {
  const place = readClusterCursor(cursor)
  if (place === null) {
    const number = readNumber(cursor)
    if (!number.ok) return number.misfit.why === 'noNumber' ? NO_CURSOR : number
    return number.value === 0n ? fits({ slot: 0, first: 0 }) : NO_CURSOR
  }
  const { slot, wire } = place
  if (wire !== null && wire > LARGEST_CURSOR) return misfit({ why: 'tooLarge' })
  const named = slotOfWire(place)
  if (named !== slot) return misfit({ why: 'twoSlots', slot, wire: named })
  return fits({ slot, first: wire === null ? slot : slot + 1 })
}

/**
 * CLUSTERSCAN of Valkey 9.1: the server does it. The cursor is a text, `fingerprint-{tag}-cursor`:
 * the tag hashes to the slot, so that any client routes the call as it routes a key; the
 * fingerprint names the layout of the node that gave the cursor.
 *
 * Why it holds. The slot is part of the question, so a node that has lost it answers MOVED, and the
 * client repeats the same cursor at the new owner. That one sees a foreign fingerprint and begins
 * the slot again: keys may come twice, none is left out. A slot of nobody is an error, not a gap.
 *
 * Its promise is for one slot at a time: a key that is there as long as its slot is walked is
 * returned.
 */
export const clusterScan = defineStrategy({
  source: 'https://github.com/valkey-io/valkey/issues/2934',
  listing: [
    { id: 'begin', text: 'cursor = 0', indent: 0 },
    { id: 'repeat', text: 'repeat', indent: 0 },
    { id: 'scan', text: 'cursor, keys = owner(slot of cursor).clusterscan(cursor)', indent: 1 },
    { id: 'moved', text: 'on MOVED: learn the owner, ask again', indent: 1 },
    { id: 'add', text: 'all += keys', indent: 1 },
    { id: 'until', text: 'until cursor is 0', indent: 0 },
    { id: 'end', text: 'return all', indent: 0 },
    { id: 'uncovered', text: 'fail if nobody owns the slot', indent: 1 },
  ],
  holds: {
    rest: 'once',
    resize: 'once',
    slotToFinished: 'once',
    slotFromFinished: 'once',
    slotBehindCursor: 'once',
    slotBehindCursorOldEpoch: 'once',
    keyByKey: 'misses',
    failoverOtherSeed: 'atLeastOnce',
    failoverSameSeed: 'once',
    nodeAdded: 'once',
    nodeRemoved: 'atLeastOnce',
    networkError: 'once',
  },
  start: (): Memory => ({ cursor: '0', begun: false, first: 0 }),
  givers: null,
  resume: ({ cursor }, { view }) => {
    const read = readHanded(cursor)
    if (!read.ok) return read
    const { slot, first } = read.value
    const owner = ownerFor(slot, view)
    if (!owner.ok) return owner
    return fits({
      memory: { cursor, begun: cursor !== '0', first },
      start: { cursor, nodes: [owner.value.id], passed: [], bySlot: true },
    })
  },
  next: ({ cursor, begun }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (begun && cursor === '0') return { do: 'end', line: 'end' }
    const slot = slotIn(cursor)
    const owner = ownerIn(view, slot)
    if (owner === undefined) {
      return { do: 'fail', line: 'uncovered', stuck: { why: 'uncovered', slot } }
    }
    const words = ['CLUSTERSCAN', cursor, ...optionWords(options)]
    return { do: 'ask', request: { node: owner.id, words, line: 'scan' } }
  },
  receive: (memory, _, answer) => {
    const page = pageIn(answer)
    return page === null ? memory : { ...memory, cursor: page.cursor, begun: true }
  },
  refreshed: (memory) => memory,
  progress: (memory, view) => {
    const owner = ownerIn(view, slotIn(memory.cursor))
    const isUnderWay = memory.begun && memory.cursor !== '0' && owner !== undefined
    return {
      scanned: passed(memory),
      lanes: isUnderWay ? [{ node: owner.id, cursor: memory.cursor }] : [],
    }
  },
})
