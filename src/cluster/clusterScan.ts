import { slotOfPattern, SLOTS, type Bytes, type Reply } from '../server/index.ts'
import { readClusterCursor, slotOfWire, type ClusterCursor } from './clusterCursor.ts'
import { ownerOf } from './owners.ts'
import { elsewhere, error, NOT_SERVED } from './redirect.ts'
import { array, bulk } from './replies.ts'
import { fingerprintOf } from './seeds.ts'
import type { ClusterSession } from './session.ts'
import type { ClusterNode } from './state.ts'
import { tagOfSlot } from './tags.ts'

/** A cursor that a node takes, whoever gave it. */
function placeIn(cursor: Bytes): ClusterCursor | null {
  const place = readClusterCursor(cursor)
  return place !== null && slotOfWire(place) === place.slot ? place : null
}

const cursorAt = (fingerprint: string, slot: number, wire: string) =>
  `${fingerprint}-{${tagOfSlot(slot)}}-${wire}`

const startOf = (slot: number) => cursorAt('0', slot, '0')

const pageOf = (cursor: string, keys: Reply = array([])): Reply => array([bulk(cursor), keys])

interface Options {
  /** SLOT, and the slot that a pattern cannot leave. */
  readonly slot: number | null
  readonly pinned: number | null
  /** What SCAN takes too. */
  readonly rest: readonly Bytes[]
}

function optionsIn(words: readonly Bytes[]): Options | Reply {
  let slot: number | null = null
  let pinned: number | null = null
  const rest: Bytes[] = []
  for (let i = 0; i < words.length; i += 2) {
    const [word = '', value] = words.slice(i, i + 2)
    const name = word.toLowerCase()
    if (value === undefined) return error('ERR syntax error')
    if (name === 'slot') {
      slot = /^[0-9]{1,5}$/.test(value) ? Number(value) : SLOTS
      if (slot >= SLOTS) return error('ERR Invalid or out of range slot')
    } else rest.push(word, value)
    if (name === 'match') pinned = value === '*' ? null : slotOfPattern(value)
  }
  return { slot, pinned, rest }
}

/** The last slot of the stretch of slots that a node owns without a gap. */
const lastOwned = ({ owners }: ClusterNode, slot: number): number =>
  owners.find(({ from, to }) => from <= slot && slot <= to)?.to ?? slot

/** One page from a node that owns the slot of the cursor, up to the end of its stretch. */
function scanOn(
  session: ClusterSession,
  node: ClusterNode,
  { fingerprint, slot, wire }: ClusterCursor,
  { slot: only, pinned, rest }: Options,
): Reply {
  const own = fingerprintOf(node.hash, session.config.version)
  // A cursor of another layout: its slot begins again.
  const start = wire !== null && fingerprint === own ? wire : BigInt(slot)
  const last = only ?? pinned ?? lastOwned(node, slot)
  const words = ['SCAN', String(start), ...rest]
  const reply = session.serve(node.id, { type: 'scanSlots', words, last })
  if (reply?.kind !== 'array') return reply ?? error('ERR no reply')
  const [cursor, keys] = reply.items
  if (cursor?.kind !== 'bulk') return reply
  if (cursor.bytes !== '0') {
    const next = Number(BigInt(cursor.bytes) % BigInt(SLOTS))
    return pageOf(cursorAt(own, next, cursor.bytes), keys)
  }
  const isOver = only !== null || pinned !== null || last === SLOTS - 1
  return pageOf(isOver ? '0' : startOf(last + 1), keys)
}

/**
 * CLUSTERSCAN cursor [MATCH pattern] [COUNT count] [TYPE type] [SLOT slot]: a scan that crosses
 * nodes. The hash tag in its cursor leads a client to the node, the fingerprint tells whether the
 * rest of the cursor means something there.
 */
export function clusterScan(
  session: ClusterSession,
  node: ClusterNode,
  words: readonly Bytes[],
): Reply {
  const [, cursor, ...given] = words
  if (cursor === undefined) {
    return error("ERR wrong number of arguments for 'clusterscan' command")
  }
  const options = optionsIn(given)
  if ('kind' in options) return options
  const { slot: only, pinned } = options
  if (only !== null && pinned !== null && only !== pinned) return pageOf('0')
  const wanted = only ?? pinned
  if (cursor === '0') return pageOf(startOf(wanted ?? 0))
  const place = placeIn(cursor)
  if (place === null) return error('ERR invalid cursor')
  if (only !== null && place.slot !== only) {
    return error('ERR the cursor is of another slot than SLOT')
  }
  if (pinned !== null && place.slot !== pinned) {
    return pageOf(place.slot < pinned ? startOf(pinned) : '0')
  }
  const owner = ownerOf(node.owners, place.slot)
  if (owner === null) return NOT_SERVED
  const serves = owner === node.id || (node.of === owner && node.readonly)
  if (!serves) return elsewhere(session, 'MOVED', place.slot, owner)
  return scanOn(session, node, place, options)
}
