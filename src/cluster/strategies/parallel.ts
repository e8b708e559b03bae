import { primariesIn } from '../topology.ts'
import { fits } from './handed.ts'
import { handedLanes } from './handedLanes.ts'
import {
  followed,
  inOrder,
  laneAfter,
  laneOf,
  newPrimaries,
  progressOf,
  type Lane,
} from './lanes.ts'
import { defineStrategy, pageIn, scanWords, type Surroundings } from './strategy.ts'

interface Memory {
  readonly lanes: readonly Lane[]
  /** Looked at the topology since the last node ended. */
  readonly fresh: boolean
}

const isOpen = ({ cursor }: Lane) => cursor !== null

/** Open lanes of which no request is under way, the one to be asked first ahead. */
function idle({ lanes }: Memory, around: Surroundings): readonly Lane[] {
  const asked = new Set(around.inFlight.map(({ node }) => node))
  return inOrder(
    lanes.filter((lane) => isOpen(lane) && !asked.has(lane.node)),
    around,
  )
}

/**
 * The asynchronous client of redis-rs since 0.23.4: `route_command` sends a command to a chosen
 * node, so all primaries are scanned side by side, each with a cursor of its own.
 *
 * It promises what the walk from node to node promises, in the time of the slowest node. It loses
 * what that loses, in other places: there is no finished node for most of the time, but every cursor
 * has a part of the ruler behind it. A key that has been ahead of B's cursor and moves behind A's is
 * missed, and no reply says so.
 */
export const parallel = defineStrategy({
  source: 'https://github.com/redis-rs/redis-rs/pull/899',
  listing: [
    { id: 'all', text: 'for node in primaries(topology), at once', indent: 0 },
    { id: 'begin', text: 'cursor[node] = 0', indent: 1 },
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'scan', text: 'cursor[node], keys = await route(SCAN cursor[node], node)', indent: 2 },
    { id: 'add', text: 'all += keys', indent: 2 },
    { id: 'until', text: 'until cursor[node] is 0', indent: 1 },
    { id: 'refresh', text: 'topology = ask any node', indent: 0 },
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
    nodeAdded: 'atLeastOnce',
    nodeRemoved: 'misses',
    networkError: 'once',
  },
  start: ({ view }): Memory => ({ lanes: primariesIn(view).map(laneOf), fresh: true }),
  givers: primariesIn,
  resume: (handed, around) => {
    const taken = handedLanes(handed, primariesIn(around.view), around, 'sideBySide')
    if (!taken.ok) return taken
    const { lanes, start } = taken.value
    return fits({ memory: { lanes, fresh: true }, start })
  },
  next: (memory, around) => {
    const { options, inFlight } = around
    if (!memory.fresh && options.refresh) return { do: 'refresh', line: 'refresh' }
    const [lane] = inFlight.length < options.inFlight ? idle(memory, around) : []
    if (lane === undefined) return inFlight.length > 0 ? { do: 'wait' } : { do: 'end', line: 'end' }
    const words = scanWords(lane.cursor ?? '0', options)
    return { do: 'ask', request: { node: lane.node, words, line: 'scan' } }
  },
  receive: (memory, { node }, answer, { view }) => {
    const page = pageIn(answer)
    if (page === null) return memory
    const lanes = memory.lanes.map((lane) =>
      lane.node === node && isOpen(lane) ? laneAfter(lane, page.cursor, view) : lane,
    )
    return { lanes, fresh: memory.fresh && page.cursor !== '0' }
  },
  refreshed: (memory, around) => {
    const lanes = followed(memory.lanes, around)
    return { lanes: [...lanes, ...newPrimaries(lanes, around.view).map(laneOf)], fresh: true }
  },
  progress: ({ lanes }) => progressOf(lanes),
})
