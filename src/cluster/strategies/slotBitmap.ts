import { lowestMissing, united } from '../slotRanges.ts'
import { knownNode, ownerIn, type TopologyView } from '../topology.ts'
import type { NodeId, SlotRange } from '../owners.ts'
import { misfit } from './handed.ts'
import { defineStrategy, pageIn, scanWords, type Answer } from './strategy.ts'

/** `find` a node, learn its `epoch`, `scan` it, `look` at the topology, `check` the epoch again. */
type Phase = 'find' | 'epoch' | 'scan' | 'look' | 'check'

interface Memory {
  readonly phase: Phase
  /** Slots whose keys have been returned, as far as the epochs tell. */
  readonly scanned: readonly SlotRange[]
  readonly node: NodeId
  readonly cursor: string
  readonly epoch: number
}

/** The node's own config epoch in CLUSTER INFO; 0 where there is none, as in the original. */
function epochIn(answer: Answer): number {
  if (answer.kind !== 'reply' || answer.reply.kind !== 'bulk') return 0
  return Number(/cluster_my_epoch:(\d+)/.exec(answer.reply.bytes)?.[1] ?? 0)
}

const slotsOf = (view: TopologyView, node: NodeId): readonly SlotRange[] =>
  knownNode(view, node)?.slots ?? []

/** A node's scan has ended: its slots count only if nothing was given to it meanwhile. */
function checked(memory: Memory, epoch: number, view: TopologyView): Memory {
  const { scanned, node } = memory
  const marks = epoch === memory.epoch ? slotsOf(view, node) : []
  return { ...memory, phase: 'find', scanned: united(scanned, marks), cursor: '0' }
}

/**
 * GLIDE's ClusterScan: a bitmap of the 16384 slots, not a list of nodes. The owner of the lowest
 * slot that is missing is scanned from 0 to 0. Then the client looks at the topology again: if the
 * node's config epoch is what it was, all slots that it owns now are marked; if not, none is, and
 * the node is scanned again.
 *
 * Why it holds. A slot that left the node is not on its list at the end, so it is scanned at its new
 * owner. A slot that came raises the epoch of the node that took it. An error throws the node's scan
 * away, so no cursor is ever carried to another node.
 *
 * Its hole. A node raises its epoch only while it is not the highest of all already: the second slot
 * in a row that it takes changes nothing that can be seen, and what came behind the cursor is marked
 * without having been read. Slots that are moved key by key have the same effect as long as they
 * have not changed their owner.
 */
export const slotBitmap = defineStrategy({
  source:
    'https://github.com/valkey-io/valkey-glide/blob/main/glide-core/redis-rs/redis/src/commands/cluster_scan.rs',
  listing: [
    { id: 'begin', text: 'scanned = no slots', indent: 0 },
    { id: 'while', text: 'while a slot is missing in scanned', indent: 0 },
    { id: 'find', text: 'node = owner of the lowest missing slot', indent: 1 },
    { id: 'epoch', text: 'e = epoch of node', indent: 1 },
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'scan', text: 'cursor, keys = node.scan(cursor)', indent: 2 },
    { id: 'error', text: 'on error: cursor = 0, find another node', indent: 2 },
    { id: 'until', text: 'until cursor is 0', indent: 1 },
    { id: 'look', text: 'topology = ask any node', indent: 1 },
    { id: 'check', text: 'if epoch of node is still e', indent: 1 },
    { id: 'mark', text: 'scanned += slots of node', indent: 2 },
    { id: 'end', text: 'return all', indent: 0 },
    { id: 'uncovered', text: 'fail if nobody owns the slot', indent: 1 },
  ],
  holds: {
    rest: 'once',
    resize: 'atLeastOnce',
    slotToFinished: 'atLeastOnce',
    slotFromFinished: 'atLeastOnce',
    slotBehindCursor: 'atLeastOnce',
    slotBehindCursorOldEpoch: 'misses',
    keyByKey: 'misses',
    failoverOtherSeed: 'atLeastOnce',
    failoverSameSeed: 'atLeastOnce',
    nodeAdded: 'atLeastOnce',
    nodeRemoved: 'atLeastOnce',
    networkError: 'atLeastOnce',
  },
  start: (): Memory => ({ phase: 'find', scanned: [], node: '', cursor: '0', epoch: 0 }),
  givers: null,
  // What its user holds is a name for a bitmap that lives and dies with the client.
  resume: () => misfit({ why: 'noCursors' }),
  next: ({ phase, scanned, node, cursor }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (phase === 'look') return { do: 'refresh', line: 'look' }
    if (phase === 'scan') {
      return { do: 'ask', request: { node, words: scanWords(cursor, options), line: 'scan' } }
    }
    if (phase === 'check') {
      return { do: 'ask', request: { node, words: ['CLUSTER', 'INFO'], line: 'check' } }
    }
    const slot = lowestMissing(scanned)
    if (slot === null) return { do: 'end', line: 'end' }
    const owner = ownerIn(view, slot)
    return owner === undefined
      ? { do: 'fail', line: 'uncovered', stuck: { why: 'uncovered', slot } }
      : { do: 'ask', request: { node: owner.id, words: ['CLUSTER', 'INFO'], line: 'epoch' } }
  },
  receive: (memory, { node, line }, answer, { view }): Memory => {
    if (answer.kind !== 'reply') return { ...memory, phase: 'look', node: '', cursor: '0' }
    if (line === 'epoch') {
      return { ...memory, phase: 'scan', node, cursor: '0', epoch: epochIn(answer) }
    }
    if (line === 'check') return checked(memory, epochIn(answer), view)
    const cursor = pageIn(answer)?.cursor ?? '0'
    return { ...memory, cursor, phase: cursor === '0' ? 'look' : 'scan' }
  },
  refreshed: (memory): Memory =>
    memory.phase === 'look' ? { ...memory, phase: memory.node === '' ? 'find' : 'check' } : memory,
  progress: ({ phase, scanned, node, cursor }) => ({
    scanned,
    lanes: phase === 'scan' ? [{ node, cursor }] : [],
  }),
})
