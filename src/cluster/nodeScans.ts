import { EMPTY_CHAIN, linked, type Chain } from './chain.ts'
import type { ScanClient } from './client.ts'
import type { NodeId } from './owners.ts'
import { readWire } from './slot.ts'
import type { Start } from './strategies/handed.ts'
import type { Request } from './strategies/index.ts'

/** A cursor in, a cursor out. */
export interface NodeCall {
  readonly cursor: string
  readonly next: string
}

/** What a bystander knows of the scan of one node. */
export interface NodeScan {
  /** What the node gave last; `0` at its end. */
  readonly cursor: string
  readonly finished: boolean
  /** Calls since its last beginning. */
  readonly calls: Chain<NodeCall>
  /** How often it was begun. */
  readonly rounds: number
  /** The node whose cursor was used here; null as long as none was. */
  readonly foreign: NodeId | null
}

/** Whether a cursor means the beginning: of a node, or of one of its slots. */
const isStart = (cursor: string, slotCursors: boolean): boolean =>
  cursor === '0' || (slotCursors && /^\d+$/.test(cursor) && readWire(BigInt(cursor)).local === 0n)

const NO_SCAN: NodeScan = {
  cursor: '0',
  finished: false,
  calls: EMPTY_CHAIN,
  rounds: 0,
  foreign: null,
}

/** What is known after a page: `next` is the cursor in it. */
export function scansAfter(
  { scans, exchanges, slotCursors, start }: ScanClient,
  { node, words }: Request,
  next: string,
): ScanClient['scans'] {
  const [, cursor = '0'] = words
  const scan = scans.get(node) ?? NO_SCAN
  const begins = cursor === '0'
  // Handed to whoever comes first, it is nobody's else.
  const isHanded = cursor === start?.cursor && scans.size === 0
  const isForeign =
    words[0] === 'SCAN' && !isStart(cursor, slotCursors) && scan.cursor !== cursor && !isHanded
  const giver = exchanges.last?.node ?? node
  return new Map(scans).set(node, {
    cursor: next,
    finished: next === '0',
    calls: linked(begins ? EMPTY_CHAIN : scan.calls, { cursor, next }),
    rounds: scan.rounds + (begins ? 1 : 0),
    foreign: isForeign ? giver : scan.foreign,
  })
}

/** The cursor stands on the ruler of each node that is to be asked with it, and nothing is read. */
export const scansFrom = ({ cursor, nodes }: Start): ScanClient['scans'] =>
  new Map(cursor === '0' ? [] : nodes.map((node) => [node, { ...NO_SCAN, cursor }]))
