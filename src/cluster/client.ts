import type { Bytes } from '../server/index.ts'
import { EMPTY_CHAIN, linked, type Chain } from './chain.ts'
import { scansAfter, scansFrom, type NodeScan } from './nodeScans.ts'
import type { NodeId } from './owners.ts'
import {
  pageIn,
  strategies,
  type Answer,
  type ClientOptions,
  type Request,
  type StrategyId,
  type Stuck,
} from './strategies/index.ts'
import type { Handed, Misfit, Start } from './strategies/handed.ts'
import type { Surroundings } from './strategies/strategy.ts'
import type { TopologyView } from './topology.ts'

/** A request on its way: to the node, or back. */
export interface Sent extends Request {
  readonly id: number
  readonly sentAt: number
  /** When its answer is expected. */
  readonly due: number
}

/** A request and what came back. */
export interface Exchange extends Sent {
  readonly answer: Answer
  readonly keys: readonly Bytes[]
  /** When the answer was there. */
  readonly at: number
  /** How long the node has worked for it. */
  readonly ms: number
}

/** Why a scan is over. */
export type Stop =
  | { readonly why: 'complete' }
  /** A node did not answer, and was asked often enough. */
  | { readonly why: 'gaveUp'; readonly node: NodeId; readonly attempts: number }
  /** An error that trying again does not mend. */
  | { readonly why: 'refused'; readonly node: NodeId; readonly text: string }
  | Stuck

export interface Retry {
  readonly node: NodeId
  readonly attempt: number
  readonly waitMs: number
}

/** The client that scans a cluster, and what a bystander knows of its scan. */
export interface ScanClient {
  readonly strategy: StrategyId
  readonly options: ClientOptions
  /** The nodes keep one dict per slot, so a cursor names its slot. */
  readonly slotCursors: boolean
  readonly status: 'idle' | 'running' | 'done' | 'failed'
  readonly stop: Stop | null
  readonly view: TopologyView
  /** Where it began with a cursor that it was handed; null: at the beginning of all. */
  readonly start: Start | null
  /** The strategy's own; null before the first call. */
  readonly memory: object | null
  readonly inFlight: readonly Sent[]
  readonly exchanges: Chain<Exchange>
  readonly scans: ReadonlyMap<NodeId, NodeScan>
  /** Milliseconds of the model's clock. */
  readonly now: number
  /** How long each node has worked for this client. */
  readonly busy: ReadonlyMap<NodeId, number>
  /** The last retry of nodes that have not answered since. */
  readonly retries: ReadonlyMap<NodeId, Retry & { readonly until: number }>
  readonly looks: number
  /** The listing's line of the last thing done. */
  readonly line: string | null
  readonly sent: number
}

/** What the client does and what comes back to it. */
export type ClientEvent =
  | { readonly kind: 'client.began'; readonly view: TopologyView }
  /** Its scan begins at a cursor that somebody brought along. */
  | { readonly kind: 'client.resumed'; readonly view: TopologyView; readonly handed: Handed }
  /** A cursor that it cannot begin with: it goes on as before. */
  | { readonly kind: 'client.declined'; readonly handed: Handed; readonly misfit: Misfit }
  | { readonly kind: 'client.sent'; readonly sent: Sent }
  | {
      readonly kind: 'client.received'
      readonly sent: Sent
      readonly answer: Answer
      readonly at: number
      readonly ms: number
    }
  | {
      readonly kind: 'client.looked'
      readonly asked: NodeId
      readonly view: TopologyView
      readonly line: string | null
      readonly at: number
    }
  | ({ readonly kind: 'client.retries' } & Retry)
  | { readonly kind: 'client.stopped'; readonly stop: Stop; readonly line: string | null }
  /** It was to go on, but its scan is over. */
  | { readonly kind: 'client.rests' }
  | { readonly kind: 'client.restarted' }

const NO_VIEW: TopologyView = { nodes: [] }

export const idleClient = (
  strategy: StrategyId,
  options: ClientOptions,
  slotCursors: boolean,
): ScanClient => ({
  strategy,
  options,
  slotCursors,
  status: 'idle',
  stop: null,
  view: NO_VIEW,
  start: null,
  memory: null,
  inFlight: [],
  exchanges: EMPTY_CHAIN,
  scans: new Map(),
  now: 0,
  busy: new Map(),
  retries: new Map(),
  looks: 0,
  line: null,
  sent: 0,
})

export const surroundingsOf = ({
  view,
  options,
  slotCursors,
  inFlight,
  busy,
}: ScanClient): Surroundings => ({
  view,
  options,
  slotCursors,
  inFlight,
  busy,
})

/** The keys of a page, in its order. */
export const keysIn = (answer: Answer): readonly Bytes[] => pageIn(answer)?.keys ?? []

/** Left to whoever comes first, a cursor is that node's from its first page on. */
const settled = (start: Start | null, node: NodeId): Start | null =>
  start?.nodes.length === 0 ? { ...start, nodes: [node] } : start

function afterAnswer(
  client: ScanClient,
  { sent, answer, at, ms }: ClientEvent & { kind: 'client.received' },
): ScanClient {
  const page = pageIn(answer)
  const { node } = sent
  const retries = new Map(client.retries)
  if (answer.kind === 'reply') retries.delete(node)
  const next: ScanClient = {
    ...client,
    inFlight: client.inFlight.filter(({ id }) => id !== sent.id),
    scans: page === null ? client.scans : scansAfter(client, sent, page.cursor),
    start: page === null ? client.start : settled(client.start, node),
    now: Math.max(client.now, at),
    busy: new Map(client.busy).set(node, (client.busy.get(node) ?? 0) + ms),
    retries,
  }
  const { receive } = strategies[client.strategy]
  const memory = next.memory && receive(next.memory, sent, answer, surroundingsOf(next))
  const exchange = { ...sent, answer, keys: page?.keys ?? [], at, ms }
  return { ...next, memory, exchanges: linked(client.exchanges, exchange) }
}

function afterLook(
  client: ScanClient,
  { view, at, line }: ClientEvent & { kind: 'client.looked' },
): ScanClient {
  const next = { ...client, view, now: at, looks: client.looks + 1, line: line ?? client.line }
  const { refreshed } = strategies[client.strategy]
  return { ...next, memory: next.memory && refreshed(next.memory, surroundingsOf(next)) }
}

/** A client that has looked at the topology and not asked anybody yet. */
const beginner = (
  { strategy, options, slotCursors }: ScanClient,
  view: TopologyView,
): ScanClient => ({ ...idleClient(strategy, options, slotCursors), status: 'running', view })

/** What the strategy makes of a cursor that is brought along, under this topology. */
export const takenBy = (client: ScanClient, view: TopologyView, handed: Handed) =>
  strategies[client.strategy].resume(handed, surroundingsOf(beginner(client, view)))

function afterResumed(
  client: ScanClient,
  { view, handed }: ClientEvent & { kind: 'client.resumed' },
): ScanClient {
  const taken = takenBy(client, view, handed)
  if (!taken.ok) return client
  const { memory, start } = taken.value
  return { ...beginner(client, view), memory, start, scans: scansFrom(start) }
}

/** The client after an event. */
export function reduceClient(client: ScanClient, event: ClientEvent): ScanClient {
  switch (event.kind) {
    case 'client.began': {
      const begun = { ...beginner(client, event.view), now: client.now }
      return { ...begun, memory: strategies[client.strategy].start(surroundingsOf(begun)) }
    }
    case 'client.resumed':
      return afterResumed(client, event)
    case 'client.declined':
      return client
    case 'client.sent':
      return {
        ...client,
        inFlight: [...client.inFlight, event.sent],
        line: event.sent.line,
        sent: client.sent + 1,
      }
    case 'client.received':
      return afterAnswer(client, event)
    case 'client.looked':
      return afterLook(client, event)
    case 'client.retries': {
      const { node, attempt, waitMs } = event
      const until = client.now + waitMs
      const retries = new Map(client.retries).set(node, { node, attempt, waitMs, until })
      return { ...client, retries }
    }
    case 'client.stopped': {
      const { stop, line } = event
      const status = stop.why === 'complete' ? 'done' : 'failed'
      return { ...client, status, stop, inFlight: [], line: line ?? client.line }
    }
    case 'client.rests':
      return client
    case 'client.restarted':
      return idleClient(client.strategy, client.options, client.slotCursors)
  }
}
