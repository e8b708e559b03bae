import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { scanAlgorithms } from '../../src/engine/index.ts'
import { serverRulesOf, type ServerRules } from '../../src/server/index.ts'
import { ownTraces } from './evidence.ts'
import { main } from './main.ts'
import { readText, traceFilesIn } from './read.ts'
import { replayStory } from './replayStory.ts'
import { isStory, readStory, type Story } from './story.ts'

const folders = ['server', 'random'].map((name) => join(ownTraces, name))
const shared = fileURLToPath(new URL('../../../shared/traces/server', import.meta.url))

function storyOf(text: string): Story {
  const reading = readStory(text)
  if (reading.story === null) throw new Error(`${reading.line}: ${reading.reason}`)
  return reading.story
}

const files = folders.flatMap(traceFilesIn)
const stories = files.map((file) => storyOf(readText(file)))

describe('stories of real servers', () => {
  it.each(files.map((file, index) => [relative(ownTraces, file), index] as const))(
    'the model answers as the server did in %s',
    (_, index) => {
      const story = stories[index]
      expect(story && replayStory(story).mismatches).toEqual([])
    },
  )

  it.runIf(existsSync(shared))('and in the shared ones', () => {
    for (const file of traceFilesIn(shared)) {
      expect(replayStory(storyOf(readText(file))).mismatches, file).toEqual([])
    }
  })

  it('are replayed by npm run conformance beside the traces of dict.c', () => {
    const lines: string[] = []
    expect(main(folders, (line) => lines.push(line))).toBe(0)
    expect(lines).toEqual([
      `conformance: ${files.length} files, 3340 operations, 0 mismatches, ` +
        '108 administration commands not compared',
    ])
  })
})

describe('the stories have teeth: they notice', () => {
  const noticed = (change: (rules: ServerRules) => ServerRules) =>
    stories.some((story) => {
      const rules = change(serverRulesOf(story.config.profile))
      return replayStory(story, rules).mismatches.length > 0
    })
  const withProfile = (profile: Partial<ServerRules['profile']>) => (rules: ServerRules) => ({
    ...rules,
    profile: { ...rules.profile, ...profile },
  })

  it.each<[string, (rules: ServerRules) => ServerRules]>([
    ['counting upward', (rules) => ({ ...rules, scan: scanAlgorithms.naive.scan })],
    [
      'the rule of 2018 on 4.0.9',
      (rules) => ({ ...rules, scan: scanAlgorithms.dictScan2018.scan }),
    ],
    ['a field that is added without a look', withProfile({ hsetFinds: false })],
    ['a hash without room', withProfile({ presizesHash: false })],
    ['listpacks for sets', withProfile({ setListpack: true })],
    ['a deadline dropped without a look at the key', withProfile({ assertsKey: false })],
    ['no step on the way', (rules) => ({ ...rules, dict: { ...rules.dict, steps: false } })],
    [
      'a shrink at an eighth',
      (rules) => {
        const profile = {
          ...rules.dict.profile,
          shrinks: (used: number, size: number) => used * 8 <= size,
        }
        return { ...rules, dict: { ...rules.dict, profile } }
      },
    ],
  ])('%s', (_, change) => {
    expect(noticed(change)).toBe(true)
  })
})

const HEADER = { source: 'redis-server', version: '7.0.15', hashBits: 12, hashLow: { a: 1, b: 2 } }
const text = (lines: readonly object[], header: object = HEADER) =>
  [header, ...lines].map((line) => JSON.stringify(line)).join('\n')
const messages = (...lines: readonly object[]) =>
  replayStory(storyOf(text(lines))).mismatches.map(({ line, message }) => `${line}: ${message}`)

describe('reading and replaying a story', () => {
  it('knows a story by its header', () => {
    expect(isStory(text([]))).toBe(true)
    expect(isStory('{"source":"redis dict.c","version":"7.0.15"}\n')).toBe(false)
    expect(isStory('')).toBe(false)
  })

  it.each<[string, number, string]>([
    [
      text([], { source: 'redis-server', version: '2.8.1' }),
      1,
      'no rules are known for the version "2.8.1"',
    ],
    [text([], { source: 'redis-server' }), 1, 'not a server story: field version is missing'],
    [`${text([])}\nnonsense`, 2, 'not JSON'],
    [
      text([{ cmd: 'GET', reply: 1 }]),
      2,
      'field cmd is "GET": Invalid type: Expected Array but received "GET"',
    ],
  ])('refuses %j', (given, line, reason) => {
    expect(readStory(given)).toEqual({ story: null, line, reason })
  })

  it('tells what was expected and what came', () => {
    expect(messages({ i: 1, cmd: ['SADD', 's', 'a', 'b'], reply: 1 })).toEqual([
      '2: SADD s a b: expected 1, got 2',
    ])
  })

  it('compares errors, with a dash or as an object', () => {
    const error = "ERR wrong number of arguments for 'get' command"
    expect(
      messages(
        { cmd: ['GET'], reply: error },
        { cmd: ['GET'], reply: `-${error}` },
        { cmd: ['GET'], reply: { error } },
        { cmd: ['GET'], reply: error.slice(4) },
        { cmd: ['SSCAN', 's', 'x'], reply: 'ERR invalid cursor' },
      ),
    ).toEqual([])
  })

  it('needs no more of HTSTATS than sizes and counts', () => {
    const reply = 'Hash table 0 stats (main hash table):\n table size: 4\n number of elements: 2\n'
    expect(
      messages(
        { cmd: ['SADD', 's', 'a', 'b'], reply: 2 },
        { cmd: ['DEBUG', 'HTSTATS-KEY', 's'], reply },
      ),
    ).toEqual([])
    expect(
      messages(
        { cmd: ['SADD', 's', 'a'], reply: 1 },
        { cmd: ['DEBUG', 'HTSTATS-KEY', 's'], reply },
      ),
    ).toHaveLength(1)
  })

  it('does not compare administration, and counts it', () => {
    const { mismatches, compared, skipped } = replayStory(
      storyOf(
        text([
          { cmd: ['CONFIG', 'SET', 'set-max-intset-entries', '1'], reply: 'OK' },
          { cmd: ['CONFIG', 'SET', 'rdb-key-save-delay', '1'], reply: 'OK' },
          { cmd: ['CLIENT', 'ID'], reply: 7 },
          { cmd: ['SADD', 's', '1', '2'], reply: 2 },
          { cmd: ['OBJECT', 'ENCODING', 's'], reply: 'hashtable' },
        ]),
      ),
    )
    expect({ mismatches, compared, skipped }).toEqual({ mismatches: [], compared: 2, skipped: 3 })
  })

  it('takes a transaction apart: each reply in the list of EXEC is compared', () => {
    const queued = (...words: string[]) => ({ cmd: words, reply: 'QUEUED' })
    const story = (last: unknown) =>
      replayStory(
        storyOf(
          text([
            { cmd: ['MULTI'], reply: 'OK' },
            queued('SADD', 's', 'a', 'b'),
            queued('SCARD', 's'),
            { cmd: ['EXEC'], reply: [2, last] },
            { cmd: ['MULTI'], reply: 'OK' },
            queued('DEL', 's'),
            { cmd: ['DISCARD'], reply: 'OK' },
            { cmd: ['WATCH', 's'], reply: 'OK' },
            { cmd: ['SCARD', 's'], reply: 2 },
          ]),
        ),
      )
    expect(story(2)).toEqual({ mismatches: [], compared: 3, skipped: 6 })
    expect(story(3).mismatches).toHaveLength(1)
  })

  it('of a time it compares that there is one', () => {
    expect(
      messages(
        { cmd: ['SET', 'a', 'v', 'EX', '100'], reply: 'OK' },
        { cmd: ['TTL', 'a'], reply: 99 },
        { cmd: ['PTTL', 'a'], reply: 98_765 },
        { cmd: ['TTL', 'b'], reply: -2 },
        { cmd: ['EXPIREAT', 'a', '1'], reply: 1 },
        { cmd: ['EXISTS', 'a'], reply: 0 },
      ),
    ).toEqual([])
    expect(messages({ cmd: ['TTL', 'a'], reply: 5 })).toHaveLength(1)
  })

  it('lets administration look keys up as the server did', () => {
    const names = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`k${i}`, i % 4]))
    const sets = Object.keys(names).map((name) => ({ cmd: ['SET', name, 'v'], reply: 'OK' }))
    const looks = [
      { cmd: ['MEMORY', 'USAGE', 'k0'], reply: 56 },
      { cmd: ['DEBUG', 'OBJECT', 'k1'], reply: 'Value at:0x7f refcount:1 encoding:embstr' },
      { cmd: ['OBJECT', 'FREQ', 'k1'], reply: 'ERR An LFU maxmemory policy is not selected' },
    ]
    const stats = ['DEBUG', 'HTSTATS', '0']
    const size = (index: number, buckets: number, used: number) =>
      `Hash table ${index} stats (${index === 0 ? 'main hash table' : 'rehashing target'}):\n` +
      ` table size: ${buckets}\n number of elements: ${used}\n`
    const header = { ...HEADER, hashLow: names }
    const replayed = replayStory(
      storyOf(
        text(
          [
            ...sets.slice(0, 5),
            { cmd: stats, reply: size(0, 4, 3) + size(1, 8, 2) },
            ...looks.slice(0, 2),
            { cmd: stats, reply: size(0, 4, 1) + size(1, 8, 4) },
            ...looks.slice(2),
            { cmd: stats, reply: size(0, 8, 5) },
          ],
          header,
        ),
      ),
    )
    expect(replayed).toEqual({ mismatches: [], compared: 8, skipped: 3 })
  })

  it('keeps the policy AVOID from BGSAVE to the end of the child', () => {
    const members = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `m${from + i}`)
    const size = (buckets: number, used: number) =>
      `Hash table 0 stats (main hash table):\n table size: ${buckets}\n number of elements: ${used}\n`
    const stats = ['DEBUG', 'HTSTATS-KEY', 's']
    expect(
      messages(
        { cmd: ['BGSAVE'], reply: 'Background saving started' },
        { cmd: ['SADD', 's', ...members(0, 24)], reply: 24 },
        { cmd: stats, reply: size(4, 24) },
        { event: 'the child has ended (policy ENABLE again)' },
        { event: 'a note' },
        { cmd: ['SADD', 's', 'm24'], reply: 1 },
        {
          cmd: stats,
          reply: `${size(4, 24)}Hash table 1 stats (rehashing target):\n table size: 32\n number of elements: 1\n`,
        },
      ),
    ).toEqual([])
  })
})

describe('a story of 7.4.1, its replies worked out by hand from the rules', () => {
  const header = {
    source: 'redis-server',
    version: '7.4.1',
    config: { 'set-max-listpack-entries': 4, 'hash-max-listpack-entries': 4 },
    hashBits: 5,
    hashLow: { a: 0, b: 1, c: 2, d: 3, e: 8, f: 5, zz: 16, zzz: 1 },
  }
  const table = (index: number, buckets: number, used: number) =>
    `Hash table ${index} stats (${index === 0 ? 'main hash table' : 'rehashing target'}):\n` +
    (used === 0
      ? 'No stats available for empty dictionaries\n'
      : ` table size: ${buckets}\n number of elements: ${used}\n`)
  const replay = (lines: readonly (readonly [cmd: string, reply: unknown])[]) =>
    replayStory(
      storyOf(
        text(
          lines.map(([cmd, reply]) => ({ cmd: cmd.split(' '), reply })),
          header,
        ),
      ),
    )

  it('a listpack becomes a table with room for one more, and shrinks by itself', () => {
    const lines: readonly (readonly [string, unknown])[] = [
      ['SADD s a b c d', 4],
      ['OBJECT ENCODING s', 'listpack'],
      ['SSCAN s 0 COUNT 1', ['0', ['a', 'b', 'c', 'd']]],
      ['SADD s e', 1],
      ['DEBUG HTSTATS-KEY s', table(0, 8, 5)],
      ['SSCAN s 0 COUNT 1', ['4', ['e', 'a']]],
      ['SSCAN s 4 COUNT 1', ['6', ['c']]],
      ['SSCAN s 6 COUNT 1', ['5', ['b']]],
      ['SSCAN s 5 COUNT 1', ['7', ['d']]],
      ['SSCAN s 7 COUNT 1', ['0', []]],
      // With one of eight left the table shrinks, and that one still lies in bucket 0.
      ['SREM s a b c', 3],
      ['DEBUG HTSTATS-KEY s', table(0, 8, 2)],
      ['SREM s d', 1],
      ['DEBUG HTSTATS-KEY s', table(0, 8, 1) + table(1, 4, 0)],
      // In both tables bucket 0, then the siblings of the larger one.
      ['SSCAN s 0 COUNT 10', ['0', ['e']]],
      // A lookup in bucket 1, which is empty, makes a step where the rehash stands: that is bucket 0.
      ['SISMEMBER s zzz', 0],
      ['DEBUG HTSTATS-KEY s', table(0, 4, 1)],
    ]
    expect(replay(lines)).toEqual({ mismatches: [], compared: lines.length, skipped: 0 })
  })

  it('a lookup moves the bucket that it looks into; of pairs each counts once', () => {
    const lines: readonly (readonly [string, unknown])[] = [
      ['HSET h a 1 b 2 c 3 d 4', 4],
      ['HSET h f 5', 1],
      // Five fields in a table made for five: eight buckets.
      ['DEBUG HTSTATS-KEY h', table(0, 8, 5)],
      ['HSCAN h 0 COUNT 1', ['4', ['a', '1']]],
      ['HSCAN h 0 COUNT 1 NOVALUES', ['4', ['a']]],
      ['HSCAN h 4 COUNT 3', ['3', ['c', '3', 'b', '2', 'f', '5']]],
      ['HDEL h a b c d', 4],
      ['DEBUG HTSTATS-KEY h', table(0, 8, 1) + table(1, 4, 0)],
      // Looking for f moves its bucket, though the rehash stands at 0: nothing is left to move.
      ['HGET h f', '5'],
      ['DEBUG HTSTATS-KEY h', table(0, 4, 1)],
      ['HSCAN h -1', 'ERR invalid cursor'],
      ['SSCAN h 0 NOVALUES', 'WRONGTYPE Operation against a key holding the wrong kind of value'],
      ['SCAN 0 NOVALUES', 'ERR NOVALUES option can only be used in HSCAN'],
    ]
    expect(replay(lines)).toEqual({ mismatches: [], compared: lines.length, skipped: 0 })
  })

  it('DEL shrinks the keyspace, without serverCron', () => {
    const names = 'a b c d e f'.split(' ')
    const lines: readonly (readonly [string, unknown])[] = [
      ...names.map((name) => [`SET ${name} v`, 'OK'] as const),
      // The fifth begins to grow; SET f moves its own bucket, then the one where the rehash stands.
      [
        'DEBUG HTSTATS 0',
        `[Dictionary HT]\n${table(0, 4, 2)}${table(1, 8, 4)}[Expires HT]\n${table(0, 0, 0)}`,
      ],
      ['DEL a b c d e', 5],
      [
        'DEBUG HTSTATS 0',
        `[Dictionary HT]\n${table(0, 8, 1)}${table(1, 4, 0)}[Expires HT]\n${table(0, 0, 0)}`,
      ],
      ['SCAN 0', ['0', ['f']]],
    ]
    expect(replay(lines)).toEqual({ mismatches: [], compared: lines.length, skipped: 0 })
  })
})
