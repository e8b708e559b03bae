import { newest } from './chain.ts'
import type { ScanClient } from './client.ts'
import type { ClusterScene } from './ledger.ts'
import type { NodeId } from './owners.ts'
import { workFor } from './pace.ts'
import { isServing } from './state.ts'

/** What an answer brought, and all that has come by then. */
export interface Sample {
  /** The model's clock, in milliseconds. */
  readonly at: number
  readonly node: NodeId
  readonly calls: number
  /** Keys that came, repetitions too. */
  readonly keys: number
  /** Repetitions among them. */
  readonly duplicates: number
  /** Slots that the client believes to have scanned. */
  readonly covered: number
  /** How long the node has worked for this client. */
  readonly busy: number
}

/** The scan over time: a sample for each answer, the oldest first. */
export function samplesOf({ exchanges }: ScanClient): readonly Sample[] {
  const seen = new Set<string>()
  const busy = new Map<NodeId, number>()
  let keys = 0
  return newest(exchanges)
    .toReversed()
    .map((exchange, nth) => {
      const { node, at, ms, covered } = exchange
      for (const key of exchange.keys) seen.add(key)
      keys += exchange.keys.length
      busy.set(node, (busy.get(node) ?? 0) + ms)
      return {
        at,
        node,
        calls: nth + 1,
        keys,
        duplicates: keys - seen.size,
        covered,
        busy: busy.get(node) ?? 0,
      }
    })
}

/** Keys that a client hands to its user: each once if it removes duplicates. */
export const handedOut = ({ client, ledger }: ClusterScene): number =>
  client.options.dedupe ? ledger.returned.size : ledger.emitted

/** What a snapshot of all keys at one moment would cost. */
export interface SnapshotCost {
  readonly nodes: number
  readonly keys: number
  /** Milliseconds for which no node may take a write: as long as the fullest one needs. */
  readonly stopMs: number
}

/**
 * The wish for an atomic snapshot. No node knows what another does, so all must stand still while
 * each lists its keys, or keep a second copy of what is written meanwhile.
 */
export function snapshotCost({ cluster }: Pick<ClusterScene, 'cluster'>): SnapshotCost {
  const nodes = cluster.nodes.filter(isServing)
  const keys = nodes.map(({ server }) => server.values.size)
  return {
    nodes: nodes.length,
    keys: keys.reduce((sum, count) => sum + count, 0),
    stopMs: Math.max(
      0,
      ...nodes.map(({ latencyMs }, nth) => latencyMs + workFor(2 * (keys[nth] ?? 0))),
    ),
  }
}
