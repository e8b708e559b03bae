import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readClusterStory, type ClusterStory } from '../../src/recording/index.ts'
import { ownTraces } from './evidence.ts'
import { main } from './main.ts'
import { readText, traceFilesIn } from './read.ts'
import { replayClusterStory } from './replayClusterStory.ts'

const folder = join(ownTraces, 'cluster')
const shared = fileURLToPath(new URL('../../../shared/traces/cluster', import.meta.url))

function storyOf(text: string): ClusterStory {
  const reading = readClusterStory(text)
  if (reading.story === null) throw new Error(`${reading.line}: ${reading.reason}`)
  return reading.story
}

const files = traceFilesIn(folder)
const texts = files.map(readText)

const changed = (text: string, from: string | RegExp, to: string) => {
  expect(text).toMatch(from)
  return replayClusterStory(storyOf(text.replace(from, to))).mismatches
}

describe('stories of a real cluster', () => {
  it.each(files.map((file, index) => [relative(folder, file), index] as const))(
    'the model answers as the nodes did in %s',
    (_, index) => {
      const { mismatches, compared, skipped } = replayClusterStory(storyOf(texts[index] ?? ''))
      expect(mismatches).toEqual([])
      expect(compared).toBeGreaterThan(25)
      expect(skipped).toBe(0)
    },
  )

  it.runIf(existsSync(shared))('and in the shared ones', () => {
    for (const file of traceFilesIn(shared)) {
      expect(replayClusterStory(storyOf(readText(file))).mismatches, file).toEqual([])
    }
  })

  it('are replayed by npm run conformance beside all others', () => {
    const lines: string[] = []
    expect(main([folder], (line) => lines.push(line))).toBe(0)
    expect(lines).toEqual([`conformance: ${files.length} files, 1278 operations, 0 mismatches`])
  })
})

describe('a planted fault is noticed', () => {
  const [doubled = '', missed = ''] = texts

  it.each<[string, string, string | RegExp, string]>([
    ['one cursor', missed, /"reply":\["(\d+)",\[/, '"reply":["1",['],
    [
      'the order of GETKEYSINSLOT',
      missed,
      '"reply":["{t0}:z","{t0}:y","{t0}:x"]',
      '"reply":["{t0}:x","{t0}:y","{t0}:z"]',
    ],
    ['a hash bit of one name at one node', doubled, '"{t2}:x":3430', '"{t2}:x":3431'],
    ['the order in which a node was filled', doubled, '["{t2}:x","{t2}:y"', '["{t2}:y","{t2}:x"'],
    ['a migration that did not happen', doubled, /\n[^\n]*"MIGRATE"[^\n]*/, ''],
    ['a count of elements', missed, 'number of elements: 48', 'number of elements: 47'],
  ])('%s', (_, text, from, to) => {
    expect(changed(text, from, to)).not.toEqual([])
  })
})

const HEADER = {
  source: 'redis-server',
  version: '7.0.15',
  nodes: {
    A: { port: 7001, id: 'a'.repeat(40), slots: [0, 8191] },
    B: { port: 7002, id: 'b'.repeat(40), slots: [8192, 16383] },
  },
  startPlacement: { A: ['{t2}:x', '{t2}:y'], B: ['foo'] },
  hashLow: { A: { '{t2}:x': 1, '{t2}:y': 2 }, B: { foo: 0, '{t2}:x': 3 } },
}
const line = (node: string, cmd: string, reply: unknown) => ({ node, cmd: cmd.split(' '), reply })
const text = (lines: readonly object[], header: object = HEADER) =>
  [header, ...lines].map((one) => JSON.stringify(one)).join('\n')

describe('reading and replaying a story of a cluster', () => {
  it('redirects as a node does in the middle of a migration, without a dash', () => {
    const a = 'a'.repeat(40)
    const b = 'b'.repeat(40)
    const lines = [
      line('A', 'GET foo', 'MOVED 12182 127.0.0.1:7002'),
      line('B', 'GET {t2}:x', 'MOVED 4748 127.0.0.1:7001'),
      line('A', 'DEL foo {t2}:x', "CROSSSLOT Keys in request don't hash to the same slot"),
      line('B', `CLUSTER SETSLOT 4748 IMPORTING ${a}`, 'OK'),
      line('A', `CLUSTER SETSLOT 4748 MIGRATING ${b}`, 'OK'),
      line('A', 'GET {t2}:x', 'v:{t2}:x'),
      line('A', 'GET {t2}:new', 'ASK 4748 127.0.0.1:7002'),
      line('B', 'GET {t2}:x', 'MOVED 4748 127.0.0.1:7001'),
      line('B', 'ASKING', 'OK'),
      line('B', 'SET {t2}:new 1', 'OK'),
      line('B', 'GET {t2}:new', 'MOVED 4748 127.0.0.1:7001'),
      line('A', 'CLUSTER COUNTKEYSINSLOT 4748', 2),
      { event: 'the client has a look' },
      { node: 'A', cmd: ['MIGRATE', '127.0.0.1', '7002', '{t2}:x', '0', '50'], reply: 'OK' },
      line('A', 'GET {t2}:x', 'ASK 4748 127.0.0.1:7002'),
      line('A', 'EXISTS {t2}:x {t2}:y', 'TRYAGAIN Multiple keys request during rehashing of slot'),
      { node: 'A', cmd: ['MIGRATE', '127.0.0.1', '7002', '{t2}:x', '0', '50'], reply: 'NOKEY' },
      line(
        'A',
        `CLUSTER SETSLOT 4748 NODE ${b}`,
        `ERR Can't assign hashslot 4748 to a different node while I still hold keys for this hash slot.`,
      ),
      line('A', 'CLUSTER KEYSLOT {t2}:x', 4748),
      line('A', 'CLUSTER INFO', 'whatever it says'),
    ]
    expect(replayClusterStory(storyOf(text(lines)))).toEqual({
      mismatches: [],
      compared: lines.length - 2,
      skipped: 1,
    })
  })

  it('without a placement each node was filled with the keys of its slots, in the order of keys', () => {
    const { startPlacement, ...rest } = HEADER
    expect(Object.keys(startPlacement)).toEqual(['A', 'B'])
    const header = { ...rest, keys: { foo: 12182, '{t2}:x': 4748, '{t2}:y': 4748 } }
    expect(
      replayClusterStory(
        storyOf(text([line('A', 'CLUSTER GETKEYSINSLOT 4748 9', ['{t2}:y', '{t2}:x'])], header)),
      ).mismatches,
    ).toEqual([])
  })

  it('applies what serverCron did at the node that an event names', () => {
    const keys = Array.from({ length: 40 }, (_, i) => `{t2}:${i}`)
    const header = { ...HEADER, startPlacement: { A: keys }, hashLow: { A: {} } }
    const size = (buckets: number, target: string) =>
      `Hash table 0 stats (main hash table):\n table size: ${buckets}\n number of elements: 3\n${target}`
    const shrunk = size(64, 'Hash table 1 stats (rehashing target):\nNo stats available\n')
    const story = (event: string) =>
      text(
        [
          { node: 'A', cmd: ['DEL', ...keys.slice(3)], reply: 37 },
          { event },
          { node: 'A', cmd: ['DEBUG', 'HTSTATS', '0'], reply: shrunk },
        ],
        header,
      )
    const replayed = (event: string) => replayClusterStory(storyOf(story(event))).mismatches
    expect(replayed('serverCron resized the keyspace of A')).toEqual([])
    expect(replayed('serverCron resized the keyspace of B')).toHaveLength(1)
  })

  it.each<[string, string, number, string]>([
    [
      'no placement',
      text([], { ...HEADER, startPlacement: undefined }),
      1,
      'not a story of a cluster: field startPlacement is missing',
    ],
    [
      'another version',
      text([], { ...HEADER, version: '4.0.9' }),
      1,
      'no rules of a cluster are known for "4.0.9"',
    ],
    [
      'an unknown node',
      text([line('C', 'GET foo', null)]),
      2,
      'there is no node "C" in the header',
    ],
    [
      'a slot that is none',
      text([], { ...HEADER, nodes: { A: { port: 1, id: '', slots: [0, 16384] } } }),
      1,
      'not a story of a cluster: field nodes.A.slots.1 is 16384: Invalid value: Expected <=16383 but received 16384',
    ],
    [
      'a key on the wrong node',
      text([], { ...HEADER, startPlacement: { A: ['foo'] } }),
      1,
      'the key "foo" is in slot 12182, which is not a slot of node A',
    ],
    [
      'a placement on no node',
      text([], { ...HEADER, startPlacement: { Z: [] } }),
      1,
      'startPlacement names the node "Z", which is not in nodes',
    ],
    ['no JSON', `${text([])}\n{"node":`, 2, 'not JSON'],
    [
      'no reply',
      text([{ node: 'A', cmd: 'GET' }]),
      2,
      'field cmd is "GET": Invalid type: Expected Array but received "GET"',
    ],
  ])('refuses %s with a reason', (_, given, at, reason) => {
    expect(readClusterStory(given)).toEqual({ story: null, line: at, reason })
  })
})
