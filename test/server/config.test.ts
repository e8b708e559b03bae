import { describe, expect, it } from 'vitest'
import { Talk } from './session.ts'

const FAILED = 'ERR CONFIG SET failed (possibly related to argument'

describe('CONFIG', () => {
  it('knows an option by its old and its new name, as the version does', () => {
    const talk = new Talk('redis-7.0')
    expect(talk.say('CONFIG SET hash-max-ziplist-entries 7')).toBe('OK')
    expect(talk.say('CONFIG GET HASH-max-listpack-entries')).toEqual([
      'HASH-max-listpack-entries',
      '7',
    ])
    expect(talk.say('CONFIG GET hash-max-*-entries')).toEqual([
      'hash-max-listpack-entries',
      '7',
      'hash-max-ziplist-entries',
      '7',
    ])
    const unknown = 'ERR Unknown option or number of arguments for CONFIG SET -'
    expect(talk.say('CONFIG SET set-max-listpack-entries 1')).toBe(
      `${unknown} 'set-max-listpack-entries'`,
    )
    expect(new Talk('redis-7.2').say('CONFIG SET set-max-listpack-entries 1')).toBe('OK')
    const old = new Talk('redis-4.0.9')
    expect(old.say('CONFIG GET hash-max-*')).toEqual([
      'hash-max-ziplist-entries',
      '512',
      'hash-max-ziplist-value',
      '64',
    ])
  })

  it('sets all or nothing', () => {
    const talk = new Talk('redis-7.0')
    expect(talk.say('CONFIG SET hz 50 activerehashing maybe')).toBe(
      `${FAILED} 'activerehashing') - argument must be 'yes' or 'no'`,
    )
    expect(talk.say('CONFIG GET hz')).toEqual(['hz', '10'])
    expect(talk.say('CONFIG SET hz 50 hz 60')).toBe(`${FAILED} 'hz') - duplicate parameter`)
  })

  it('takes what fits: amounts of memory with a unit, numbers in their range, hz as far as it goes', () => {
    const talk = new Talk('redis-7.0')
    talk.say('CONFIG SET zset-max-listpack-value 1kb hz 9000')
    expect(talk.say('CONFIG GET zset-max-listpack-value hz')).toEqual([
      'zset-max-listpack-value',
      '1024',
      'hz',
      '500',
    ])
    expect(talk.say('CONFIG SET zset-max-listpack-value 1xb')).toBe(
      `${FAILED} 'zset-max-listpack-value') - argument must be a memory value`,
    )
    expect(talk.say('CONFIG SET hz -1')).toBe(
      `${FAILED} 'hz') - argument must be between 0 and 2147483647 inclusive`,
    )
    expect(talk.say('CONFIG SET hz ten')).toBe(
      `${FAILED} 'hz') - argument couldn't be parsed into an integer`,
    )
  })
})

it('OBJECT tells of a shared integer that all hold it', () => {
  const talk = new Talk('redis-7.0')
  talk.say('SET i 42')
  talk.say('SET n 10000')
  expect(talk.say('OBJECT REFCOUNT i')).toBe(2147483647)
  expect(talk.say('OBJECT REFCOUNT n')).toBe(1)
  expect(talk.say('OBJECT FREQ gone')).toBe(null)
  expect(talk.say('OBJECT FREQ i')).toMatch('ERR An LFU maxmemory policy is not selected')
})

it('a COUNT of which ten or twenty times do not fit into 64 bits ends a call early', () => {
  const talk = new Talk('redis-7.0', { options: { 'hash-max-listpack-entries': 0 } })
  talk.say('HSET h a 1 b 2 c 3 d 4 e 5')
  const calls = (count: string) => {
    talk.say(`HSCAN h 0 COUNT ${count}`)
    return talk.told('scan.collected')[0]?.calls
  }
  expect(calls('1000')).toBe(4)
  expect(calls('4611686018427387904')).toBe(1)
  expect(calls('9223372036854775807')).toBe(4)
})
