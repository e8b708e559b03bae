import { describe, expect, it } from 'vitest'
import { range, Talk } from './session.ts'

/** A keyspace of 65 keys that has just begun to grow from 64 buckets, one key in each. */
function growing(before: readonly string[]): Talk {
  const talk = new Talk('redis-7.0')
  before.forEach((line) => talk.say(line))
  range(talk.state.values.size, 65)
    .split(' ')
    .forEach((key) => talk.say(`SET ${key} v`))
  expect(talk.state.keyspace.rehashIndex).toBeGreaterThanOrEqual(0)
  return talk
}

/** The rehash steps that a command makes in the table of keys. */
function steps(before: readonly string[], command: string): number {
  const talk = growing(before)
  talk.say(command)
  return talk
    .told('dict.fact')
    .filter(({ place, fact }) => place.dict === 'keyspace' && fact.kind === 'rehash.advanced')
    .length
}

describe('INCR', () => {
  it('looks a key up again to replace a shared integer, and counts one of its own in place', () => {
    expect(steps([], 'INCR k64')).toBe(1)
    expect(steps(['SET k0 41'], 'INCR k0')).toBe(2)
    expect(steps(['SET k0 9999'], 'INCR k0')).toBe(2)
    expect(steps(['SET k0 10000'], 'INCR k0')).toBe(1)
    expect(steps(['SET k0 -2'], 'INCR k0')).toBe(1)
    expect(steps(['SET k0 -1'], 'INCR k0')).toBe(2)
    expect(steps(['APPEND k0 2', 'APPEND k0 0000'], 'INCR k0')).toBe(2)
    expect(steps([], 'INCR new')).toBe(2)
  })

  it('answers with all digits', () => {
    const talk = new Talk('redis-7.0')
    talk.say('SET k 9007199254740992')
    expect(talk.run({ type: 'call', words: ['INCR', 'k'] })).toEqual({
      kind: 'integer',
      value: '9007199254740993',
    })
    talk.say('SET k 9223372036854775807')
    expect(talk.say('INCR k')).toBe('ERR increment or decrement would overflow')
  })
})

describe('APPEND', () => {
  it('looks a key up again unless its string is raw already', () => {
    expect(steps(['SET k0 word'], 'APPEND k0 x')).toBe(2)
    expect(steps(['SET k0 41'], 'APPEND k0 x')).toBe(2)
    expect(steps(['APPEND k0 a', 'APPEND k0 b'], 'APPEND k0 c')).toBe(1)
    expect(steps([`SET k0 ${'x'.repeat(45)}`], 'APPEND k0 c')).toBe(1)
  })
})

it('SET of 4.0 takes NX, XX, EX and PX alone; GT and LT of ZADD came later too', () => {
  const talk = new Talk('redis-4.0.9')
  expect(talk.say('SET k v NX PX 100')).toBe('OK')
  expect(talk.say('SET k v KEEPTTL')).toBe('ERR syntax error')
  expect(talk.say('SET k v GET')).toBe('ERR syntax error')
  expect(talk.say('SET k v EXAT 100')).toBe('ERR syntax error')
  expect(talk.say('ZADD z GT 1 a')).toBe('ERR syntax error')
  expect(talk.say('ZADD z NX CH 1 a')).toBe(1)
})
