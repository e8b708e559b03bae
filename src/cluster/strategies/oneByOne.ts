import { knownNode, type KnownNode, type TopologyView } from '../topology.ts'
import type { NodeId } from '../owners.ts'
import { fits } from './handed.ts'
import { handedLanes } from './handedLanes.ts'
import { followed, inOrder, laneAfter, laneOf, progressOf, type Lane } from './lanes.ts'
import { pageIn, scanWords, type Strategy, type Surroundings, type Wish } from './strategy.ts'

/** One node after the other: the nodes begun so far, of which at most one is open. */
export interface Walk {
  readonly lanes: readonly Lane[]
  /** Looked at the topology since the last node ended. */
  readonly fresh: boolean
}

interface Lines<Id> {
  readonly scan: Id
  readonly refresh: Id
  readonly end: Id
}

/** The lane that is asked next: the open one, else the one of the next node. */
function nextLane({ lanes }: Walk, nodes: readonly KnownNode[], around: Surroundings) {
  const open = lanes.find(({ cursor }) => cursor !== null)
  if (open !== undefined) return open
  const left = nodes.filter(({ id }) => !lanes.some(({ node }) => node === id))
  return inOrder(left.map(laneOf), around)[0]
}

function afterPage({ lanes, fresh }: Walk, node: NodeId, cursor: string, view: TopologyView): Walk {
  const known = knownNode(view, node)
  const begun = lanes.find((lane) => lane.node === node)
  const lane =
    begun ?? (known === undefined ? { node, cursor, slots: [], whole: true } : laneOf(known))
  const next = laneAfter(lane, cursor, view)
  return {
    lanes:
      begun === undefined ? [...lanes, next] : lanes.map((one) => (one === begun ? next : one)),
    fresh: fresh && next.cursor !== null,
  }
}

/**
 * The part that strategies share which finish a node before they ask the next. So a cursor of one
 * node says that those before it are done.
 */
export const oneByOne = <Id extends string>(
  lines: Lines<Id>,
  nodesOf: (view: TopologyView) => readonly KnownNode[],
): Pick<
  Strategy<Walk, Id>,
  'start' | 'givers' | 'resume' | 'next' | 'receive' | 'refreshed' | 'progress'
> => ({
  start: () => ({ lanes: [], fresh: true }),
  givers: nodesOf,
  resume: (handed, around) => {
    const taken = handedLanes(handed, nodesOf(around.view), around, 'inTurn')
    if (!taken.ok) return taken
    const { lanes, nth, start } = taken.value
    return fits({ memory: { lanes: lanes.slice(0, nth + 1), fresh: true }, start })
  },
  next: (walk, around): Wish<Id> => {
    const { view, options, inFlight } = around
    if (inFlight.length > 0) return { do: 'wait' }
    if (!walk.fresh && options.refresh) return { do: 'refresh', line: lines.refresh }
    const lane = nextLane(walk, nodesOf(view), around)
    if (lane === undefined) return { do: 'end', line: lines.end }
    const words = scanWords(lane.cursor ?? '0', options)
    return { do: 'ask', request: { node: lane.node, words, line: lines.scan } }
  },
  receive: (walk, { node }, answer, { view }) => {
    const page = pageIn(answer)
    return page === null ? walk : afterPage(walk, node, page.cursor, view)
  },
  refreshed: ({ lanes }, around) => ({ lanes: followed(lanes, around), fresh: true }),
  progress: ({ lanes }) => progressOf(lanes),
})
