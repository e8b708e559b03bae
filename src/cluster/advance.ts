import type { Reply } from '../server/index.ts'
import {
  reduceClient,
  surroundingsOf,
  type ClientEvent,
  type ScanClient,
  type Sent,
  type Stop,
} from './client.ts'
import type { ClusterEvent } from './events.ts'
import type { NodeId } from './owners.ts'
import { expectedWork, workOf } from './pace.ts'
import { runCluster } from './run.ts'
import { nodeOf, type ClusterConfig, type ClusterState } from './state.ts'
import { strategies, type Answer, type Request } from './strategies/index.ts'
import type { Wish } from './strategies/strategy.ts'
import { topologyOf } from './topology.ts'

/** How long a client waits for a node that does not answer. */
const TIMEOUT_MS = 20

/** Looks at the topology in a row without an answer in between: a strategy wants one at most. */
const MOST_LOOKS = 4

/** The client at work on a cluster; `tell` hears what both do, in order. */
export interface Advancing {
  cluster: ClusterState
  client: ScanClient
  readonly config: ClusterConfig
  readonly tell: (event: ClusterEvent | ClientEvent) => void
}

function note(at: Advancing, event: ClientEvent): void {
  at.client = reduceClient(at.client, event)
  at.tell(event)
}

const stop = (at: Advancing, why: Stop, line: string | null) => {
  note(at, { kind: 'client.stopped', stop: why, line })
}

const wishOf = ({ client }: Advancing): Wish =>
  client.memory === null
    ? { do: 'wait' }
    : strategies[client.strategy].next(client.memory, surroundingsOf(client))

function send(at: Advancing, request: Request): void {
  const { client, cluster } = at
  const sentAt = Math.max(client.now, client.retries.get(request.node)?.until ?? 0)
  const latency = nodeOf(cluster, request.node)?.latencyMs ?? 0
  const due = sentAt + latency + expectedWork(client.options.count)
  note(at, { kind: 'client.sent', sent: { ...request, id: client.sent, sentAt, due } })
}

/** Asks a node that the client knows and that answers; false when there is none. */
function look(at: Advancing, line: string | null, avoided: NodeId | null = null): boolean {
  const { client, cluster } = at
  const known = client.view.nodes.flatMap(({ id }) => nodeOf(cluster, id) ?? [])
  const living = [...known, ...cluster.nodes].filter(({ alive, errors }) => alive && errors === 0)
  const asked = living.find(({ id }) => id !== avoided) ?? living[0]
  if (asked === undefined) return false
  const view = topologyOf(cluster, asked.id)
  const now = client.now + asked.latencyMs
  note(at, { kind: 'client.looked', asked: asked.id, view, line, at: now })
  return true
}

const REDIRECT = /^(MOVED|ASK) (\d+) (\S+)$/

function answerOf(reply: Reply | undefined): Answer {
  if (reply === undefined) return { kind: 'unreachable' }
  if (reply.kind !== 'error') return { kind: 'reply', reply }
  const [, how, slot = '0', address = ''] = REDIRECT.exec(reply.text) ?? []
  if (how !== undefined) {
    return { kind: how === 'ASK' ? 'ask' : 'moved', slot: Number(slot), address }
  }
  const isPassing = /^(CLUSTERDOWN|TRYAGAIN)/.test(reply.text)
  return isPassing ? { kind: 'down' } : { kind: 'refused', text: reply.text }
}

/** The node does its work now; what it tells besides its answer is the cluster's. */
function exchange(at: Advancing, sent: Sent): Answer {
  const { node, words, sentAt } = sent
  const latency = nodeOf(at.cluster, node)?.latencyMs ?? 0
  const { events, state, reply } = runCluster(at.cluster, { type: 'call', node, words }, at.config)
  at.cluster = state
  for (const event of events) {
    const isAnswer = event.kind === 'call.answered' || event.kind === 'call.failed'
    if (!isAnswer && event.kind !== 'call.sent' && event.kind !== 'refused') at.tell(event)
  }
  const answer = answerOf(reply)
  const ms = answer.kind === 'unreachable' ? 0 : workOf(events)
  const arrives = sentAt + latency + (answer.kind === 'unreachable' ? TIMEOUT_MS : ms)
  const now = Math.max(at.client.now, arrives)
  note(at, { kind: 'client.received', sent, answer, at: now, ms })
  return answer
}

/** Waits and looks again, or gives up. */
function mend(at: Advancing, { node }: Sent, answer: Answer): void {
  if (answer.kind === 'reply') return
  const { options, retries } = at.client
  if (answer.kind === 'refused') {
    stop(at, { why: 'refused', node, text: answer.text }, null)
    return
  }
  const isRedirect = answer.kind === 'moved' || answer.kind === 'ask'
  const attempt = (retries.get(node)?.attempt ?? 0) + 1
  const most = isRedirect ? Math.max(1, options.retries) : options.retries
  if (attempt > most) {
    stop(at, { why: 'gaveUp', node, attempts: attempt }, null)
    return
  }
  const waitMs = isRedirect ? 0 : options.backoff * 2 ** (attempt - 1)
  note(at, { kind: 'client.retries', node, attempt, waitMs })
  if (options.refresh || isRedirect) look(at, null, isRedirect ? null : node)
}

/** Does what the strategy wishes, as far as the scan goes on without an answer. */
function fulfil(at: Advancing, asks: boolean): void {
  for (let looks = 0; looks < MOST_LOOKS && at.client.status === 'running';) {
    const wish = wishOf(at)
    switch (wish.do) {
      case 'ask':
        if (!asks) return
        send(at, wish.request)
        break
      case 'refresh':
        looks += 1
        if (!look(at, wish.line)) stop(at, { why: 'noNodes' }, wish.line)
        break
      case 'wait':
        return
      case 'end':
        stop(at, { why: 'complete' }, wish.line)
        return
      case 'fail':
        stop(at, wish.stuck, wish.line)
        return
    }
  }
}

/**
 * Begins the scan if need be, sends what there is to send, takes in one answer, and looks
 * where that one leads: with the last page the scan is over.
 */
export function advance(at: Advancing): void {
  const { status } = at.client
  if (status === 'done' || status === 'failed') {
    note(at, { kind: 'client.rests' })
    return
  }
  if (status === 'idle') {
    note(at, { kind: 'client.began', view: topologyOf(at.cluster) })
  }
  fulfil(at, true)
  const [first, ...others] = at.client.inFlight
  if (first === undefined) return
  const sent = others.reduce((next, one) => (one.due < next.due ? one : next), first)
  mend(at, sent, exchange(at, sent))
  fulfil(at, false)
}
