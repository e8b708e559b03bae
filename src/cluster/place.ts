import { positionOf } from '../engine/index.ts'
import { serverHasher, type Bytes } from '../server/index.ts'
import { serverConfig } from './session.ts'
import { readWire, slotOf, SLOTS } from './slot.ts'
import type { ClusterNode } from './state.ts'

/** Where a key stands on a node's ruler, in [0, 1): by its hash there, or by its slot first. */
export function placeOfKey(key: Bytes, { hash }: ClusterNode, slotCursors: boolean): number {
  const config = serverConfig({ version: 'redis-7.0', options: {}, now: 0 }, hash)
  const place = positionOf(serverHasher(config.hash)(key))
  return slotCursors ? (slotOf(key) + place) / SLOTS : place
}

/** Where a cursor stands on the ruler of the node that gave it; null when it says nothing of it. */
export function placeOfCursor(cursor: string, slotCursors: boolean): number | null {
  if (!/^\d+$/.test(cursor)) return null
  const word = BigInt(cursor)
  const wire = slotCursors ? readWire(word) : { slot: 0, local: word }
  const place = positionOf(Number(BigInt.asUintN(32, wire.local)))
  return slotCursors ? (wire.slot + place) / SLOTS : place
}
