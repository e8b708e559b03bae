import { clusterPlaceOf, placeOf } from '../decode/index.ts'
import type { Bytes, Reply } from '../server/index.ts'
import { SCAN_COMMANDS, type Header, type Recording, type ScanCommand } from './format.ts'

/** One scan call that was answered with a page. */
export interface ScanCall {
  /** Which line of the recording it is, from 0. */
  readonly index: number
  readonly command: ScanCommand
  /** Null for SCAN. */
  readonly key: Bytes | null
  readonly cursor: bigint
  readonly next: bigint
  /** Where the cursor stood before and after it, on the ruler: 0 <= from < 1, 0 < to <= 1. */
  readonly from: number
  readonly to: number
  /** The cursors name a slot of the cluster: there is a table for each. */
  readonly slots: boolean
  /** dictScan calls that it can have made at most. */
  readonly budget: number
  /** The keys, members or fields that it returned, without what hangs on them. */
  readonly keys: readonly Bytes[]
  /** MATCH or TYPE have dropped we do not know what. */
  readonly filtered: boolean
}

/** The calls from cursor 0 to cursor 0, or to where the recording leaves them. */
export interface Walk {
  readonly calls: readonly ScanCall[]
  readonly complete: boolean
}

const WORD = (1n << 64n) - 1n

/** A cluster's node keeps a table per slot from 7.4 on, and its cursors name the slot. */
export function hasSlots({ mode, version, server }: Header): boolean {
  if (mode !== 'cluster') return false
  const own = /(\d+)\.(\d+)/.exec(server ?? version)
  const number = Number(own?.[1] ?? 0) * 100 + Number(own?.[2] ?? 0)
  return number >= 704
}

const isScan = (name: string): name is ScanCommand =>
  (SCAN_COMMANDS as readonly string[]).includes(name)

interface Options {
  readonly count: number
  readonly filtered: boolean
  readonly payloads: boolean
}

function optionsOf(command: ScanCommand, words: readonly Bytes[]): Options {
  let options: Options = {
    count: 10,
    filtered: false,
    payloads: command === 'HSCAN' || command === 'ZSCAN',
  }
  for (let i = 0; i < words.length; i++) {
    const name = words[i]?.toUpperCase()
    if (name === 'NOVALUES') options = { ...options, payloads: false }
    else {
      i++
      if (name === 'COUNT') options = { ...options, count: Number(words[i]) }
      else if (name === 'TYPE' || words[i] !== '*') options = { ...options, filtered: true }
    }
  }
  return options
}

/** The cursor and the items of a page. */
function pageOf(reply: Reply): readonly [cursor: Bytes, items: readonly Bytes[]] | null {
  if (reply.kind !== 'array' || reply.items.length !== 2) return null
  const [cursor, items] = reply.items
  if (cursor?.kind !== 'bulk' || items?.kind !== 'array') return null
  const names = items.items.flatMap((item) => (item.kind === 'bulk' ? [item.bytes] : []))
  return names.length === items.items.length ? [cursor.bytes, names] : null
}

/** A cursor as a number of 64 bits; null when it is none. */
function cursorOf(digits: Bytes): bigint | null {
  if (!/^\d{1,20}$/.test(digits)) return null
  const cursor = BigInt(digits)
  return cursor > WORD ? null : cursor
}

/** A command and its reply as a scan call; null when it is none, or was answered with an error. */
export function scanCallOf(
  words: readonly Bytes[],
  reply: Reply,
  index = 0,
  slots = false,
): ScanCall | null {
  const command = words[0]?.toUpperCase() ?? ''
  const page = pageOf(reply)
  if (!isScan(command) || page === null) return null
  const args = command === 'SCAN' ? words.slice(1) : words.slice(2)
  const cursor = cursorOf(args[0] ?? '')
  const next = cursorOf(page[0])
  if (cursor === null || next === null) return null
  const { count, filtered, payloads } = optionsOf(command, args.slice(1))
  const pairs = command === 'HSCAN' || command === 'ZSCAN'
  const named = slots && command === 'SCAN'
  const place = named ? clusterPlaceOf : placeOf
  return {
    index,
    command,
    key: command === 'SCAN' ? null : (words[1] ?? ''),
    cursor,
    next,
    from: place(cursor),
    to: next === 0n ? 1 : place(next),
    slots: named,
    // Until 7.0 HSCAN and ZSCAN make twice as many calls as SSCAN.
    budget: count > 0 ? count * (pairs ? 20 : 10) + 1 : Infinity,
    keys: payloads ? page[1].filter((_, at) => at % 2 === 0) : page[1],
    filtered,
  }
}

/** All scan calls of a recording that were answered, in order. */
export function callsOf({ header, lines }: Recording): readonly ScanCall[] {
  const slots = hasSlots(header)
  return lines.flatMap((line, index) => {
    if (line.kind === 'event') return []
    const call = scanCallOf(line.words, line.reply, index, slots)
    return call === null ? [] : [call]
  })
}

/** The calls as walks: one begins with the cursor 0, with another key or with another command. */
export function walksOf(calls: readonly ScanCall[]): readonly Walk[] {
  const walks: ScanCall[][] = []
  let last: ScanCall | undefined
  for (const call of calls) {
    const walk = walks.at(-1)
    const other = last?.command !== call.command || last.key !== call.key
    if (walk === undefined || call.cursor === 0n || other) walks.push([call])
    else walk.push(call)
    last = call
  }
  return walks.map((own) => ({ calls: own, complete: own.at(-1)?.next === 0n }))
}
