import type { SceneCommand, SceneEvent } from '../../cluster/index.ts'
import type { ClusterTrace, Step } from '../../trace/index.ts'
import { lineOf } from '../../server/index.ts'
import { huesOf } from './hues.ts'

/** A call on the lane of its node, from the moment when it was sent to that of its answer. */
export interface CallMark {
  readonly node: string
  readonly from: number
  readonly to: number
  readonly line: string
  readonly cursor: string
  readonly notch: 'twice' | 'error' | null
}

/** Something that happened to the cluster, with the nodes it happened to. */
export interface EventMark {
  readonly at: number
  readonly nodes: readonly string[]
  readonly kind: SceneCommand['type']
}

/** What happened when, a lane for each node. */
export interface ClusterLanes {
  readonly nodes: readonly { readonly id: string; readonly hue: number }[]
  readonly calls: readonly CallMark[]
  readonly events: readonly EventMark[]
}

const known = new WeakMap<ClusterTrace, ClusterLanes>()

const touched = (event: SceneEvent): readonly string[] => {
  switch (event.kind) {
    case 'key.moved':
    case 'failed.over':
      return [event.from, event.to]
    case 'slots.owned':
      return event.owner === null ? [] : [event.owner]
    case 'node.added':
      return [event.node.id]
    case 'slot.marked':
    case 'node.changed':
    case 'node.removed':
    case 'server.loaded':
    case 'server.worked':
    case 'call.answered':
    case 'call.failed':
      return [event.node]
    default:
      return []
  }
}

/** With these the client has no call under way, and no key has come. */
const BEGINNINGS: ReadonlySet<SceneEvent['kind']> = new Set([
  'client.began',
  'client.resumed',
  'client.restarted',
])

/** The calls that are answered in a step, each from where it was sent. */
function callsOf(
  { events, start }: Step<SceneCommand, SceneEvent>,
  sentAt: Map<number, number>,
  seen: Set<string>,
): CallMark[] {
  const marks: CallMark[] = []
  events.forEach((event, nth) => {
    const moment = start + nth
    if (event.kind === 'client.sent') sentAt.set(event.sent.id, moment)
    if (BEGINNINGS.has(event.kind)) {
      seen.clear()
      sentAt.clear()
    }
    if (event.kind !== 'client.received') return
    const { sent, answer } = event
    const isPage = answer.kind === 'reply' && answer.reply.kind === 'array'
    const list = isPage && answer.reply.kind === 'array' ? answer.reply.items[1] : undefined
    let twice = false
    for (const item of list?.kind === 'array' ? list.items : []) {
      if (item.kind !== 'bulk') continue
      twice ||= seen.has(item.bytes)
      seen.add(item.bytes)
    }
    marks.push({
      node: sent.node,
      from: sentAt.get(sent.id) ?? moment,
      to: moment + 1,
      line: lineOf(sent.words),
      cursor: isPage ? (sent.words[1] ?? '') : '',
      notch: answer.kind !== 'reply' ? 'error' : twice ? 'twice' : null,
    })
  })
  return marks
}

/** What happened to a cluster. */
export function clusterLanesOf(trace: ClusterTrace): ClusterLanes {
  const found = known.get(trace)
  if (found !== undefined) return found
  const hues = huesOf(trace, trace.last)
  const sentAt = new Map<number, number>()
  const seen = new Set<string>()
  const calls: CallMark[] = []
  const events: EventMark[] = []
  for (const step of trace.steps) {
    calls.push(...callsOf(step, sentAt, seen))
    const kind = step.command.type
    if (kind === 'call' || kind === 'restartScan' || kind === 'startFrom') continue
    const nodes = [...new Set(step.events.flatMap(touched))]
    events.push({ at: step.start + step.events.length, nodes, kind })
  }
  const ids = new Set([...hues.keys()])
  const lanes = {
    nodes: [...ids].map((id) => ({ id, hue: hues.get(id) ?? 0 })),
    calls,
    events,
  }
  known.set(trace, lanes)
  return lanes
}
