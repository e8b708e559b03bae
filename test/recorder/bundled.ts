/**
 * Makes the recordings that the page brings along, each from a redis-server of its own:
 * `node test/setup/run.mjs --bundle test/recorder/bundled.ts [NAME ...]`. A server's hash seed is
 * random, so a story that needs luck is recorded until it shows what it is about.
 */
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  callsOf,
  sizesOf,
  walksOf,
  type Recording,
  type RecordingId,
} from '../../src/recording/index.ts'
import { findRedisServer, RedisServer } from '../live/redisServer.ts'
import { root } from '../setup/install.mjs'
import { Folder, recordFrom, type Made } from './recordFrom.ts'

export const bundledFolder = join(root, 'public/recordings')

const MOST_TRIES = 200

const numbered = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, nth) => `${prefix}${from + nth}`)

const repeated = (times: number, line: string) => Array.from({ length: times }, () => line)

/** Names that were returned more than once. */
export function twiceIn(recording: Recording): readonly string[] {
  const counts = new Map<string, number>()
  for (const { keys } of callsOf(recording)) {
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > 1).map(([key]) => key)
}

/** The sizes that the cursors of the first walk show. */
export function sizesIn(recording: Recording): readonly number[] {
  const [walk] = walksOf(callsOf(recording))
  return sizesOf(walk?.calls ?? []).map(({ size }) => size)
}

interface Story {
  readonly record: (server: RedisServer, folder: Folder) => Promise<Made>
  /** Whether the recording shows what it is about. */
  readonly shows: (recording: Recording) => boolean
}

const during = (folder: Folder, ...lines: readonly string[]) => [
  '--allow-writes',
  '--during',
  folder.during(...lines),
]

const growingSet: Story = {
  record: (server, folder) => {
    const lookup = 'SISMEMBER fruits apple'
    const first =
      'apple banana cherry date elder fig grape hazel kiwi lemon mango nutmeg olive pear'
    const lines = [
      `SADD fruits ${first}`,
      ...repeated(2, lookup),
      '--- 5',
      'SADD fruits quince raisin sorrel tamarind',
      lookup,
      '---',
      lookup,
      lookup,
      '---',
      ...repeated(3, lookup),
      '---',
      'SREM fruits date',
      ...repeated(8, lookup),
    ]
    const args = ['--key', 'fruits', '--count', '1', '--learn', ...during(folder, ...lines)]
    return recordFrom(server, folder, args)
  },
  shows: (recording) =>
    callsOf(recording).length >= 14 &&
    callsOf(recording).some(({ next }) => next > 15n) &&
    callsOf(recording)
      .slice(0, 3)
      .some(({ next }) => next === 8n),
}

const shrinkingSet: Story = {
  record: (server, folder) => {
    const names = numbered('seat:', 1, 61)
    const lookup = 'SISMEMBER seats seat:1'
    const lines = [
      `SADD seats ${names.join(' ')}`,
      '--- 9',
      `SREM seats ${names.slice(6).join(' ')}`,
      ...repeated(4, lookup),
      '---',
      lookup,
      '---',
      ...repeated(2, lookup),
    ]
    const args = ['--key', 'seats', '--count', '1', '--learn', ...during(folder, ...lines)]
    return recordFrom(server, folder, args)
  },
  shows: (recording) =>
    twiceIn(recording).length > 0 &&
    callsOf(recording).length >= 12 &&
    callsOf(recording)
      .slice(0, 9)
      .some(({ next }) => next > 31n),
}

const changingHash: Story = {
  record: async (server, folder) => {
    await server.client.call('CONFIG', 'SET', 'hash-max-listpack-entries', '64')
    const pairs = (from: number, to: number) =>
      numbered('', from, to)
        .map((nth) => `item:${nth} ${(Number(nth) * 37) % 1000}`)
        .join(' ')
    // Each field that is looked up moves a bucket.
    const lookups = `HMGET cart ${numbered('item:', 1, 101).join(' ')}`
    const lines = [
      `HSET cart ${pairs(1, 101)}`,
      lookups,
      '--- 14',
      `HSET cart ${pairs(101, 701)}`,
      ...repeated(4, lookups),
      '--- 30',
      `HDEL cart ${numbered('item:', 21, 701).join(' ')}`,
    ]
    const args = ['--key', 'cart', '--count', '2', ...during(folder, ...lines)]
    return recordFrom(server, folder, args)
  },
  shows: (recording) => {
    const [first = 0, second = 0, third = 0, more] = sizesIn(recording)
    return first < second && second > third && third > 0 && more === undefined
  },
}

const keyspaceUnderLoad: Story = {
  record: async (server, folder) => {
    const { client } = server
    await client.send([
      ...numbered('session:', 0, 300).map((key) => ['SET', key, '1']),
      ...numbered('session:', 300, 400).map((key) => ['SET', key, '1', 'PX', '400']),
      ...numbered('cache:', 0, 300).map((key) => ['SET', key, '1']),
    ])
    let busy = true
    const load = (async () => {
      for (let round = 0; busy; round++) {
        const keys = numbered(`cache:${round % 5}:`, 0, 60)
        await client.send(keys.map((key) => (round % 2 === 0 ? ['SET', key, '1'] : ['DEL', key])))
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    const args = ['--match', 'session:*', '--count', '20', '--rate', '60']
    const made = await recordFrom(server, folder, args)
    busy = false
    await load
    return made
  },
  shows: (recording) => callsOf(recording).some(({ keys }) => keys.length === 0),
}

const killedServer: Story = {
  record: async (server, folder) => {
    await server.client.call('SADD', 'visitors', ...numbered('visitor:', 10_000, 13_000))
    let gone: Promise<void> | undefined
    const made = await recordFrom(server, folder, ['--key', 'visitors', '--count', '50'], {
      onProgress: (line) => {
        if (/\] +6\d\.\d %/.test(line)) gone ??= server.stop()
      },
    })
    await gone
    return made
  },
  shows: ({ lines }) => {
    const last = lines.at(-1)
    return last?.kind === 'event' && last.end?.why === 'lost'
  },
}

const sortedSetAtRest: Story = {
  record: async (server, folder) => {
    await server.client.call('CONFIG', 'SET', 'zset-max-listpack-entries', '16')
    const scored = numbered('player:', 1, 57).flatMap((name, nth) => [String(nth * 25), name])
    await server.client.call('ZADD', 'scores', ...scored)
    await server.client.send(repeated(40, 'ZSCORE scores player:1').map((line) => line.split(' ')))
    return recordFrom(server, folder, ['--key', 'scores', '--count', '2'])
  },
  shows: (recording) => sizesIn(recording).join() === '64',
}

export const stories: Readonly<Record<RecordingId, Story>> = {
  growingSet,
  shrinkingSet,
  changingHash,
  keyspaceUnderLoad,
  killedServer,
  sortedSetAtRest,
}

async function tell(story: Story, server: string, folder: Folder): Promise<Made> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const own = await RedisServer.start(server)
    let isOver = false
    try {
      const made = await story.record(own, folder)
      isOver = made.recorded.ended.why === 'lost'
      if (story.shows(made.recording)) return made
    } finally {
      if (!isOver) await own.stop()
    }
  }
  throw new Error(`in ${MOST_TRIES} tries no recording showed what it is about`)
}

/** Records the named stories, or all of them, into public/recordings. */
export async function main(names: readonly string[]): Promise<number> {
  const server = findRedisServer()
  if (server === undefined) {
    console.log('There is no redis-server to record from.')
    return 1
  }
  const folder = new Folder()
  mkdirSync(bundledFolder, { recursive: true })
  try {
    for (const [name, story] of Object.entries(stories)) {
      if (names.length > 0 && !names.includes(name)) continue
      const { recorded, recording } = await tell(story, server, folder)
      copyFileSync(recorded.path, join(bundledFolder, `${name}.jsonl`))
      console.log(`${name}: ${recording.lines.length} lines, ${recorded.ended.text}`)
    }
  } finally {
    folder.remove()
  }
  return 0
}
