import type { Bytes, Reply } from '../../src/server/index.ts'
import type { Dice } from './dice.ts'

export type Words = readonly Bytes[]

/** What a sequence remembers between its commands. */
export interface Scene {
  readonly dice: Dice
  readonly key: Bytes
  readonly names: readonly Bytes[]
  /** Where each walk stands; a walk goes on with the cursor that came back. */
  cursor: Bytes
  growing: boolean
}

export interface Sort {
  readonly next: (scene: Scene) => Words
  readonly options: readonly (readonly [name: string, values: readonly number[]])[]
}

const PATTERNS = [
  '*',
  'user:*',
  'user:?[0-4]*',
  '*1*',
  '-*',
  '[^u]*',
  '*[0-9]',
  'nothing',
  '\\*',
  '?',
]

/** COUNT, MATCH and the cursor of a scan; now and then a cursor that nobody gave. */
function scanWords({ dice, cursor }: Scene, before: Words): Words {
  const odd = dice.pick(['0', '0', '18446744073709551615', String(dice.number(0, 4095))])
  const words = [...before, dice.chance(0.05) ? odd : cursor]
  if (dice.chance(0.9)) words.push('COUNT', String(dice.pick([1, 1, 1, 2, 3, 5, 10, 30])))
  if (dice.chance(0.15)) words.push('MATCH', dice.pick(PATTERNS))
  return words
}

export const isScan = ([name = '']: Words) => /^[SHZ]?SCAN$/.test(name)

/** Remembers where the walk goes on. */
export function remember(scene: Scene, words: Words, reply: Reply): void {
  if (!isScan(words) || reply.kind !== 'array') return
  const [next] = reply.items
  if (next?.kind === 'bulk') scene.cursor = next.bytes
}

function turn(scene: Scene): void {
  if (scene.dice.chance(0.02)) scene.growing = !scene.growing
}

const htstats = (scene: Scene): Words => ['DEBUG', 'HTSTATS-KEY', scene.key]

function setCommand(scene: Scene): Words {
  const { dice, key, names } = scene
  turn(scene)
  const roll = dice.number(0, 99)
  if (roll < 30) return scanWords(scene, ['SSCAN', key])
  if (roll < 50) return [scene.growing ? 'SADD' : 'SREM', key, ...dice.some(names, 8)]
  if (roll < 60) return ['SADD', key, ...dice.some(names, 2)]
  if (roll < 70) return ['SREM', key, dice.pick(names)]
  if (roll < 88) return ['SISMEMBER', key, dice.pick(names)]
  if (roll < 91) return ['SCARD', key]
  if (roll < 93) return ['SMEMBERS', key]
  return roll < 95 ? ['OBJECT', 'ENCODING', key] : htstats(scene)
}

function fields({ dice, names }: Scene, most: number): Words {
  return dice.some(names, most).flatMap((name) => [name, `v${dice.number(0, 999)}`])
}

function hashCommand(scene: Scene): Words {
  const { dice, key, names } = scene
  turn(scene)
  const roll = dice.number(0, 99)
  if (roll < 30) return scanWords(scene, ['HSCAN', key])
  if (roll < 50 && scene.growing) return ['HSET', key, ...fields(scene, 6)]
  if (roll < 50) return ['HDEL', key, ...dice.some(names, 8)]
  if (roll < 60) return ['HSET', key, ...fields(scene, 1)]
  if (roll < 68) return ['HDEL', key, dice.pick(names)]
  if (roll < 78) return ['HEXISTS', key, dice.pick(names)]
  if (roll < 88) return ['HGET', key, dice.pick(names)]
  if (roll < 91) return ['HLEN', key]
  if (roll < 93) return ['HGETALL', key]
  return roll < 95 ? ['OBJECT', 'ENCODING', key] : htstats(scene)
}

const SCORES = ['0', '1', '-1', '2.5', '0.1', '1e20', '-3.75e-7', '123456789', 'inf', '-inf', '3']

function scored({ dice, names }: Scene, most: number): Words {
  return dice.some(names, most).flatMap((name) => [dice.pick(SCORES), name])
}

function zsetCommand(scene: Scene): Words {
  const { dice, key, names } = scene
  turn(scene)
  const roll = dice.number(0, 99)
  if (roll < 30) return scanWords(scene, ['ZSCAN', key])
  if (roll < 50 && scene.growing) return ['ZADD', key, ...scored(scene, 6)]
  if (roll < 50) return ['ZREM', key, ...dice.some(names, 8)]
  if (roll < 56) return ['ZADD', key, ...scored(scene, 1)]
  if (roll < 60) {
    return ['ZADD', key, dice.pick(['NX', 'XX', 'GT', 'LT', 'CH']), ...scored(scene, 2)]
  }
  if (roll < 68) return ['ZREM', key, dice.pick(names)]
  if (roll < 88) return ['ZSCORE', key, dice.pick(names)]
  if (roll < 93) return ['ZCARD', key]
  return roll < 95 ? ['OBJECT', 'ENCODING', key] : htstats(scene)
}

function newValue(scene: Scene, key: Bytes): Words {
  const { dice, names } = scene
  const roll = dice.number(0, 9)
  if (roll < 5) return ['SET', key, `v${dice.number(0, 99)}`]
  // Only integers of which Redis keeps one object each: EXEC holds on to all others, and INCR sees it.
  if (roll < 6) return ['SET', key, String(dice.number(9_990, 9_999))]
  if (roll < 7) return ['SADD', key, ...dice.some(names, 3)]
  if (roll < 8) return ['HSET', key, ...fields(scene, 2)]
  return roll < 9 ? ['ZADD', key, ...scored(scene, 2)] : ['SET', key, 'v', 'EX', '5000']
}

const TYPES = ['string', 'set', 'hash', 'zset', 'none', 'STRING', 'nonsense']

function keyspaceScan(scene: Scene): Words {
  const words = scanWords(scene, ['SCAN'])
  return scene.dice.chance(0.15) ? [...words, 'TYPE', scene.dice.pick(TYPES)] : words
}

/** In the year 2100, so that no two clocks can disagree about which comes first. */
const FAR = ['4102444800', '4102444801', '4102444802']

function withDeadline({ dice }: Scene, key: Bytes): Words {
  const roll = dice.number(0, 9)
  if (roll < 2) return ['EXPIRE', key, '5000']
  if (roll < 3) return ['EXPIRE', key, '5000', dice.pick(['NX', 'XX'])]
  if (roll < 6) return ['PEXPIRE', key, '15']
  if (roll < 7) return ['PEXPIREAT', key, '1']
  if (roll < 8) return ['SET', key, 'w', dice.pick(['KEEPTTL', 'NX', 'XX', 'GET'])]
  if (roll < 9) return ['PERSIST', key]
  return ['EXPIREAT', key, dice.pick(FAR), dice.pick(['NX', 'XX', 'GT', 'LT'])]
}

function keyspaceCommand(scene: Scene): Words {
  const { dice, names } = scene
  turn(scene)
  const key = dice.pick(names)
  const roll = dice.number(0, 99)
  if (roll < 35) return keyspaceScan(scene)
  if (roll < 60) return scene.growing ? newValue(scene, key) : ['DEL', ...dice.some(names, 8)]
  if (roll < 66) return newValue(scene, key)
  if (roll < 72) return withDeadline(scene, key)
  if (roll < 76) return ['DEL', key]
  if (roll < 82) return ['GET', key]
  if (roll < 86) return ['EXISTS', ...dice.some(names, 3)]
  if (roll < 89) return ['TYPE', key]
  if (roll < 91)
    return dice.pick([
      ['SETNX', key, '1'],
      ['STRLEN', key],
      ['APPEND', key, dice.pick(['x', '1'])],
    ])
  if (roll < 92) return ['INCR', key]
  if (roll < 94) return ['OBJECT', 'ENCODING', key]
  if (roll < 96) return ['DBSIZE']
  return roll < 98 ? ['KEYS', dice.pick(PATTERNS)] : ['DEBUG', 'HTSTATS', '0']
}

/** What is compared, each sort with the options that its sequences vary. */
export const sorts = {
  sets: { next: setCommand, options: [['set-max-intset-entries', [0, 4, 16, 512]]] },
  hashes: { next: hashCommand, options: [['hash-max-listpack-entries', [0, 0, 8, 20, 512]]] },
  'sorted sets': {
    next: zsetCommand,
    options: [['zset-max-listpack-entries', [0, 0, 8, 20, 128]]],
  },
  keyspace: { next: keyspaceCommand, options: [] },
} as const satisfies Record<string, Sort>

export type SortName = keyof typeof sorts
