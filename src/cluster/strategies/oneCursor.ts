import { primariesIn, type TopologyView } from '../topology.ts'
import type { NodeId } from '../owners.ts'
import { fits, readNumberOfAny } from './handed.ts'
import { NO_LANES, defineStrategy, pageIn, scanWords } from './strategy.ts'

interface Memory {
  readonly cursor: string
  /** Nodes that have been asked with this cursor. */
  readonly asked: readonly NodeId[]
  readonly rounds: number
}

const nextNode = (view: TopologyView, asked: readonly NodeId[]) =>
  primariesIn(view).find(({ id }) => !asked.includes(id))

/**
 * redis-py-cluster once sent one cursor to all nodes and went on with the cursor of one of them.
 *
 * The rulers have the same length, so it nearly works where all tables have the same size and each
 * call reads one bucket. But COUNT stops each node where its own chains fill the page, and a node
 * with a larger table reads less of its ruler in a call: what lies between its cursor and that of
 * the node that is listened to is skipped.
 */
export const oneCursor = defineStrategy({
  source: 'https://github.com/Grokzen/redis-py-cluster/issues/151',
  listing: [
    { id: 'begin', text: 'cursor = 0', indent: 0 },
    { id: 'repeat', text: 'repeat', indent: 0 },
    { id: 'each', text: 'for node in primaries(topology)', indent: 1 },
    { id: 'scan', text: 'last, keys = node.scan(cursor)', indent: 2 },
    { id: 'add', text: 'all += keys', indent: 2 },
    { id: 'take', text: 'cursor = last', indent: 1 },
    { id: 'until', text: 'until cursor is 0', indent: 0 },
    { id: 'end', text: 'return all', indent: 0 },
    { id: 'none', text: 'fail if there is no node', indent: 1 },
  ],
  holds: {
    rest: 'misses',
    resize: 'misses',
    slotToFinished: 'misses',
    slotFromFinished: 'misses',
    slotBehindCursor: 'misses',
    slotBehindCursorOldEpoch: 'misses',
    keyByKey: 'misses',
    failoverOtherSeed: 'misses',
    failoverSameSeed: 'misses',
    nodeAdded: 'misses',
    nodeRemoved: 'misses',
    networkError: 'misses',
  },
  start: (): Memory => ({ cursor: '0', asked: [], rounds: 0 }),
  givers: null,
  resume: ({ cursor }, around) => {
    const read = readNumberOfAny(cursor, around)
    if (!read.ok) return read
    const nodes = primariesIn(around.view).map(({ id }) => id)
    return fits({
      memory: { cursor, asked: [], rounds: 0 },
      start: { cursor, nodes, passed: [], bySlot: false },
    })
  },
  next: ({ cursor, asked, rounds }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (rounds > 0 && asked.length === 0 && cursor === '0') return { do: 'end', line: 'end' }
    const node = nextNode(view, asked)
    return node === undefined
      ? { do: 'fail', line: 'none', stuck: { why: 'noNodes' } }
      : {
          do: 'ask',
          request: { node: node.id, words: scanWords(cursor, options), line: 'scan' },
        }
  },
  receive: (memory, { node }, answer, { view }) => {
    const page = pageIn(answer)
    if (page === null) return memory
    const asked = [...memory.asked, node]
    return nextNode(view, asked) === undefined
      ? { cursor: page.cursor, asked: [], rounds: memory.rounds + 1 }
      : { ...memory, asked }
  },
  refreshed: (memory, { view }) =>
    memory.asked.length > 0 && nextNode(view, memory.asked) === undefined
      ? { ...memory, asked: [], rounds: memory.rounds + 1 }
      : memory,
  progress: () => NO_LANES,
})
