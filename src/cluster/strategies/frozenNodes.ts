import { primariesIn } from '../topology.ts'
import { fits } from './handed.ts'
import { handedLanes } from './handedLanes.ts'
import { followed, laneAfter, laneOf, progressOf, type Lane } from './lanes.ts'
import { defineStrategy, pageIn, scanWords } from './strategy.ts'

interface Memory {
  readonly lanes: readonly Lane[]
  /** The number of the lane whose turn it is. */
  readonly turn: number
}

/** The first open lane from a number on, round and round. */
function openFrom(lanes: readonly Lane[], turn: number): Lane | undefined {
  const turned = [...lanes.slice(turn), ...lanes.slice(0, turn)]
  return turned.find(({ cursor }) => cursor !== null)
}

/**
 * redis-py and lettuce: the list of nodes is made at the first call and never again. redis-py asks
 * all of them in turn and keeps a cursor for each until all are 0.
 *
 * A node that joins is not on the list. If it takes slots from a node that has not been finished,
 * nobody asks for their keys, however often the client looks at the topology for other ends.
 */
export const frozenNodes = defineStrategy({
  source: 'https://github.com/redis/lettuce/issues/201',
  listing: [
    { id: 'list', text: 'nodes = primaries(topology), once', indent: 0 },
    { id: 'begin', text: 'cursor[node] = 0 for all nodes', indent: 0 },
    { id: 'while', text: 'while any node is unfinished', indent: 0 },
    { id: 'each', text: 'for node in unfinished nodes', indent: 1 },
    { id: 'scan', text: 'cursor[node], keys = node.scan(cursor[node])', indent: 2 },
    { id: 'until', text: 'finished once its cursor is 0', indent: 2 },
    { id: 'end', text: 'return all', indent: 0 },
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
    nodeAdded: 'misses',
    nodeRemoved: 'misses',
    networkError: 'once',
  },
  start: ({ view }): Memory => ({ lanes: primariesIn(view).map(laneOf), turn: 0 }),
  givers: primariesIn,
  resume: (handed, around) => {
    const taken = handedLanes(handed, primariesIn(around.view), around, 'sideBySide')
    if (!taken.ok) return taken
    const { lanes, nth, start } = taken.value
    return fits({ memory: { lanes, turn: nth }, start })
  },
  next: ({ lanes, turn }, { options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    const lane = openFrom(lanes, turn)
    if (lane === undefined) return { do: 'end', line: 'end' }
    const words = scanWords(lane.cursor ?? '0', options)
    return { do: 'ask', request: { node: lane.node, words, line: 'scan' } }
  },
  receive: (memory, { node }, answer, { view }) => {
    const page = pageIn(answer)
    const asked = memory.lanes.findIndex((lane) => lane.node === node)
    const lane = memory.lanes[asked]
    if (page === null || lane === undefined) return memory
    const lanes = memory.lanes.with(asked, laneAfter(lane, page.cursor, view))
    return { lanes, turn: (asked + 1) % lanes.length }
  },
  refreshed: ({ lanes, turn }, around) => ({ lanes: followed(lanes, around), turn }),
  progress: ({ lanes }) => progressOf(lanes),
})
