import { commands } from '../../src/server/index.ts'
import { judge, modelConfig, type Setting, type Tally } from './compare.ts'
import type { Words } from './commands.ts'
import { Dice } from './dice.ts'
import { Model, rulesWith } from './model.ts'
import { countOf, type Count } from './script.ts'
import { COUNTS, CURSORS, FIXED, KEYS, OPTIONS, PATTERNS, SCANS, SETUP } from './oddWords.ts'

const PIECES = [
  '*',
  '?',
  '[',
  ']',
  '^',
  '\\',
  '-',
  'a',
  'b',
  'c',
  '1',
  '\xff',
  '\x80',
  '[a-c]',
  '[^a]',
  '[c-a]',
  '**',
]

/** Patterns of all kinds against names of all kinds, by a hash that shows whole. */
function patternCommands(dice: Dice): readonly Words[] {
  const word = (most: number, from: readonly string[]) =>
    Array.from({ length: dice.number(0, most) }, () => dice.pick(from)).join('')
  const names = Array.from({ length: 300 }, () =>
    word(4, ['a', 'b', 'c', '1', ']', '[', '\xff', '\x80', '-', '\\']),
  )
  const patterns = Array.from({ length: 1_500 }, () => word(6, PIECES))
  return [
    ['CONFIG', 'SET', 'hash-max-listpack-entries', '512'],
    ['DEL', 'names'],
    ['HSET', 'names', ...new Set(names)].flatMap((name, i) => (i < 2 ? [name] : [name, 'v'])),
    ...patterns.map((pattern) => ['HSCAN', 'names', '0', 'MATCH', pattern]),
  ]
}

/** Each pattern where it filters names, and where it filters keys. */
const patternsOnKeys = (): readonly Words[] =>
  PATTERNS.flatMap((pattern) => [
    ['HSCAN', 'names', '0', 'MATCH', pattern],
    ['SCAN', '0', 'COUNT', '1000', 'MATCH', pattern],
    ['KEYS', pattern],
  ])

/** Every scan command on every encoding, with each odd cursor, count and option. */
function scanCommands(): readonly Words[] {
  const missing = ['SSCAN', 'HSCAN', 'ZSCAN'].flatMap((name) => [
    [name, 'gone'],
    [name, 'w'],
  ])
  const scans = [...SCANS, ...missing]
  return [
    ...scans.flatMap((before) => CURSORS.map((cursor) => [...before, cursor, 'COUNT', '3'])),
    ...scans.flatMap((before) => COUNTS.map((count) => [...before, '3', 'COUNT', count])),
    ...scans.flatMap((before) => OPTIONS.map((options) => [...before, '0', ...options])),
    ...SCANS.flatMap((before) =>
      ['1', '7', '13', '40'].map((cursor) => [...before, cursor, 'COUNT', '1']),
    ),
  ]
}

/** Too few words for every command, and too many where that can be. */
function arityCommands(): readonly Words[] {
  return [...commands].flatMap(([name, { arity }]) =>
    Array.from({ length: Math.abs(arity) + 2 }, (_, more) => [
      name.toUpperCase(),
      ...Array.from({ length: more }, () => 'w'),
    ]).filter((words) => (arity > 0 ? words.length !== arity : words.length < -arity)),
  )
}

/** Every command that wants a type, on every key. */
const typeCommands = (): readonly Words[] =>
  KEYS.flatMap((key) => [
    ...['GET', 'STRLEN', 'INCR', 'SMEMBERS', 'SCARD', 'HLEN', 'HGETALL', 'ZCARD'].map((name) => [
      name,
      key,
    ]),
    ...['SISMEMBER', 'SREM', 'HGET', 'HEXISTS', 'HDEL', 'ZSCORE', 'ZREM'].map((name) => [
      name,
      key,
      'user:1',
    ]),
    ...['SSCAN', 'HSCAN', 'ZSCAN'].map((name) => [name, key, '0']),
    ...['TYPE', 'EXISTS', 'TTL', 'PERSIST', 'TOUCH'].map((name) => [name, key]),
    ['OBJECT', 'ENCODING', key],
    ['DEBUG', 'HTSTATS-KEY', key],
    ['SADD', key, 'user:9'],
    ['HSET', key, 'user:9', 'v'],
    ['HMSET', key, 'user:9', 'w'],
    ['ZADD', key, '1', 'user:9'],
    ['APPEND', key, 'x'],
    ['SET', key, 'v', 'GET'],
    ['SCAN', '0', 'COUNT', '1000'],
    ['DEL', key],
  ])

function allCommands(seed: number): readonly Words[] {
  return [
    ...SETUP,
    ...scanCommands(),
    ...arityCommands(),
    ...FIXED,
    ...patternCommands(new Dice(seed)),
    ...patternsOnKeys(),
    ...typeCommands(),
  ]
}

/** What `oddSequence` compares, without a server. */
export const countOdd = (seed: number): Count => countOf(allCommands(seed))

/** Errors, odd cursors, odd counts, odd patterns, bytes of all kinds: fixed lists and some dice. */
export async function oddSequence(setting: Setting, tally: Tally, seed: number): Promise<void> {
  const { server, profile, plant } = setting
  const model = new Model(modelConfig(setting), rulesWith(profile, plant))
  const asked = allCommands(seed)
  const got = await server.client.send(asked)
  for (const [index, words] of asked.entries()) {
    judge(tally, 'odd words', [{ words, wanted: model.call(words) }], [got[index]])
  }
}
