import { ownerIn, primariesIn, type KnownNode, type TopologyView } from '../topology.ts'
import { fits } from './handed.ts'
import { handedLanes } from './handedLanes.ts'
import { laneAfter, laneOf, progressOf, type Lane } from './lanes.ts'
import { defineStrategy, pageIn, scanWords } from './strategy.ts'

interface Memory {
  /** One for each primary of the beginning; each is known by its first slot. */
  readonly lanes: readonly Lane[]
  /** Looked at the topology since the last lane ended. */
  readonly fresh: boolean
}

/** Primaries without a slot have nothing by which they could be routed to. */
const routable = (view: TopologyView): readonly KnownNode[] =>
  primariesIn(view).filter(({ slots }) => slots.length > 0)

/**
 * The blocking client of redis-rs since 0.27.6: it refuses a bare SCAN and takes one that says where
 * to. The oldest way to say that is a slot, `Route(slot, Master)`: the command goes to whoever owns
 * the slot now.
 *
 * So the connection mends itself after a failover, and errors reach the caller. But a route is no
 * node: when that very slot moves, or a replica takes over, the next call carries the cursor of one
 * node to another, which takes it, because every number is a cursor. The rest of the first node is
 * never read.
 */
export const routed = defineStrategy({
  source: 'https://github.com/redis-rs/redis-rs/issues/687',
  listing: [
    { id: 'slots', text: 'slots = first slot of each primary', indent: 0 },
    { id: 'each', text: 'for slot in slots', indent: 0 },
    { id: 'begin', text: 'cursor = 0', indent: 1 },
    { id: 'repeat', text: 'repeat', indent: 1 },
    { id: 'scan', text: 'cursor, keys = route(SCAN cursor, owner of slot)', indent: 2 },
    { id: 'uncovered', text: 'fail if nobody owns slot', indent: 2 },
    { id: 'until', text: 'until cursor is 0', indent: 1 },
    { id: 'refresh', text: 'topology = ask any node', indent: 1 },
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
  start: ({ view }): Memory => ({ lanes: routable(view).map(laneOf), fresh: true }),
  givers: routable,
  resume: (handed, around) => {
    const taken = handedLanes(handed, routable(around.view), around, 'inTurn')
    if (!taken.ok) return taken
    const { lanes, start } = taken.value
    return fits({ memory: { lanes, fresh: true }, start })
  },
  next: ({ lanes, fresh }, { view, options, inFlight }) => {
    if (inFlight.length > 0) return { do: 'wait' }
    if (!fresh && options.refresh) return { do: 'refresh', line: 'refresh' }
    const lane = lanes.find(({ cursor }) => cursor !== null)
    if (lane === undefined) return { do: 'end', line: 'end' }
    const slot = lane.slots[0]?.from ?? 0
    const owner = ownerIn(view, slot)
    if (owner === undefined) {
      return { do: 'fail', line: 'uncovered', stuck: { why: 'uncovered', slot } }
    }
    const words = scanWords(lane.cursor ?? '0', options)
    return { do: 'ask', request: { node: owner.id, words, line: 'scan' } }
  },
  receive: (memory, { node }, answer, { view }) => {
    const { lanes, fresh } = memory
    const page = pageIn(answer)
    const asked = lanes.findIndex(({ cursor }) => cursor !== null)
    const lane = lanes[asked]
    if (page === null || lane === undefined) return memory
    const next = laneAfter({ ...lane, node }, page.cursor, view)
    return { lanes: lanes.with(asked, next), fresh: fresh && next.cursor !== null }
  },
  refreshed: ({ lanes }) => ({ lanes, fresh: true }),
  progress: ({ lanes }) => progressOf(lanes),
})
