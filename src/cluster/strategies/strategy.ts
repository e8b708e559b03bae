import { matchesGlob, type Bytes, type Reply } from '../../server/index.ts'
import type { NodeId, SlotRange } from '../owners.ts'
import type { KnownNode, TopologyView } from '../topology.ts'
import type { Handed, Taken } from './handed.ts'

/** One line of a strategy's listing, as the code panel shows it. */
export interface Line<Id extends string = string> {
  readonly id: Id
  readonly text: string
  readonly indent: number
}

/** What a client sends, and the line that sends it. */
export interface Request<Id extends string = string> {
  readonly node: NodeId
  readonly words: readonly Bytes[]
  readonly line: Id
}

/** What comes back: a reply, a hint where the slot is, or nothing that can be used. */
export type Answer =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'moved' | 'ask'; readonly slot: number; readonly address: string }
  /** The slot has no owner. */
  | { readonly kind: 'down' }
  /** No connection, or none that lasted. */
  | { readonly kind: 'unreachable' }
  /** An error that trying again does not mend. */
  | { readonly kind: 'refused'; readonly text: string }

/** What every strategy lets its user choose. */
export interface ClientOptions {
  readonly count: number
  /** Only keys like this pattern are asked for; absent: all of them. */
  readonly match?: Bytes
  /** How often a request that failed is tried again before the client gives up. */
  readonly retries: number
  /** Milliseconds before the first repetition; each further one waits twice as long. */
  readonly backoff: number
  /** Look at the topology again when a node has been finished and after an error. */
  readonly refresh: boolean
  /** Hand out each key once. */
  readonly dedupe: boolean
  /** Begin a node again when another one has taken its place, not go on with the old cursor. */
  readonly restart: boolean
  /** Ask the node with the least work done first. */
  readonly balanced: boolean
  /** Requests under way at a time; it matters to strategies that ask in parallel. */
  readonly inFlight: number
  /** For strategies that throw dice. */
  readonly dice: number
}

export const DEFAULT_CLIENT: ClientOptions = {
  count: 10,
  retries: 3,
  backoff: 50,
  refresh: true,
  dedupe: false,
  restart: false,
  balanced: false,
  inFlight: 8,
  dice: 1,
}

/** Why a strategy itself cannot go on. */
export type Stuck =
  | { readonly why: 'uncovered'; readonly slot: number }
  | { readonly why: 'badIndex'; readonly index: number; readonly nodes: number }
  | { readonly why: 'noNodes' }

/** What the client does next. */
export type Wish<Id extends string = string> =
  | { readonly do: 'ask'; readonly request: Request<Id> }
  | { readonly do: 'refresh'; readonly line: Id }
  /** Nothing before an answer has come. */
  | { readonly do: 'wait' }
  | { readonly do: 'end'; readonly line: Id }
  | { readonly do: 'fail'; readonly line: Id; readonly stuck: Stuck }

/** What a strategy may look at besides its memory. */
export interface Surroundings {
  readonly view: TopologyView
  readonly options: ClientOptions
  /** The nodes keep one dict per slot, so a cursor names its slot. */
  readonly slotCursors: boolean
  readonly inFlight: readonly Request[]
  /** Milliseconds that each node has worked for this client. */
  readonly busy: ReadonlyMap<NodeId, number>
}

/** How far a client believes to be. */
export interface Progress {
  /** Slots that it takes for scanned, disjoint and ascending. */
  readonly scanned: readonly SlotRange[]
  /** Nodes that it has begun: the cursor it holds there, null at the node's end. */
  readonly lanes: readonly { readonly node: NodeId; readonly cursor: string | null }[]
}

/** Of a client that cannot say how far it is. */
export const NO_LANES: Progress = { scanned: [], lanes: [] }

/** What can happen in the middle of a scan. */
export const perilIds = [
  'rest',
  'resize',
  'slotToFinished',
  'slotFromFinished',
  'slotBehindCursor',
  'slotBehindCursorOldEpoch',
  'keyByKey',
  'failoverOtherSeed',
  'failoverSameSeed',
  'nodeAdded',
  'nodeRemoved',
  'networkError',
] as const

export type PerilId = (typeof perilIds)[number]

/** `refuses`: it stops with an error, so that its caller knows. */
export type Outcome = 'once' | 'atLeastOnce' | 'misses' | 'refuses'

/**
 * How a client walks all nodes. A value and functions of it: `next` only wishes, `receive` and
 * `refreshed` remember, so a client can be stored, shown and set back.
 */
export interface Strategy<Memory = object, Id extends string = string> {
  readonly listing: readonly Line<Id>[]
  /** Who does it so. */
  readonly source: string
  /** What each peril does to it under the options of `DEFAULT_CLIENT`: a test holds all of it. */
  readonly holds: Readonly<Record<PerilId, Outcome>>
  readonly start: (surroundings: Surroundings) => Memory
  /** Nodes of which it takes a cursor, in its order; null: its cursors are of no one node. */
  readonly givers: ((view: TopologyView) => readonly KnownNode[]) | null
  /** Begins with a cursor that somebody brings along, or says why it cannot. */
  readonly resume: (handed: Handed, surroundings: Surroundings) => Taken<Memory>
  readonly next: (memory: Memory, surroundings: Surroundings) => Wish<Id>
  readonly receive: (
    memory: Memory,
    request: Request,
    answer: Answer,
    surroundings: Surroundings,
  ) => Memory
  /** After a look at the topology. */
  readonly refreshed: (memory: Memory, surroundings: Surroundings) => Memory
  readonly progress: (memory: Memory, view: TopologyView) => Progress
}

/**
 * Infers the ids of the lines from the listing, so that a wish at an unknown line cannot compile. A
 * strategy's memory is its own affair: outside it is an object that only this strategy gets back.
 */
export const defineStrategy = <Memory extends object, const Id extends string>(
  strategy: Strategy<Memory, Id>,
): Strategy => strategy as unknown as Strategy

/** The page in a reply to SCAN; null in any other answer. */
export function pageIn(
  answer: Answer,
): { readonly cursor: string; readonly keys: readonly Bytes[] } | null {
  if (answer.kind !== 'reply' || answer.reply.kind !== 'array') return null
  const [cursor, list] = answer.reply.items
  if (cursor?.kind !== 'bulk' || list?.kind !== 'array') return null
  return {
    cursor: cursor.bytes,
    keys: list.items.flatMap((item) => (item.kind === 'bulk' ? [item.bytes] : [])),
  }
}

/** Whether a key is asked for. */
export const isAskedFor = ({ match }: Pick<ClientOptions, 'match'>, key: Bytes): boolean =>
  match === undefined || matchesGlob(match, key)

/** MATCH and COUNT, as each scanning command takes them. */
export const optionWords = ({ match, count }: ClientOptions): readonly Bytes[] => [
  ...(match === undefined ? [] : ['MATCH', match]),
  'COUNT',
  String(count),
]

export const scanWords = (cursor: string, options: ClientOptions): readonly Bytes[] => [
  'SCAN',
  cursor,
  ...optionWords(options),
]
