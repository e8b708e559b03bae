import type { Bytes } from '../server/index.ts'
import { readWire, slotOf } from './slot.ts'

/** What a cursor of CLUSTERSCAN says: `fingerprint-{tag}-wire`. */
export interface ClusterCursor {
  /** The layout of the node that gave it; "0" fits every node. */
  readonly fingerprint: string
  /** The slot of its tag, by which it is routed. */
  readonly slot: number
  /** The cursor of one dict per slot; null at the start of the slot. */
  readonly wire: bigint | null
}

const SHAPE = /^([0-9a-z]{1,32})-\{([^{}]{1,32})\}-([0-9]{1,20})$/

/** Takes a cursor of CLUSTERSCAN apart; null when it has not the form of one. */
export function readClusterCursor(cursor: Bytes): ClusterCursor | null {
  const [, fingerprint, tag, local] = SHAPE.exec(cursor) ?? []
  if (fingerprint === undefined || tag === undefined || local === undefined) return null
  const wire = BigInt(local)
  return { fingerprint, slot: slotOf(tag), wire: wire === 0n ? null : wire }
}

/** The slot that stands in the wire cursor; a node takes no cursor whose tag is of another one. */
export const slotOfWire = ({ slot, wire }: ClusterCursor): number =>
  wire === null ? slot : readWire(wire).slot
