import { createRandom } from '../engine/index.ts'
import type { NodeId } from './owners.ts'
import type { ClusterConfig, NodeHash } from './state.ts'

function digits(seed: number, count: number): string {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('')
}

/** A number from a text: FNV-1a, enough to tell seeds apart. */
function numberOf(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  }
  return sum >>> 0
}

/** The hash of a node that names none; `life` counts how often it was started. */
export function hashFor(
  { seeds, seed }: Pick<ClusterConfig, 'seeds' | 'seed'>,
  node: NodeId,
  life = 0,
): NodeHash {
  const source = seeds === 'shared' ? `${seed}` : `${seed} ${node} ${life}`
  return { kind: 'siphash', seed: digits(numberOf(source), 32) }
}

/** What CLUSTERSCAN puts before its cursors: the same only where version and seed are. */
export const fingerprintOf = (hash: NodeHash, version: string): string =>
  Math.max(1, numberOf(`${version} ${JSON.stringify(hash)}`)).toString(36)

/** The 40 digits by which nodes know each other. */
export const nameFor = (node: NodeId): string => digits(numberOf(`name ${node}`), 40)
