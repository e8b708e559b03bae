import { isServing, type ClusterScene, type Exchange } from '../cluster/index.ts'
import { nameOf } from '../server/index.ts'
import { stateAt, type ClusterTrace } from '../trace/index.ts'
import { missedAt } from '../view/cluster/forecast.ts'
import { chipName } from '../view/cluster/told.ts'
import { coveredBy } from '../view/cluster/places.ts'
import type { Facts } from './facts.ts'
import type { Stop, Text } from './lesson.ts'

/** The last move of a slot. */
interface MovedSlot {
  readonly slot: number
  readonly from: string
  readonly to: string
  readonly keys: readonly string[]
}

/** What can be said of a moment of a cluster. */
export interface ClusterFacts {
  /** Living primaries, and living replicas. */
  readonly nodes: readonly string[]
  readonly replicas: readonly string[]
  readonly keys: number
  readonly calls: number
  readonly returned: number
  /** The node that answered last, what it was asked with, and what it answered. */
  readonly node: string
  readonly sent: string
  readonly cursor: string
  readonly came: readonly string[]
  /** Keys of the last answer that had come before. */
  readonly again: readonly string[]
  /** Those who have answered, in the order of their last answers. */
  readonly answers: readonly { readonly node: string; readonly cursor: string }[]
  readonly moved: MovedSlot
  /** The node that went, and the one that took its place. */
  readonly heir: { readonly from: string; readonly to: string }
  /** Keys that were missed, or will be if nothing else happens. */
  readonly missed: readonly string[]
  readonly twice: readonly string[]
  /** The share of a node's ruler that its scan has covered. */
  readonly share: (node: string) => number
  readonly epoch: (node: string) => number
  /** Names of keys in the picture. */
  readonly chips: (keys: readonly string[]) => readonly string[]
}

/** The exchanges of a scan, the first one first. */
function exchangesOf({ client }: ClusterScene): readonly Exchange[] {
  const all: Exchange[] = []
  let link: ClusterScene['client']['exchanges'] | null = client.exchanges
  while (link !== null && link.last !== null) {
    all.push(link.last)
    link = link.before
  }
  return all.reverse()
}

const cursorIn = ({ answer }: Exchange): string => {
  const first =
    answer.kind === 'reply' && answer.reply.kind === 'array' ? answer.reply.items[0] : undefined
  return first?.kind === 'bulk' ? first.bytes : ''
}

const isPage = (exchange: Exchange): boolean => cursorIn(exchange) !== ''

function movedBy(trace: ClusterTrace, moment: number): MovedSlot {
  const events = trace.steps.flatMap((step) => step.events.slice(0, moment - step.start))
  const moves = events.flatMap((event) => (event.kind === 'key.moved' ? [event] : []))
  const last = moves.at(-1)
  if (last === undefined) return { slot: 0, from: '', to: '', keys: [] }
  const { slot, from, to } = last
  const keys = moves.filter((move) => move.slot === slot).map(({ key }) => nameOf(key))
  return { slot, from, to, keys: keys.toSorted() }
}

/** What can be said of a moment of a cluster's recording. */
export function clusterFactsAt(trace: ClusterTrace, moment: number): ClusterFacts {
  const scene = stateAt(trace, moment)
  const { cluster, client, ledger } = scene
  const exchanges = exchangesOf(scene)
  const pages = exchanges.filter(isPage)
  const last = exchanges.at(-1)
  const [heir] = ledger.heirs
  const primaries = cluster.nodes.filter(isServing)
  const came = last?.keys ?? []
  const doubled = new Set<string>()
  let link: typeof ledger.doubled | null = ledger.doubled
  while (link !== null && link.last !== null) {
    doubled.add(nameOf(link.last.key))
    link = link.before
  }
  return {
    nodes: primaries.map(({ id }) => id),
    replicas: cluster.nodes.filter(({ alive, of }) => alive && of !== null).map(({ id }) => id),
    keys: primaries.reduce((sum, { server }) => sum + server.values.size, 0),
    calls: exchanges.length,
    returned: ledger.returned.size,
    node: last?.node ?? '',
    sent: last?.words[1] ?? '',
    cursor: last === undefined ? '' : cursorIn(last),
    came: came.map(nameOf),
    again: came.filter((key) => (ledger.returned.get(key)?.times ?? 0) > 1).map(nameOf),
    answers: pages.map((exchange) => ({ node: exchange.node, cursor: cursorIn(exchange) })),
    moved: movedBy(trace, moment),
    heir: { from: heir?.[1] ?? '', to: heir?.[0] ?? '' },
    missed: missedAt(trace, moment).map(({ key }) => nameOf(key)),
    twice: [...doubled].toSorted(),
    share: (node) => {
      const scan = client.scans.get(node)
      const covered = scan === undefined ? [] : coveredBy(scan.calls, client.slotCursors)
      return covered.reduce((sum, [from, to]) => sum + to - from, 0)
    },
    epoch: (node) => cluster.nodes.find(({ id }) => id === node)?.epoch ?? 0,
    chips: (keys) => keys.map(chipName),
  }
}

function clusterOf({ cluster }: Facts): ClusterFacts {
  if (cluster === null) throw new Error('these sentences are for a cluster')
  return cluster
}

interface ClusterStop extends Omit<Stop, 'say' | 'show' | 'ask' | 'figure' | 'order'> {
  readonly say: (facts: ClusterFacts, text: Text) => string
  readonly show?: (facts: ClusterFacts) => readonly string[]
}

/** A stop of a lesson on a cluster. */
export function clusterStop({ at, say, show }: ClusterStop): Stop {
  return {
    at,
    say: (facts, text) => say(clusterOf(facts), text),
    ...(show !== undefined && { show: (facts: Facts) => show(clusterOf(facts)) }),
  }
}
