import { EMPTY_DICT, type DictState } from '../engine/index.ts'
import {
  isTable,
  KEYSPACE,
  type Bytes,
  type Place,
  type Reply,
  type ServerCommand,
  type ServerEvent,
  type ServerState,
} from '../server/index.ts'
import { droppedFrom, IDLE_SCAN, reduceScan, type ScanState } from './scanState.ts'

/** What happened at the console, besides what happened in the server. */
export type ConsoleNote =
  | { readonly kind: 'call.sent'; readonly words: readonly Bytes[] }
  /** Another dict takes the stage. */
  | { readonly kind: 'stage.turned'; readonly place: Place }

export type ConsoleEvent = ServerEvent | ConsoleNote

/** A scan command, and the cursor that answered it; null while it runs. */
interface LastScan {
  readonly words: readonly Bytes[]
  readonly place: Place
  readonly next: Bytes | null
}

/** The client at the console, and what a bystander knows of its scans. */
export interface Client {
  /** What is on the stage. */
  readonly place: Place
  /** By the name of the dict that they walk, in the order in which these came on the stage. */
  readonly scans: ReadonlyMap<string, ScanState>
  /** The command under way, or done last. */
  readonly words: readonly Bytes[]
  readonly lastScan: LastScan | null
}

/** A server, and the client at its console. */
export interface ConsoleState {
  readonly server: ServerState
  readonly client: Client
}

export const IDLE_CLIENT: Client = {
  place: KEYSPACE,
  scans: new Map(),
  words: [],
  lastScan: null,
}

/** A name for each dict of a server, by which scans of it are kept. */
export const placeName = (place: Place): string =>
  place.dict === 'value' ? `value ${place.key}` : place.dict

/** The dict at a place; empty when the value there has none. */
export function dictOf({ keyspace, expires, values }: ServerState, place: Place): DictState {
  if (place.dict !== 'value') return place.dict === 'keyspace' ? keyspace : expires
  const value = values.get(place.key)
  return value !== undefined && isTable(value) ? value.dict : EMPTY_DICT
}

/** What a client still has of its scan of a dict that is no more: a cursor, and nothing promised. */
const orphaned = ({ status, cursor, reached }: ScanState): ScanState =>
  status === 'between' ? { ...IDLE_SCAN, status, cursor, reached } : IDLE_SCAN

const withScan = (
  client: Client,
  name: string,
  change: (scan: ScanState) => ScanState,
): Client => ({
  ...client,
  scans: new Map(client.scans).set(name, change(client.scans.get(name) ?? IDLE_SCAN)),
})

function orphan(client: Client, key: Bytes): Client {
  const name = placeName({ dict: 'value', key })
  return client.scans.has(name) ? withScan(client, name, orphaned) : client
}

const isStart = (cursor: string) => BigInt.asUintN(32, BigInt(cursor)) === 0n

/** Step 1 has been done: a cursor of 0 begins a new scan, and so does what comes in one piece. */
function begin(client: Client, event: ServerEvent & { kind: 'scan.options' }): Client {
  const { place, cursor, budget } = event
  const next: Client = { ...client, lastScan: { words: client.words, place, next: null } }
  return isStart(cursor) || budget === 0 ? withScan(next, placeName(place), () => IDLE_SCAN) : next
}

function cursorIn(reply: Reply): Bytes | null {
  const first = reply.kind === 'array' ? reply.items[0] : undefined
  return first?.kind === 'bulk' ? first.bytes : null
}

/** The client after an event; `server` is the server before it. */
export function reduceClient(client: Client, event: ConsoleEvent, server: ServerState): Client {
  const { lastScan } = client
  switch (event.kind) {
    case 'call.sent':
      return { ...client, words: event.words }
    case 'stage.turned':
      return { ...withScan(client, placeName(event.place), (scan) => scan), place: event.place }
    case 'scan.options':
      return begin(client, event)
    case 'dict.probe': {
      const { place, probe } = event
      const dict = dictOf(server, place)
      return withScan(client, placeName(place), (scan) => reduceScan(scan, probe, dict))
    }
    case 'scan.dropped':
      return lastScan === null
        ? client
        : withScan(client, placeName(lastScan.place), (scan) => droppedFrom(scan, event))
    case 'value.set':
    case 'value.removed':
      return orphan(client, event.key)
    case 'all.flushed':
      return [...client.scans.keys()].reduce((left, name) => withScan(left, name, orphaned), client)
    case 'replied':
      return lastScan?.next === null
        ? { ...client, lastScan: { ...lastScan, next: cursorIn(event.reply) } }
        : client
    default:
      return client
  }
}

/** The client's next call: its last scan command with the cursor it was given; null at the end. */
export function askAgain({ lastScan }: Client): ServerCommand | null {
  if (lastScan === null) return { type: 'call', words: ['SCAN', '0'] }
  const { words, place, next } = lastScan
  if (next === null || next === '0') return null
  return { type: 'call', words: words.with(place.dict === 'value' ? 2 : 1, next) }
}
