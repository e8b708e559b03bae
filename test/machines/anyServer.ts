import fc from 'fast-check'
import { profileIds } from '../../src/engine/index.ts'
import type { ServerStart } from '../../src/machines/server.ts'
import type { ServerCommand } from '../../src/server/index.ts'
import type { ServerScenario } from '../../src/trace/index.ts'

const key = fc.constantFrom('s', 'h', 'z', 'k1', 'k2', 'k3', 'k9', '', '\xff')
const member = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(String),
  fc.constantFrom('a', 'b', '', '\0', '\xe9', 'x'.repeat(70)),
)
const members = fc.array(member, { minLength: 1, maxLength: 8 })
const cursor = fc.oneof(
  fc.constant('0'),
  fc.integer({ min: 0, max: 70 }).map(String),
  fc.constantFrom('4294967296', '18446744073709551615', 'x', '-1'),
)
const options = fc.constantFrom(
  [],
  ['COUNT', '1'],
  ['COUNT', '3'],
  ['COUNT', '100'],
  ['MATCH', '1*'],
  ['COUNT', '2', 'MATCH', '*'],
  ['TYPE', 'set'],
  ['COUNT', '0'],
)

const words = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(cursor, options).map(([at, more]) => ['SCAN', at, ...more]) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('SSCAN', 'HSCAN', 'zscan'), key, cursor, options)
      .map(([name, k, at, more]) => [name, k, at, ...more]),
  },
  fc.tuple(key, members).map(([k, list]) => ['SADD', k, ...list]),
  fc.tuple(key, members).map(([k, list]) => ['SREM', k, ...list]),
  fc.tuple(key, members).map(([k, list]) => ['HSET', k, ...list.flatMap((one) => [one, 'v'])]),
  fc.tuple(key, members).map(([k, list]) => ['ZADD', k, ...list.flatMap((one) => ['2', one])]),
  fc.tuple(key, member).map(([k, value]) => ['SET', k, value]),
  key.map((k) => ['SET', k, 'v', 'PX', '40']),
  key.map((k) => ['DEL', k]),
  key.map((k) => ['GET', k]),
  fc.constantFrom(['BGSAVE'], ['FLUSHALL'], ['DBSIZE'], ['nonsense', 'a'], ['SADD'], ['PING']),
)

/** Anything that can be done to a server, also at odds with what it holds. */
export const anyServerCommand: fc.Arbitrary<ServerCommand> = fc.oneof(
  { weight: 24, arbitrary: words.map((list): ServerCommand => ({ type: 'call', words: list })) },
  { weight: 2, arbitrary: fc.constant<ServerCommand>({ type: 'tick', ms: 30, only: null }) },
  { weight: 1, arbitrary: fc.constant<ServerCommand>({ type: 'tick', ms: 0, only: 'rehash' }) },
  { weight: 1, arbitrary: fc.constant<ServerCommand>({ type: 'wait', ms: 60 }) },
  { weight: 1, arbitrary: fc.constant<ServerCommand>({ type: 'childEnds' }) },
)

const filling = fc.constantFrom<readonly ServerCommand[]>(
  [],
  Array.from({ length: 14 }, (_, n) => ({ type: 'call', words: ['SET', `k${n}`, 'v'] })),
  [{ type: 'call', words: ['SADD', 's', ...Array.from({ length: 30 }, (_, n) => String(n))] }],
)

export const anyStart: fc.Arbitrary<ServerStart> = fc.record({
  profile: fc.constantFrom(...profileIds),
  hash: fc.oneof(
    fc.constant({ kind: 'given' as const }),
    fc.constant({ kind: 'siphash' as const, seed: '000102030405060708090a0b0c0d0e0f' }),
  ),
  options: fc.constantFrom(
    {},
    {
      'set-max-intset-entries': 4,
      'set-max-listpack-entries': 4,
      'hash-max-listpack-entries': 4,
      'zset-max-listpack-entries': 4,
    },
  ),
  now: fc.constant(1_000_000),
  fill: filling,
})

export const anyServerScenario: fc.Arbitrary<ServerScenario> = fc.record({
  version: fc.constant(1),
  machine: fc.constant('server'),
  config: anyStart,
  commands: fc.array(anyServerCommand, { maxLength: 40, size: 'max' }),
})
