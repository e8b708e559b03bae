import type { ClusterScene } from './ledger.ts'
import { workFor } from './pace.ts'
import { isServing } from './state.ts'

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
