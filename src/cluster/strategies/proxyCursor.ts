import { primariesIn, type TopologyView } from '../topology.ts'
import type { NodeId } from '../owners.ts'
import { fits, misfit, ofNode, readNumber, startAt } from './handed.ts'
import { defineStrategy, pageIn, scanWords, type Progress } from './strategy.ts'

const INDEX_DIGITS = 4

/** A node's cursor and the node's number, as one text of digits. */
interface Packed {
  readonly cursor: string
  readonly index: number
}

const packed = ({ cursor, index }: Packed): string =>
  cursor + String(index).padStart(INDEX_DIGITS, '0')

const unpacked = (text: string): Packed => ({
  cursor: text.slice(0, -INDEX_DIGITS) || '0',
  index: Number(text.slice(-INDEX_DIGITS)),
})

interface Memory {
  /** What the client holds; null at the end. */
  readonly cursor: string | null
  /** The proxy has looked at the topology since the last call. */
  readonly fresh: boolean
  /** The number of the first node that is read from its beginning. */
  readonly first: number
}

const nodeAt = (view: TopologyView, index: number): NodeId | undefined =>
  primariesIn(view)[index]?.id

function progressOf({ cursor, first }: Memory, view: TopologyView): Progress {
  const nodes = primariesIn(view)
  const { cursor: own, index } =
    cursor === null ? { cursor: '0', index: nodes.length } : unpacked(cursor)
  const at = nodes[index]
  return {
    scanned: nodes
      .slice(first, index)
      .flatMap(({ slots }) => slots)
      .toSorted((a, b) => a.from - b.from),
    lanes: at === undefined || own === '0' ? [] : [{ node: at.id, cursor: own }],
  }
}

/**
 * A proxy before the cluster, or a client that plays one (redis-rb, redis-cluster-proxy, Tencent
 * Cloud): to its users the cluster is one server. The number of the node rides in the last digits of
 * the cursor, so the proxy itself remembers nothing.
 *
 * The number is a place in a list, and the list changes. When a node leaves, all behind it move up:
 * the cursor of one node is used on the next, and a whole node may be skipped. A number beyond the
 * end can at least be seen: Tencent's answers an error and advises to begin again.
 */
export const proxyCursor = defineStrategy({
  source: 'https://github.com/RedisLabs/redis-cluster-proxy',
  listing: [
    { id: 'nodes', text: 'nodes = primaries(topology), now', indent: 0 },
    { id: 'split', text: 'number = last 4 digits of cursor', indent: 0 },
    { id: 'range', text: 'fail if there is no nodes[number]', indent: 0 },
    { id: 'scan', text: 'own, keys = nodes[number].scan(rest of cursor)', indent: 0 },
    { id: 'next', text: 'if own is 0: number + 1', indent: 0 },
    { id: 'pack', text: 'return own with number behind it, keys', indent: 0 },
    { id: 'end', text: 'return 0 behind the last node', indent: 0 },
  ],
  holds: {
    rest: 'once',
    resize: 'atLeastOnce',
    slotToFinished: 'misses',
    slotFromFinished: 'atLeastOnce',
    slotBehindCursor: 'misses',
    slotBehindCursorOldEpoch: 'misses',
    keyByKey: 'misses',
    failoverOtherSeed: 'misses',
    failoverSameSeed: 'once',
    nodeAdded: 'atLeastOnce',
    nodeRemoved: 'misses',
    networkError: 'once',
  },
  start: (): Memory => ({ cursor: packed({ cursor: '0', index: 0 }), fresh: true, first: 0 }),
  givers: null,
  resume: ({ cursor }, around) => {
    const { cursor: own, index } = unpacked(cursor)
    // Zeros ahead of the number are a part of the text: 00001 is the beginning of node 1.
    const read = readNumber(/^\d+$/.test(cursor) ? own : cursor)
    if (!read.ok) return read
    const nodes = primariesIn(around.view)
    const node = nodes[index]
    if (node === undefined) return misfit({ why: 'badIndex', index, nodes: nodes.length })
    const right = ofNode(read.value, node, around)
    if (!right.ok) return right
    return fits({
      memory: { cursor, fresh: true, first: own === '0' ? index : index + 1 },
      start: startAt({ cursor: own, node, nth: index }, nodes.slice(0, index)),
    })
  },
  next: ({ cursor, fresh }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (cursor === null) return { do: 'end', line: 'end' }
    if (!fresh) return { do: 'refresh', line: 'nodes' }
    const { cursor: own, index } = unpacked(cursor)
    const node = nodeAt(view, index)
    if (node === undefined) {
      const nodes = primariesIn(view).length
      return { do: 'fail', line: 'range', stuck: { why: 'badIndex', index, nodes } }
    }
    return { do: 'ask', request: { node, words: scanWords(own, options), line: 'scan' } }
  },
  receive: (memory, _, answer, { view }) => {
    const page = pageIn(answer)
    if (page === null || memory.cursor === null) return memory
    const { index } = unpacked(memory.cursor)
    const ends = page.cursor === '0'
    const isLast = ends && nodeAt(view, index + 1) === undefined
    return {
      ...memory,
      cursor: isLast ? null : packed({ cursor: page.cursor, index: ends ? index + 1 : index }),
      fresh: false,
    }
  },
  refreshed: (memory) => ({ ...memory, fresh: true }),
  progress: progressOf,
})
