import type { ClusterScene } from '../../cluster/index.ts'
import type { ClusterTrace } from '../../trace/index.ts'

/** Colours for nodes; more nodes begin again at the first. */
const HUES = 6

/**
 * The colour of each node, the same at every moment: primaries of the beginning in their order, then
 * those that came; a replica has the colour of its first primary.
 */
export function huesOf(
  { config }: ClusterTrace,
  { cluster }: ClusterScene,
): ReadonlyMap<string, number> {
  const hues = new Map<string, number>()
  let next = 0
  for (const { id, role } of config.cluster.nodes) {
    if (role === 'primary') hues.set(id, next++ % HUES)
  }
  for (const { id, of } of [...config.cluster.nodes, ...cluster.nodes]) {
    if (!hues.has(id)) hues.set(id, (of === null ? undefined : hues.get(of)) ?? next++ % HUES)
  }
  return hues
}
