import { setTimeout as sleep } from 'node:timers/promises'
import { commandNamed, commands, serverProfiles, type Bytes } from '../../src/server/index.ts'
import { judge, modelConfig, type Setting, type Tally } from './compare.ts'
import type { Words } from './commands.ts'
import { LONG } from './learn.ts'
import { Model, rulesWith } from './model.ts'
import { countOf, FRESH, sumOf, type Count } from './script.ts'

const WHEN = '4102444800'
const LATER = '4102444801'

/** One key of each kind: encodings, deadlines, and what INCR and APPEND treat in different ways. */
const KEYS: readonly Words[] = [
  ['SET', 'i', '42'],
  ['SET', 'n', '20000'],
  ['SET', 'negative', '-1'],
  ['SET', 'long', 'x'.repeat(45)],
  ['SET', 'w', 'word'],
  ['APPEND', 'appended', 'abc'],
  ['APPEND', 'appended', 'd'],
  ['SADD', 'ints', '1', '2', '3'],
  ['SADD', 'set', 'user:1', 'user:2'],
  ['HSET', 'small', 'a', '1', 'b', '2'],
  ['HSET', 'hash', 'user:1', LONG],
  ['ZADD', 'zsmall', '1', 'a', '2', 'b'],
  ['ZADD', 'zset', '1', LONG, '2', 'user:2'],
  ['SET', 'timed', 'v', 'EXAT', WHEN],
]
const EXPIRING: Words = ['SET', 'expired', '1', 'PX', '1']
const UNTIL_EXPIRED = 20

const strings = ['i', 'n', 'negative', 'long', 'w', 'appended', 'timed', 'expired', 'gone']
const everything = [...strings, 'ints', 'set', 'small', 'hash', 'zsmall', 'zset']

const each = (keys: readonly Bytes[], ...makers: readonly ((key: Bytes) => Words)[]) =>
  keys.flatMap((key) => makers.map((make) => make(key)))

const onStrings: readonly Words[] = [
  ...each(
    everything,
    (key) => ['SET', key, 'v'],
    (key) => ['SET', key, 'v', 'NX'],
    (key) => ['SET', key, 'v', 'XX', 'KEEPTTL'],
    (key) => ['SET', key, 'v', 'EXAT', LATER],
    (key) => ['SETNX', key, 'v'],
  ),
  ...each(
    [...strings, 'set'],
    (key) => ['SET', key, 'v', 'GET'],
    (key) => ['SET', key, 'v', 'GET', 'PXAT', `${LATER}000`],
    (key) => ['GET', key],
    (key) => ['STRLEN', key],
    (key) => ['APPEND', key, '1'],
    (key) => ['INCR', key],
  ),
]

const onKeys: readonly Words[] = [
  ...each(
    everything,
    (key) => ['EXISTS', key],
    (key) => ['TOUCH', key, 'w', key],
    (key) => ['TYPE', key],
    (key) => ['DEL', key],
    (key) => ['UNLINK', key, 'w', 'gone'],
    (key) => ['EXPIRE', key, '100'],
    (key) => ['PEXPIRE', key, '100000', 'NX'],
    (key) => ['EXPIREAT', key, LATER, 'GT'],
    (key) => ['EXPIREAT', key, WHEN, 'LT'],
    (key) => ['PEXPIREAT', key, `${LATER}000`, 'XX'],
    (key) => ['EXPIREAT', key, '1'],
    (key) => ['PERSIST', key],
    (key) => ['OBJECT', 'ENCODING', key],
    (key) => ['OBJECT', 'FREQ', key],
    (key) => ['DEBUG', 'HTSTATS-KEY', key],
  ),
  ...each(
    ['w', 'gone', 'expired'],
    (key) => ['TTL', key],
    (key) => ['PTTL', key],
  ),
]

const onCollections: readonly Words[] = [
  ...each(
    ['set', 'ints', 'gone', 'expired', 'w'],
    (key) => ['SADD', key, 'user:3', '7'],
    (key) => ['SREM', key, '1', '2', '3', 'user:1', 'user:2'],
    (key) => ['SISMEMBER', key, '1'],
    (key) => ['SMEMBERS', key],
    (key) => ['SCARD', key],
    (key) => ['SSCAN', key, '0'],
  ),
  ...each(
    ['hash', 'small', 'gone', 'expired', 'w'],
    (key) => ['HSET', key, 'a', '1', 'user:4', '2'],
    (key) => ['HMSET', key, 'a', '1'],
    (key) => ['HDEL', key, 'a', 'b', 'user:1'],
    (key) => ['HGET', key, 'a'],
    (key) => ['HEXISTS', key, 'a'],
    (key) => ['HLEN', key],
    (key) => ['HGETALL', key],
    (key) => ['HSCAN', key, '0'],
  ),
  ...each(
    ['zset', 'zsmall', 'gone', 'expired', 'w'],
    (key) => ['ZADD', key, '1', 'a', '3', 'c'],
    (key) => ['ZADD', key, 'XX', '5', 'c'],
    (key) => ['ZREM', key, 'a', 'b', 'user:2', LONG],
    (key) => ['ZSCORE', key, 'a'],
    (key) => ['ZCARD', key],
    (key) => ['ZSCAN', key, '0'],
  ),
]

const FIELDS = ['FIELDS', '2', 'a', 'user:1']

const onFields: readonly Words[] = each(
  ['hash', 'small', 'gone', 'expired', 'w'],
  (key) => ['HEXPIRE', key, '100', ...FIELDS],
  (key) => ['HPEXPIRE', key, '100000', 'NX', ...FIELDS],
  (key) => ['HEXPIREAT', key, LATER, ...FIELDS],
  (key) => ['HPEXPIREAT', key, `${LATER}000`, 'XX', ...FIELDS],
  (key) => ['HEXPIREAT', key, '1', ...FIELDS],
  (key) => ['HPERSIST', key, ...FIELDS],
  (key) => ['HTTL', key, ...FIELDS],
  (key) => ['HPTTL', key, ...FIELDS],
  (key) => ['HEXPIRETIME', key, ...FIELDS],
  (key) => ['HPEXPIRETIME', key, ...FIELDS],
)

const onAll: readonly Words[] = [
  ['SCAN', '0', 'COUNT', '1000'],
  ['SCAN', '0', 'COUNT', '1000', 'MATCH', 'e*'],
  ['SCAN', '0', 'COUNT', '1000', 'TYPE', 'hash'],
  ['SCAN', '0', 'COUNT', '7', 'TYPE', 'none'],
  ['KEYS', '*'],
  ['KEYS', 'e*'],
  ['DBSIZE'],
  ['DEBUG', 'HTSTATS', '0'],
  ['CONFIG', 'GET', 'hash-max-listpack-entries'],
  ['PING'],
  ['ECHO', 'x'],
  ['INFO', 'persistence'],
  ['FLUSHALL'],
  ['FLUSHDB', 'SYNC'],
]

/** What holds the tables still for later cases, and is compared in the random sequences. */
const ELSEWHERE = ['bgsave']

/** All cases; throws when the version has a command of which there is none. */
function allCases(profile: Setting['profile']): readonly Words[] {
  const { fieldDeadlines } = serverProfiles[profile]
  const ofHashes = fieldDeadlines ? [...onCollections, ...onFields] : onCollections
  const cases = [...onStrings, ...onKeys, ...ofHashes, ...onAll]
  const tried = new Set(cases.map(([name = '']) => name.toLowerCase()))
  const missed = [...commands.keys()].filter(
    (name) =>
      commandNamed(name, serverProfiles[profile]) !== undefined &&
      !tried.has(name) &&
      !ELSEWHERE.includes(name),
  )
  if (missed.length > 0) throw new Error(`no steps are compared of ${missed.join(', ')}`)
  return cases
}

/** What a command has left: both tables, and all keys in the order of their chains. */
const LOOK: readonly Words[] = [
  ['DEBUG', 'HTSTATS', '0'],
  ['SCAN', '0', 'COUNT', '10000'],
]

/** Whether some keys must be expired when the command runs. */
const needsExpired = (words: Words) =>
  words.includes('expired') || words[0] === 'SCAN' || words[0] === 'KEYS'

const BUCKETS = 64
/** With one deadline more than these the table of deadlines grows. */
const DEADLINES = 8

/** Commands that leave the keyspace and the deadlines in the middle of a rehash. */
function preparation(names: readonly Bytes[], expiring: boolean): readonly Words[] {
  const kinds = expiring ? [...KEYS, EXPIRING] : KEYS
  const there = new Set(kinds.map(([, key]) => key)).size
  const fill = names.filter((name) => name.startsWith('user:')).slice(0, BUCKETS + 1 - there)
  const timed = DEADLINES - (expiring ? 2 : 1)
  return [
    ['FLUSHALL'],
    ...kinds,
    ...fill.map((name, i) => (i < timed ? ['SET', name, 'v', 'EXAT', WHEN] : ['SET', name, 'v'])),
    ['EXPIREAT', 'long', WHEN],
  ]
}

/** INFO tells of a real server what no model knows; what it does to the tables is compared. */
const isCompared = ([name = '']: Words) => name !== 'INFO'

/** What `stepsSequence` compares, without a server. */
export const countSteps = (profile: Setting['profile'], names: readonly Bytes[]): Count =>
  sumOf(
    allCases(profile).flatMap((words) => [
      countOf(preparation(names, needsExpired(words))),
      countOf([words, ...LOOK].filter(isCompared)),
    ]),
  )

/**
 * Every command that the model knows, on keys of every kind, while the table of keys and the table
 * of deadlines are being rehashed: after it both must stand as the server's do, chain by chain, so
 * that no lookup more or less goes unseen. serverCron cannot resize a table in the middle of a
 * rehash.
 */
export async function stepsSequence(setting: Setting, tally: Tally): Promise<void> {
  const { server, profile, low, plant } = setting
  const names = [...low.keys()]
  await server.client.send(FRESH)
  for (const words of allCases(profile)) {
    const model = new Model(modelConfig(setting), rulesWith(profile, plant))
    const ask = async (commands: readonly Words[]) => {
      const asked = commands.map((one) => ({ words: one, wanted: model.call(one) }))
      const got = await server.client.send(commands)
      const compared = asked.map((one, index) => ({ ...one, got: got[index] }))
      const told = compared.filter(({ words }) => isCompared(words))
      return judge(
        tally,
        `steps of ${words.join(' ')}`,
        told,
        told.map((one) => one.got),
      )
    }
    if (!(await ask(preparation(names, needsExpired(words))))) continue
    const { keyspace, expires } = model.state
    if (keyspace.rehashIndex < 0 || expires.rehashIndex < 0) throw new Error('no rehash is on')
    if (needsExpired(words)) {
      await sleep(UNTIL_EXPIRED)
      model.run({ type: 'wait', ms: UNTIL_EXPIRED })
    }
    await ask([words, ...LOOK])
  }
}
