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

const folder = join(ownTraces, 'server')
const shared = fileURLToPath(new URL('../../../shared/traces/server', import.meta.url))

function storyOf(text: string): Story {
  const reading = readStory(text)
  if (reading.story === null) throw new Error(`${reading.line}: ${reading.reason}`)
  return reading.story
}

const files = traceFilesIn(folder)
const stories = files.map((file) => storyOf(readText(file)))

describe('stories of real servers', () => {
  it.each(files.map((file, index) => [relative(folder, file), index] as const))(
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
    expect(main([folder], (line) => lines.push(line))).toBe(0)
    expect(lines).toEqual([`conformance: ${files.length} files, 328 operations, 0 mismatches`])
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
