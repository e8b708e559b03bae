import type { Bytes } from '../server/index.ts'
import { EMPTY_CHAIN, linked, type Chain } from './chain.ts'
import { keysIn, type ClientEvent, type ScanClient } from './client.ts'
import type { ClusterEvent } from './events.ts'
import { KeyTable } from './keyTable.ts'
import type { NodeId } from './owners.ts'
import { movedWhere, whyDoubled, whyMissed, type DoubleReason, type MissReason } from './reasons.ts'
import { isServing, nodeOf, type ClusterNode, type ClusterState } from './state.ts'
import { isAskedFor, type ClientOptions } from './strategies/index.ts'

/** The first time that a key was returned. */
export interface Returned {
  readonly node: NodeId
  /** Which scan of the node it was. */
  readonly round: number
  readonly times: number
}

/** A key's last move, and where the scan of the new node stood at that moment. */
export interface Move {
  readonly slot: number
  readonly from: NodeId
  readonly to: NodeId
  readonly where: 'finished' | 'behind' | 'ahead' | 'unasked'
  /** Answers that the client had by then. */
  readonly at: number
  /** The client had answers while the key was there and its slot was not. */
  readonly aheadOfSlot: boolean
}

export interface Missed {
  readonly key: Bytes
  readonly why: MissReason
}

export interface Doubled {
  readonly key: Bytes
  readonly why: DoubleReason
}

/** What has come of the keys: the books of a bystander who sees all nodes at once. */
export interface Ledger {
  /** The cluster at the first call: what was in it then, is asked for and stays is owed. */
  readonly start: ClusterState | null
  readonly owed: number
  /** Of the keys at the start, those that were deleted since. */
  readonly gone: KeyTable<true>
  /** How many of those had been owed. */
  readonly lapsed: number
  /** Keys that a replica lacked when it took over: lost, but not by the scan. */
  readonly lost: readonly Bytes[]
  readonly returned: KeyTable<Returned>
  /** Keys of the start among them. */
  readonly kept: number
  /** Keys that were read and are not asked for. */
  readonly dropped: KeyTable<true>
  /** All that came, repetitions too. */
  readonly emitted: number
  /** Each return of a key that had been returned before. */
  readonly doubled: Chain<Doubled>
  readonly moves: KeyTable<Move>
  /** Keys that have gone ahead of their slot, by slot. */
  readonly ahead: ReadonlyMap<number, readonly Bytes[]>
  /** Nodes that took another's place during the scan, and whose. */
  readonly heirs: ReadonlyMap<NodeId, NodeId>
  /** Known at the end of the scan. */
  readonly missed: readonly Missed[] | null
}

export const EMPTY_LEDGER: Ledger = {
  start: null,
  owed: 0,
  gone: new KeyTable(),
  lapsed: 0,
  lost: [],
  returned: new KeyTable(),
  kept: 0,
  dropped: new KeyTable(),
  emitted: 0,
  doubled: EMPTY_CHAIN,
  moves: new KeyTable(),
  ahead: new Map(),
  heirs: new Map(),
  missed: null,
}

/** A cluster, the client that scans it, and the books. */
export interface ClusterScene {
  readonly cluster: ClusterState
  readonly client: ScanClient
  readonly ledger: Ledger
}

export type Around = Pick<ClusterScene, 'cluster' | 'client'>

/** Whether a living primary holds a key. */
const isHeld = ({ nodes }: ClusterState, key: Bytes): boolean =>
  nodes.some((node) => isServing(node) && node.server.values.has(key))

/** Keys of the start that are still owed. */
export const stillToCome = ({ owed, lapsed, kept }: Ledger): number =>
  Math.max(0, owed - lapsed - kept)

/** How many keys of a node are asked for. */
function askedOf({ server: { values } }: ClusterNode, options: ClientOptions): number {
  if (options.match === undefined) return values.size
  let count = 0
  for (const key of values.keys()) if (isAskedFor(options, key)) count += 1
  return count
}

function begun({ cluster, client }: Around): Ledger {
  const owed = cluster.nodes
    .filter(isServing)
    .reduce((sum, node) => sum + askedOf(node, client.options), 0)
  return { ...EMPTY_LEDGER, start: cluster, owed }
}

/** The keys of one page, from one node. */
function withPage(ledger: Ledger, keys: readonly Bytes[], node: NodeId, around: Around): Ledger {
  const { start, gone } = ledger
  const round = around.client.scans.get(node)?.rounds ?? 0
  const came = new Map<Bytes, Returned>()
  let { kept, doubled } = ledger
  for (const key of keys) {
    const first = came.get(key) ?? ledger.returned.get(key)
    if (first === undefined) {
      came.set(key, { node, round, times: 1 })
      if (start !== null && isHeld(start, key) && !gone.has(key)) kept += 1
    } else {
      came.set(key, { ...first, times: first.times + 1 })
      doubled = linked(doubled, { key, why: whyDoubled(ledger, key, first, node, around) })
    }
  }
  const returned = ledger.returned.withMany([...came])
  return { ...ledger, returned, emitted: ledger.emitted + keys.length, kept, doubled }
}

/** Keys of the start that no living primary holds any more are gone. */
function withRemoved(ledger: Ledger, keys: readonly Bytes[], { cluster, client }: Around): Ledger {
  const { start } = ledger
  if (start === null) return ledger
  let { gone, lapsed } = ledger
  for (const key of keys) {
    if (gone.has(key) || !isHeld(start, key) || isHeld(cluster, key)) continue
    gone = gone.with(key, true)
    if (isAskedFor(client.options, key)) lapsed += 1
  }
  return gone === ledger.gone ? ledger : { ...ledger, gone, lapsed }
}

/** Keys that a node read for the client and kept back, because they do not match. */
function withDropped(
  ledger: Ledger,
  { node, events }: ClusterEvent & { kind: 'server.worked' },
  { client }: Around,
): Ledger {
  const isAsked = client.inFlight.some((sent) => sent.node === node)
  if (client.options.match === undefined || !isAsked) return ledger
  const keys = events.flatMap((one) =>
    one.kind === 'scan.dropped' && !isAskedFor(client.options, one.key) ? [one.key] : [],
  )
  if (keys.length === 0) return ledger
  return { ...ledger, dropped: ledger.dropped.withMany(keys.map((key) => [key, true])) }
}

function withWork(
  ledger: Ledger,
  event: ClusterEvent & { kind: 'server.worked' },
  around: Around,
): Ledger {
  const removed = event.events.flatMap((one) => (one.kind === 'value.removed' ? [one.key] : []))
  const after = withDropped(ledger, event, around)
  return removed.length === 0 ? after : withRemoved(after, removed, around)
}

function withMoved(
  ledger: Ledger,
  { key, slot, from, to }: ClusterEvent & { kind: 'key.moved' },
  around: Around,
): Ledger {
  const where = movedWhere(key, to, around)
  const at = around.client.exchanges.length
  const isAhead = nodeOf(around.cluster, from)?.migrating.has(slot) ?? false
  const { ahead, gone } = ledger
  const isOwedAgain = gone.has(key) && isAskedFor(around.client.options, key)
  return {
    ...ledger,
    moves: ledger.moves.with(key, { slot, from, to, where, at, aheadOfSlot: isAhead }),
    ahead: isAhead ? new Map(ahead).set(slot, [...(ahead.get(slot) ?? []), key]) : ahead,
    gone: gone.without(key),
    lapsed: ledger.lapsed - (isOwedAgain ? 1 : 0),
  }
}

/** Slots change hands: keys that went with them, with no answer in between, were not ahead. */
function withOwned(
  ledger: Ledger,
  { ranges }: ClusterEvent & { kind: 'slots.owned' },
  { client }: Around,
): Ledger {
  const arrived = [...ledger.ahead].filter(([slot]) =>
    ranges.some(({ from, to }) => from <= slot && slot <= to),
  )
  if (arrived.length === 0) return ledger
  const ahead = new Map(ledger.ahead)
  let { moves } = ledger
  for (const [slot, keys] of arrived) {
    ahead.delete(slot)
    for (const key of keys) {
      const move = moves.get(key)
      if (move?.at !== client.exchanges.length) continue
      moves = moves.with(key, { ...move, aheadOfSlot: false })
    }
  }
  return { ...ledger, ahead, moves }
}

function missedOf(ledger: Ledger, around: Around): readonly Missed[] {
  const missed: Missed[] = []
  for (const { server, ...node } of ledger.start?.nodes ?? []) {
    if (!isServing({ ...node, server })) continue
    for (const key of server.values.keys()) {
      if (ledger.returned.has(key) || ledger.gone.has(key)) continue
      if (!isAskedFor(around.client.options, key)) continue
      const why = whyMissed(ledger, key, around)
      if (why !== null) missed.push({ key, why })
    }
  }
  return missed
}

/** The ledger after an event; `around` is the cluster and the client after it. */
export function reduceLedger(
  ledger: Ledger,
  event: ClusterEvent | ClientEvent,
  around: Around,
): Ledger {
  switch (event.kind) {
    case 'client.began':
    case 'client.resumed':
      return begun(around)
    case 'client.restarted':
      return EMPTY_LEDGER
    case 'client.received':
      return withPage(ledger, keysIn(event.answer), event.sent.node, around)
    case 'client.stopped':
      return { ...ledger, missed: missedOf(ledger, around) }
    case 'server.worked':
      return withWork(ledger, event, around)
    case 'key.moved':
      return withMoved(ledger, event, around)
    case 'slots.owned':
      return withOwned(ledger, event, around)
    case 'failed.over': {
      const { from, to, lost } = event
      return {
        ...withRemoved(ledger, lost, around),
        lost: [...ledger.lost, ...lost],
        heirs: new Map(ledger.heirs).set(to, from),
      }
    }
    default:
      return ledger
  }
}
