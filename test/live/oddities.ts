import { Model, rulesWith } from './model.ts'
import { modelConfig, type Setting, type Tally } from './compare.ts'
import type { Words } from './commands.ts'
import { Dice } from './dice.ts'

const CURSORS = [
  '0',
  '',
  '00',
  '007',
  '+5',
  '-1',
  '-0',
  ' 5',
  '5 ',
  '1e3',
  '0x10',
  '5\0x',
  '\0',
  '\t1',
  '--1',
  '+-1',
  '+',
  '-',
  '18446744073709551615',
  '18446744073709551616',
  '-18446744073709551615',
  '-18446744073709551616',
  '9223372036854775808',
  '-9223372036854775808',
  '1'.repeat(40),
  '0'.repeat(60),
  '\xf0\x9f\x98\x80',
  'abc',
  '1.0',
]

const COUNTS = [
  '0',
  '-1',
  '1',
  '10',
  '+1',
  '01',
  ' 1',
  'x',
  '',
  '9223372036854775807',
  '9223372036854775808',
  '1.5',
]

const SETUP: readonly Words[] = [
  ['FLUSHALL'],
  ['CONFIG', 'SET', 'set-max-intset-entries', '512'],
  ['CONFIG', 'SET', 'hash-max-listpack-entries', '8'],
  ['CONFIG', 'SET', 'zset-max-listpack-entries', '8'],
  ['SET', '', 'the empty key'],
  ['SET', 'n', '12345678901234567890'],
  ['SET', 'i', '42'],
  ['SET', 'long', 'x'.repeat(45)],
  ['SADD', 'ints', '3', '1', '2', '-7', '9223372036854775807', '-9223372036854775808'],
  ['SADD', 'set', 'user:1', '', '\0', '\xff\xfe', '007', '5'],
  ['HSET', 'small', '', 'empty', 'b', '\0\xff', 'c', '3'],
  ['HSET', 'hash', ...Array.from({ length: 24 }, (_, i) => `user:${i >> 1}`)],
  ['HSET', 'longvalue', 'user:1', 'x'.repeat(65)],
  ['ZADD', 'zsmall', '1', 'a', '1', '', '0.1', 'c', '-inf', 'd', '1e300', 'e', '3e-10', 'f'],
  ['ZADD', 'zset', ...Array.from({ length: 24 }, (_, i) => (i % 2 ? `user:${i}` : String(i / 7)))],
]

const FIXED: readonly Words[] = [
  ['NOSUCH'],
  ['nosuch', 'a', 'b\r\nc', "d'e", '', '\xff'],
  ['NOSUCH', 'x'.repeat(200), 'y', 'z'],
  ['N'.repeat(200), 'x'],
  ['NOSUCH', ...Array.from({ length: 40 }, (_, i) => `word${i}`)],
  ['get'],
  ['GET', 'a', 'b'],
  ['GeT'],
  ['SCAN'],
  ['SSCAN', 'a'],
  ['HSCAN'],
  ['SET', 'a'],
  ['SADD', 'a'],
  ['HSET', 'h', 'a'],
  ['HSET', 'h', 'a', 'b', 'c'],
  ['HMSET', 'h', 'a', 'b', 'c'],
  ['ZADD', 'z', '1'],
  ['DEL'],
  ['DBSIZE', 'x'],
  ['KEYS'],
  ['OBJECT'],
  ['OBJECT', 'ENCODING'],
  ['OBJECT', 'NOSUCH', 'i'],
  ['CONFIG'],
  ['CONFIG', 'SET'],
  ['CONFIG', 'SET', 'hz'],
  ['CONFIG', 'NOSUCH'],
  ['CONFIG', 'GET'],
  ['CONFIG', 'SET', 'hz', 'x'],
  ['CONFIG', 'SET', 'activerehashing', 'maybe'],
  ['CONFIG', 'GET', 'hash-max-listpack-entries'],
  ['DEBUG'],
  ['DEBUG', 'NOSUCH', 'x'],
  ['DEBUG', 'HTSTATS'],
  ['DEBUG', 'HTSTATS', 'x'],
  ['DEBUG', 'HTSTATS', '99'],
  ['DEBUG', 'HTSTATS', '3'],
  ['DEBUG', 'HTSTATS-KEY', 'gone'],
  ['DEBUG', 'HTSTATS-KEY', 'ints'],
  ['DEBUG', 'HTSTATS-KEY', 'i'],
  ['DEBUG', 'HTSTATS-KEY', 'set'],
  ['OBJECT', 'ENCODING', 'gone'],
  ['OBJECT', 'ENCODING', 'i'],
  ['OBJECT', 'ENCODING', 'n'],
  ['OBJECT', 'ENCODING', 'long'],
  ['OBJECT', 'ENCODING', 'ints'],
  ['OBJECT', 'ENCODING', 'set'],
  ['OBJECT', 'ENCODING', 'small'],
  ['OBJECT', 'ENCODING', 'hash'],
  ['OBJECT', 'ENCODING', 'zsmall'],
  ['OBJECT', 'ENCODING', 'zset'],
  ['OBJECT', 'ENCODING', 'longvalue'],
  ['GET', 'set'],
  ['SADD', 'i', 'x'],
  ['SREM', 'hash', 'x'],
  ['HGET', 'set', 'x'],
  ['HSET', 'set', 'a', 'b'],
  ['ZADD', 'set', '1', 'x'],
  ['SSCAN', 'hash', '0'],
  ['HSCAN', 'zset', '0'],
  ['ZSCAN', 'i', '0'],
  ['SSCAN', 'hash', 'x'],
  ['SSCAN', 'gone', 'x'],
  ['SSCAN', 'gone', '5'],
  ['HSCAN', 'gone', '0', 'COUNT', 'x'],
  ['SMEMBERS', 'ints'],
  ['SMEMBERS', 'set'],
  ['SMEMBERS', 'gone'],
  ['SCARD', 'i'],
  ['GET', ''],
  ['TYPE', ''],
  ['SSCAN', 'ints', '0'],
  ['SSCAN', 'ints', '77', 'COUNT', '1', 'MATCH', '*7*'],
  ['SSCAN', 'set', '0'],
  ['HSCAN', 'small', '9', 'MATCH', '?'],
  ['HSCAN', 'small', '0', 'COUNT', '1'],
  ['HSCAN', 'hash', '0'],
  ['ZSCAN', 'zsmall', '0'],
  ['ZSCAN', 'zset', '0'],
  ['ZSCAN', 'zset', '0', 'COUNT', '3'],
  ['HSCAN', 'longvalue', '0'],
  ['HSCAN', 'hash', '0', 'NOVALUES'],
  ['SSCAN', 'set', '0', 'NOVALUES'],
  ['SCAN', '0', 'NOVALUES'],
  ['SCAN', '0', 'COUNT'],
  ['SCAN', '0', 'MATCH'],
  ['SCAN', '0', 'TYPE'],
  ['SCAN', '0', 'X', '1'],
  ['SCAN', '0', 'count', '5', 'COUNT', '2'],
  ['SSCAN', 'set', '0', 'TYPE', 'set'],
  ['ZADD', 'z', 'x', 'a'],
  ['ZADD', 'z', 'nan', 'a'],
  ['ZADD', 'z', 'NX', 'XX', '1', 'a'],
  ['ZADD', 'z', 'GT', 'LT', '1', 'a'],
  ['ZADD', 'z', 'NX', 'GT', '1', 'a'],
  ['ZADD', 'z', '1', 'a', '2'],
  ['ZSCORE', 'zset', 'user:1'],
  ['ZSCORE', 'zset', 'user:3'],
  ['ZSCORE', 'zsmall', 'c'],
  ['ZSCORE', 'zsmall', 'e'],
  ['ZSCORE', 'zsmall', 'd'],
  ['ZSCORE', 'zset', 'gone'],
  ['ZSCORE', 'gone', 'x'],
  ['EXPIRE', 'i', 'x'],
  ['EXPIRE', 'i', '9223372036854775807'],
  ['EXPIRE', 'i', '10', 'FOO'],
  ['EXPIRE', 'i', '10', 'NX', 'XX'],
  ['EXPIRE', 'i', '10', 'GT', 'LT'],
  ['EXPIRE', 'gone', '10'],
  ['SET', 'i', '1', 'EX'],
  ['SET', 'i', '1', 'EX', '0'],
  ['SET', 'i', '1', 'PX', 'x'],
  ['SET', 'i', '1', 'NX', 'XX'],
  ['SET', 'i', '1', 'EX', '10', 'KEEPTTL'],
  ['SET', 'set', '1', 'GET'],
  ['SET', 'i', '43', 'GET'],
  ['INCR', 'i'],
  ['INCR', 'set'],
  ['INCR', 'long'],
  ['APPEND', 'i', '1'],
  ['OBJECT', 'ENCODING', 'i'],
  ['FLUSHALL', 'X'],
  ['PING'],
  ['PING', 'x'],
  ['PING', 'x', 'y'],
  ['ECHO', '\0\xff'],
  ['ECHO'],
  ['TTL', 'i'],
  ['TTL', 'gone'],
  ['PTTL', 'i'],
  ['KEYS', '*'],
  ['KEYS', '**'],
  ['KEYS', ''],
  ['KEYS', 'l*'],
  ['DBSIZE'],
]

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

function cursorCommands(): readonly Words[] {
  return CURSORS.flatMap((cursor) => [
    ['SCAN', cursor, 'MATCH', 'nothing', 'COUNT', '100'],
    ['SSCAN', 'set', cursor],
    ['HSCAN', 'hash', cursor],
    ['ZSCAN', 'zset', cursor],
    ['SSCAN', 'ints', cursor],
  ])
}

/** Errors, odd cursors, odd counts, odd patterns, bytes of all kinds: a fixed list and some dice. */
export async function oddSequence(setting: Setting, tally: Tally, seed: number): Promise<void> {
  const { server, profile, plant } = setting
  const model = new Model(modelConfig(setting), rulesWith(profile, plant))
  const commands = [
    ...SETUP,
    ...cursorCommands(),
    ...COUNTS.flatMap((count) => [
      ['SSCAN', 'set', '0', 'COUNT', count],
      ['HSCAN', 'small', '0', 'COUNT', count],
    ]),
    ...FIXED,
    ...patternCommands(new Dice(seed)),
  ]
  const got = await server.client.send(commands)
  for (const [index, words] of commands.entries()) {
    const wanted = JSON.stringify(model.call(words))
    const reply = JSON.stringify(got[index])
    tally.commands++
    if (/SCAN$/.test(words[0] ?? '')) tally.scans++
    if (wanted === reply) continue
    tally.differing++
    if (tally.differences.length < 40) {
      const said = `the model says ${wanted.slice(0, 300)}, the server ${reply?.slice(0, 300) ?? ''}`
      tally.differences.push(`${JSON.stringify(words).slice(0, 200)}: ${said}`)
    }
  }
}
