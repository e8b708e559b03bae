import { reverse } from '../../src/engine/word.ts'
import type { Bytes, Reply } from '../../src/server/index.ts'
import type { Client } from './resp.ts'

const LEARN = 'learn:set'

/** Longer than a small encoding takes. */
export const LONG: Bytes = 'x'.repeat(65)

/** Keys that `oddities.ts` and `steps.ts` use. */
const ODD_KEYS = [
  'n',
  'i',
  'long',
  'ints',
  'set',
  'small',
  'hash',
  'longvalue',
  'zsmall',
  'zset',
  'names',
  'z',
  'h',
  'w',
  'negative',
  'appended',
  'timed',
  'expired',
  'gone',
  'new',
  'last',
  'longmember',
  'sparse',
  'sparsehash',
  'sparsezset',
]

/** Names of all kinds: words, integers, bytes that are no UTF-8, and the empty one. */
export function namesToLearn(bits: number): readonly Bytes[] {
  const names: Bytes[] = [
    '',
    ' ',
    '\0',
    '\0\0',
    '*',
    '[a]',
    'a\r\nb',
    '\xff',
    '\xff\xfe',
    '007',
    '-0',
    'a',
  ]
  names.push(...ODD_KEYS, LONG)
  for (let i = 0; i < 256; i++) names.push(`\x01${String.fromCharCode(i)}\xf0`)
  for (let i = -300; i < 500; i++) names.push(String(i * (i % 7 === 0 ? 1_000_003 : 1)))
  const wanted = 3 * 2 ** (bits - 2)
  for (let i = 0; names.length < wanted; i++) names.push(`user:${i}`)
  return [...new Set(names)]
}

const elementsOf = (reply: Reply): readonly [cursor: string, names: readonly Bytes[]] => {
  if (reply.kind !== 'array') throw new Error('a page expected')
  const [cursor, items] = reply.items
  if (cursor?.kind !== 'bulk' || items?.kind !== 'array') throw new Error('a page expected')
  return [cursor.bytes, items.items.map((item) => (item.kind === 'bulk' ? item.bytes : ''))]
}

/** The bucket before the one that the cursor names, in the order of a scan. */
function bucketBefore(cursor: string, bits: number): number {
  const position = reverse(Number(cursor)) >>> (32 - bits)
  return reverse((position - 1) << (32 - bits)) & (2 ** bits - 1)
}

async function finishRehash(client: Client, key: Bytes): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    const stats = await client.call('DEBUG', 'HTSTATS-KEY', key)
    if (stats.kind === 'bulk' && !stats.bytes.includes('rehashing target')) return
    await client.send(Array.from({ length: 64 }, () => ['SISMEMBER', key, 'zzz']))
  }
  throw new Error('the rehash does not end')
}

/**
 * The low bits of each name's hash, read off a set of 2^bits buckets: `SSCAN b COUNT 1` returns
 * one bucket, and the cursor it returns tells which. The names come in the same order from every
 * server, so that a seed means the same commands.
 */
export async function learnNames(
  client: Client,
  key: Bytes,
  names: readonly Bytes[],
  bits: number,
): Promise<ReadonlyMap<Bytes, number>> {
  await client.call('DEL', key)
  await client.send(names.map((name) => ['SADD', key, name]))
  await finishRehash(client, key)
  const probes = Array.from({ length: 2 ** bits }, (_, bucket) => [
    'SSCAN',
    key,
    String(bucket),
    'COUNT',
    '1',
  ])
  const seen = new Map<Bytes, number>()
  for (const reply of await client.send(probes)) {
    const [cursor, elements] = elementsOf(reply)
    for (const name of elements) seen.set(name, bucketBefore(cursor, bits))
  }
  await client.call('DEL', key)
  return new Map(
    names.map((name) => {
      const bucket = seen.get(name)
      if (bucket === undefined) throw new Error(`no bucket is known of ${JSON.stringify(name)}`)
      return [name, bucket]
    }),
  )
}

/** What a server alone is asked for. The first name is none that an integer set would keep. */
export const learn = (client: Client, bits: number): Promise<ReadonlyMap<Bytes, number>> => {
  const names = namesToLearn(bits)
  return learnNames(client, LEARN, [...new Set(['user:0', ...names])], bits).then(
    (low) => new Map(names.map((name) => [name, low.get(name) ?? 0])),
  )
}
