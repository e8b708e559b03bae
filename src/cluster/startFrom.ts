import { takenBy } from './client.ts'
import { readClusterCursor } from './clusterCursor.ts'
import type { Around } from './ledger.ts'
import type { NodeId } from './owners.ts'
import { fingerprintOf } from './seeds.ts'
import { readWire } from './slot.ts'
import { nodeOf, type ClusterConfig, type ClusterNode } from './state.ts'
import type { Fitting, Handed, Start } from './strategies/handed.ts'
import { topologyOf } from './topology.ts'

/** What only a bystander sees: the nodes will take the cursor, but something is wrong with it. */
export type Doubt =
  /**
   * Its fingerprint is not that of the slot's owner, who begins the slot again; `giver`: the node
   * here that has it, null when none does.
   */
  | {
      readonly kind: 'fingerprint'
      readonly fingerprint: string
      readonly giver: NodeId | null
      readonly owner: NodeId
      readonly slot: number
    }
  /** Only a larger table gives it, of 2^exponent buckets at least; the largest here has fewer. */
  | {
      readonly kind: 'largerTable'
      readonly node: NodeId
      readonly slot: number | null
      readonly exponent: number
      readonly largest: number
    }

/** What will come of a cursor: where the scan begins and what speaks against it, or why it cannot. */
export type Prospect = Fitting<{ readonly start: Start; readonly doubt: Doubt | null }>

function foreignPrint({ cursor, nodes }: Start, around: Around, version: string): Doubt | null {
  const read = readClusterCursor(cursor)
  const owner = nodeOf(around.cluster, nodes[0] ?? '')
  // At the start of a slot it is not compared.
  if (read === null || read.wire === null || owner === undefined) return null
  const { fingerprint, slot } = read
  const isGiver = ({ hash }: ClusterNode) => fingerprintOf(hash, version) === fingerprint
  if (isGiver(owner)) return null
  const giver = around.cluster.nodes.find(isGiver)?.id ?? null
  return { kind: 'fingerprint', fingerprint, giver, owner: owner.id, slot }
}

/** The buckets of the larger table of a node, or of one of its slots. */
function bucketsOf({ server: { keyspace, slots } }: ClusterNode, slot: number | null): number {
  const dict = slots === null || slot === null ? keyspace : slots.get(slot).keyspace
  return Math.max(...dict.tables.map(({ buckets }) => buckets.length))
}

/** A cursor counts in the bits of the table that gave it, so it is below its size. */
function largerTable({ cursor, nodes, bySlot }: Start, { cluster, client }: Around): Doubt | null {
  const word = readClusterCursor(cursor)?.wire ?? (/^\d+$/.test(cursor) ? BigInt(cursor) : 0n)
  const namesSlot = bySlot || client.slotCursors
  const { slot, local } = namesSlot ? readWire(word) : { slot: null, local: word }
  const asked = cluster.nodes.filter(({ id }) => nodes.length === 0 || nodes.includes(id))
  const sizes = asked.map((node) => ({ node: node.id, largest: bucketsOf(node, slot) }))
  const [most] = sizes.toSorted((a, b) => b.largest - a.largest)
  const exponent = local === 0n ? 0 : local.toString(2).length
  // In an empty table there is nothing that could be passed over.
  if (most === undefined || most.largest === 0 || 2 ** exponent <= most.largest) return null
  return { kind: 'largerTable', ...most, slot, exponent }
}

/** What will come of a cursor that is handed to the client now. */
export function prospectOf(
  around: Around,
  handed: Handed,
  { version }: Pick<ClusterConfig, 'version'>,
): Prospect {
  const taken = takenBy(around.client, topologyOf(around.cluster), handed)
  if (!taken.ok) return taken
  const { start } = taken.value
  const doubt = foreignPrint(start, around, version) ?? largerTable(start, around)
  return { ok: true, value: { start, doubt } }
}
