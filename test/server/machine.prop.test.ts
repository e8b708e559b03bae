import fc from 'fast-check'
import { expect, it } from 'vitest'
import { profileIds } from '../../src/engine/index.ts'
import { serverMachine, type ServerCommand, type ServerState } from '../../src/server/index.ts'
import { configOf } from './session.ts'

const name = fc.constantFrom('', 'a', 'b', '1', '2', '-5', 'k7', '\0', '\xff', 'x'.repeat(70))
const names = fc.array(name, { minLength: 1, maxLength: 6 })
const key = fc.constantFrom('s', 'h', 'z', 't', '')
const cursor = fc.constantFrom('0', '2', '1', '18446744073709551615', 'x')

const words = fc.oneof(
  fc.tuple(key, names).map(([k, members]) => ['SADD', k, ...members]),
  fc.tuple(key, names).map(([k, members]) => ['SREM', k, ...members]),
  fc.tuple(key, names).map(([k, fields]) => ['HSET', k, ...fields.flatMap((f) => [f, 'v'])]),
  fc.tuple(key, names).map(([k, fields]) => ['HDEL', k, ...fields]),
  fc.tuple(key, names).map(([k, members]) => ['ZADD', k, ...members.flatMap((m) => ['1.5', m])]),
  fc.tuple(key, names).map(([k, members]) => ['ZREM', k, ...members]),
  fc.tuple(key, name).map(([k, value]) => ['SET', k, value]),
  fc.tuple(name, name).map(([k, value]) => ['SET', k, value, 'PX', '50']),
  fc.tuple(key, fc.constantFrom('-1', '1', '100')).map(([k, time]) => ['EXPIRE', k, time]),
  key.map((k) => ['DEL', k]),
  fc
    .tuple(fc.constantFrom('HPEXPIRE', 'HPEXPIREAT'), key, fc.constantFrom('0', '1', '50'), name)
    .map(([set, k, time, field]) => [set, k, time, 'FIELDS', '1', field]),
  fc
    .tuple(fc.constantFrom('HTTL', 'HPERSIST'), key, name)
    .map(([ask, k, field]) => [ask, k, 'FIELDS', '1', field]),
  fc.tuple(fc.constantFrom('HGET', 'HEXISTS'), key, name).map((list) => [...list]),
  fc
    .tuple(fc.constantFrom('SSCAN', 'HSCAN', 'ZSCAN'), key, cursor)
    .map(([scan, k, at]) => [scan, k, at, 'COUNT', '2', 'MATCH', '*']),
  cursor.map((at) => ['SCAN', at, 'TYPE', 'set']),
  fc.constantFrom(['BGSAVE'], ['FLUSHALL'], ['KEYS', '*'], ['nonsense'], ['PERSIST', 't']),
)

const command: fc.Arbitrary<ServerCommand> = fc.oneof(
  { weight: 20, arbitrary: words.map((list): ServerCommand => ({ type: 'call', words: list })) },
  { weight: 2, arbitrary: fc.constant<ServerCommand>({ type: 'tick', ms: 40, only: null }) },
  { weight: 1, arbitrary: fc.constant<ServerCommand>({ type: 'wait', ms: 60 }) },
  { weight: 1, arbitrary: fc.constant<ServerCommand>({ type: 'childEnds' }) },
)

const SMALL = {
  'set-max-intset-entries': 2,
  'set-max-listpack-entries': 2,
  'hash-max-listpack-entries': 2,
  'zset-max-listpack-entries': 2,
}

it.each(profileIds)('%s: the events alone make the state, and no invariant breaks', (profile) => {
  const commands = fc.array(command, { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(commands, fc.boolean(), (list, small) => {
      const config = configOf(profile, { options: small ? SMALL : {}, probes: small })
      let state: ServerState = serverMachine.init(config)
      for (const one of list) {
        const events = serverMachine.run(state, one, config)
        expect(events.length).toBeGreaterThan(0)
        state = events.reduce(serverMachine.reduce, state)
        serverMachine.check(state)
      }
      expect(serverMachine.weight(state)).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 60 },
  )
})
