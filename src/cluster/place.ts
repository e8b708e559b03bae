import { positionOf } from '../engine/index.ts'
import { serverHasher, type Bytes } from '../server/index.ts'
import { readClusterCursor } from './clusterCursor.ts'
import { serverConfig } from './session.ts'
import { readWire, slotOf, SLOTS } from './slot.ts'
import type { ClusterNode } from './state.ts'

/** Where a key stands on a node's ruler, in [0, 1): by its hash there, or by its slot first. */
export function placeOfKey(key: Bytes, { hash }: ClusterNode, slotCursors: boolean): number {
  const config = serverConfig({ version: 'redis-7.0', options: {}, now: 0 }, hash)
  const place = positionOf(serverHasher(config.hash)(key))
  return slotCursors ? (slotOf(key) + place) / SLOTS : place
}

/** Where a cursor stands: in a slot, if it names one, and on the ruler of the slot's table. */
export interface Standing {
  readonly slot: number | null
  /** In [0, 1): on the ruler of the node, or of the slot. */
  readonly place: number
}

const placeOfWord = (word: bigint): number => positionOf(Number(BigInt.asUintN(32, word)))

const inSlot = (wire: bigint): Standing => {
  const { slot, local } = readWire(wire)
  return { slot, place: placeOfWord(local) }
}

/** Where any cursor stands that a strategy has taken; `bySlot`: its numbers name a slot. */
export function standingOf(cursor: Bytes, bySlot: boolean): Standing {
  const named = readClusterCursor(cursor)
  if (named !== null) {
    return named.wire === null ? { slot: named.slot, place: 0 } : inSlot(named.wire)
  }
  return bySlot ? inSlot(BigInt(cursor)) : { slot: null, place: placeOfWord(BigInt(cursor)) }
}

/** Where a key stands in the same measure. */
export function standingOfKey(key: Bytes, node: ClusterNode, bySlot: boolean): Standing {
  return { slot: bySlot ? slotOf(key) : null, place: placeOfKey(key, node, false) }
}

/** Where a cursor stands on the ruler of the node that gave it; null when it says nothing of it. */
export function placeOfCursor(cursor: string, slotCursors: boolean): number | null {
  if (!/^\d+$/.test(cursor)) return null
  const word = BigInt(cursor)
  const wire = slotCursors ? readWire(word) : { slot: 0, local: word }
  const place = placeOfWord(wire.local)
  return slotCursors ? (wire.slot + place) / SLOTS : place
}
