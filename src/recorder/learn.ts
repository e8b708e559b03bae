import { randomBytes } from 'node:crypto'
import { bitLength, mirrored } from '../decode/index.ts'
import { scanCallOf, type ScanCall } from '../recording/index.ts'
import type { Bytes, Reply } from '../server/index.ts'
import { refusal, type Connection } from './connection.ts'
import { RecorderFault } from './fault.ts'
import type { Pace } from './pace.ts'

/** All keys of ours begin so. */
export const LEARN_PREFIX = 'scanscope:learn:'

export const LEARN_BITS = { least: 12, most: 16 } as const

/** More names stay unknown. */
export const MOST_NAMES = 20_000

const BATCH = 100
const MEMBERS_PER_ADD = 100
const SECONDS_TO_LIVE = 600
const MOST_TRIES = 4096

/** What was learned: the low bits of each name's hash. */
export interface Learned {
  readonly bits: number
  readonly low: ReadonlyMap<Bytes, number>
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, nth) =>
    items.slice(nth * size, (nth + 1) * size),
  )
}

/** Sends commands in pieces at our pace; an error ends it. */
async function sendAll(
  connection: Connection,
  pace: Pace,
  commands: readonly (readonly Bytes[])[],
  size = BATCH,
): Promise<readonly Reply[]> {
  const replies: Reply[] = []
  for (const batch of chunks(commands, size)) {
    if (pace.stopped) throw new RecorderFault('stopped before all hashes were learned')
    await pace.next()
    for (const reply of await connection.calls(batch)) {
      if (reply.kind === 'error') throw refusal(reply.text)
      replies.push(reply)
    }
  }
  return replies
}

/** A key that nobody has, in a slot of this node if the server is a node of a cluster. */
async function ownKey(connection: Connection): Promise<Bytes> {
  const tag = randomBytes(6).toString('hex')
  for (let nth = 0; nth < MOST_TRIES; nth++) {
    const key = `${LEARN_PREFIX}{${tag}${nth}}`
    const reply = await connection.call('EXISTS', key)
    if (reply.kind === 'integer' && reply.value === '0') return key
    if (reply.kind === 'error' && !/^(MOVED|ASK) /.test(reply.text)) throw refusal(reply.text)
  }
  throw new RecorderFault('This node has no slot that a set of the recorder could live in.')
}

/** Names of ours that keep the table at one size, between the half and the whole of it. */
function withFillers(names: readonly Bytes[], wanted: number): readonly Bytes[] {
  const own = new Set(names)
  // The first member is no integer, so the set is no intset.
  const members = [`${LEARN_PREFIX}first`, ...names]
  for (let nth = 0; members.length < wanted; nth++) {
    const filler = `${LEARN_PREFIX}${nth}`
    if (!own.has(filler)) members.push(filler)
  }
  return members
}

/** The bucket that a call which returned one bucket has read: the one before its cursor. */
function bucketBefore(next: bigint, bits: number): number {
  const shift = BigInt(64 - bits)
  const after = next === 0n ? 1n << BigInt(bits) : mirrored(next) >> shift
  return Number(mirrored((after - 1n) << shift))
}

/** The low bits of the names from one call per bucket; a name in two buckets is a fault. */
function lowFrom(calls: readonly ScanCall[], bits: number): Map<Bytes, number> {
  const low = new Map<Bytes, number>()
  for (const { next, keys } of calls) {
    const bucket = bucketBefore(next, bits)
    for (const name of keys) {
      if ((low.get(name) ?? bucket) !== bucket) {
        throw new RecorderFault('the set that the hashes are read from was resized meanwhile')
      }
      low.set(name, bucket)
    }
  }
  return low
}

/**
 * One set of 2^bits buckets at rest: `SSCAN key b COUNT 1` returns one bucket, and the cursor it
 * returns tells which. Lookups finish the rehash first, one bucket each.
 */
async function learnFrom(
  connection: Connection,
  pace: Pace,
  key: Bytes,
  names: readonly Bytes[],
  bits: number,
): Promise<Learned> {
  const members = withFillers(names, 3 * 2 ** (bits - 2))
  const [first = [], ...adds] = chunks(members, MEMBERS_PER_ADD).map((some) => [
    'SADD',
    key,
    ...some,
  ])
  // If nobody is left to delete the set, it goes by itself.
  const begin = [['DEL', key], first, ['EXPIRE', key, String(SECONDS_TO_LIVE)]]
  await sendAll(connection, pace, [...begin, ...adds], 10)
  const lookup = ['SISMEMBER', key, `${LEARN_PREFIX}first`]
  await sendAll(
    connection,
    pace,
    Array.from({ length: 2 ** (bits - 1) }, () => lookup),
  )
  let buckets = 2 ** bits
  const probes: string[][] = []
  const replies: Reply[] = []
  for (;;) {
    const more = Array.from({ length: buckets - probes.length }, (_, nth) => [
      'SSCAN',
      key,
      String(probes.length + nth),
      'COUNT',
      '1',
    ])
    replies.push(...(await sendAll(connection, pace, more)))
    probes.push(...more)
    const calls = replies.flatMap((reply, nth) => scanCallOf(probes[nth] ?? [], reply) ?? [])
    const own = calls.reduce((most, { next }) => Math.max(most, bitLength(next)), 0)
    if (2 ** own <= buckets) return { bits: own, low: lowFrom(calls, own) }
    // A server that makes more buckets of so many members than Redis does.
    if (own > LEARN_BITS.most + 2) throw new RecorderFault('its tables are too large to learn from')
    buckets = 2 ** own
  }
}

/**
 * Learns at least `bits` bits of each name's hash, on a server with few elements per bucket fewer.
 * The set that is needed for it is deleted whatever happens, and expires where that is not possible.
 */
export async function learn(
  connection: Connection,
  pace: Pace,
  names: readonly Bytes[],
  bits: number,
): Promise<Learned> {
  const key = await ownKey(connection)
  const low = new Map<Bytes, number>()
  let least = 32
  try {
    for (const batch of chunks(names, Math.floor(0.7 * 2 ** bits))) {
      const learned = await learnFrom(connection, pace, key, batch, bits)
      least = Math.min(least, learned.bits)
      for (const name of batch) {
        const known = learned.low.get(name)
        if (known !== undefined) low.set(name, known)
      }
    }
  } finally {
    await connection.call('DEL', key).catch(() => undefined)
  }
  return { bits: least, low: new Map([...low].map(([name, value]) => [name, value % 2 ** least])) }
}
