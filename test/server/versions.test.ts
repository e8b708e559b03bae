import { describe, expect, it } from 'vitest'
import { range, Talk } from './session.ts'

const CURSORS: readonly (readonly [words: string, until72: boolean, since74: boolean])[] = [
  ['0', true, true],
  ['18446744073709551615', true, true],
  ['18446744073709551616', false, false],
  ['1'.repeat(40), false, false],
  ['', true, false],
  ['-1', true, false],
  ['-0', true, true],
  ['+5', true, true],
  ['007', true, true],
  [' 5', false, true],
  [' -1', false, true],
  ['5 ', false, false],
  ['1e3', false, false],
  ['\u{1f600}', false, false],
]

describe('a cursor', () => {
  it.each(CURSORS)('%j: read until 7.2 %s, since 7.4 %s', (words, until72, since74) => {
    for (const [profile, accepted] of [
      ['redis-4.0.9', until72],
      ['redis-7.0', until72],
      ['redis-7.2', until72],
      ['redis-7.4', since74],
    ] as const) {
      const reply = new Talk(profile).words('SCAN', words)
      expect(reply, profile).toEqual(accepted ? ['0', []] : 'ERR invalid cursor')
    }
  })

  it('is read before the key is looked up', () => {
    const talk = new Talk('redis-7.0')
    expect(talk.say('SSCAN gone x')).toBe('ERR invalid cursor')
    expect(talk.say('SSCAN gone 5 COUNT x')).toEqual(['0', []])
  })
})

describe('options', () => {
  it('NOVALUES came with 7.4, for HSCAN alone', () => {
    const talk = new Talk('redis-7.4')
    talk.say('HSET h a 1 b 2')
    talk.say('SADD s a')
    expect(talk.say('HSCAN h 0 NOVALUES')).toEqual(['0', ['a', 'b']])
    const refused = 'ERR NOVALUES option can only be used in HSCAN'
    expect(talk.say('SSCAN s 0 NOVALUES')).toBe(refused)
    expect(talk.say('SCAN 0 NOVALUES')).toBe(refused)
    const old = new Talk('redis-7.2')
    old.say('HSET h a 1')
    expect(old.say('HSCAN h 0 NOVALUES')).toBe('ERR syntax error')
  })

  it('TYPE is not known to 4.0', () => {
    expect(new Talk('redis-4.0.9').say('SCAN 0 TYPE set')).toBe('ERR syntax error')
    expect(new Talk('redis-7.0').say('SCAN 0 TYPE nonsense')).toEqual(['0', []])
  })

  it('an expired key has the type none until 7.0', () => {
    for (const [profile, keys] of [
      ['redis-7.0', ['k1']],
      ['redis-7.2', []],
    ] as const) {
      const talk = new Talk(profile)
      talk.say('SET k1 v PX 10')
      talk.run({ type: 'wait', ms: 11 })
      expect(talk.say('SCAN 0 TYPE none')).toEqual(['0', keys])
    }
  })
})

describe('the budget of a call', () => {
  const calls = (profile: 'redis-7.0' | 'redis-7.4', command: string) => {
    const talk = new Talk(profile, { options: { 'hash-max-listpack-entries': 0 } })
    talk.say(`HSET h ${range(0, 1024).replaceAll(' ', ' v ')} v`)
    talk.say(`SADD h2 x ${range(0, 1024)}`)
    for (const kind of ['HDEL h', 'SREM h2']) talk.say(`${kind} ${range(0, 800)}`)
    talk.say(command)
    return talk.told('scan.collected')[0]?.calls
  }

  it('is 10 * COUNT + 1, twice that for pairs until 7.0', () => {
    // Keys k0 to k799 are gone, so the walk from bucket 0 meets an empty bucket at first.
    const budget = (profile: 'redis-7.0' | 'redis-7.4', command: string) => {
      const talk = new Talk(profile)
      talk.say('HSET h a 1')
      talk.say('CONFIG SET hash-max-listpack-entries 0')
      talk.say(`HSET h ${range(0, 2).replaceAll(' ', ' v ')} v`)
      talk.say(command)
      return talk.told('scan.options')[0]?.budget
    }
    expect(budget('redis-7.0', 'HSCAN h 0 COUNT 3')).toBe(61)
    expect(budget('redis-7.4', 'HSCAN h 0 COUNT 3')).toBe(31)
    expect(calls('redis-7.0', 'HSCAN h 0 COUNT 1')).toBeLessThanOrEqual(21)
    expect(calls('redis-7.4', 'HSCAN h 0 COUNT 1')).toBeLessThanOrEqual(11)
  })
})

describe('sets', () => {
  const encodings = (profile: 'redis-4.0.9' | 'redis-7.0' | 'redis-7.2' | 'redis-7.4') => {
    const talk = new Talk(profile)
    const encoding = (members: string) => {
      talk.say('DEL s')
      talk.say(`SADD s ${members}`)
      return talk.say('OBJECT ENCODING s')
    }
    return [encoding('1 2'), encoding('1 a'), encoding(range(0, 129)), encoding('x'.repeat(65))]
  }

  it('are listpacks since 7.2 as long as they are small', () => {
    const table = 'hashtable'
    expect(encodings('redis-4.0.9')).toEqual(['intset', table, table, table])
    expect(encodings('redis-7.0')).toEqual(['intset', table, table, table])
    expect(encodings('redis-7.2')).toEqual(['intset', 'listpack', table, table])
    expect(encodings('redis-7.4')).toEqual(['intset', 'listpack', table, table])
  })

  it('get a table for the members of the command since 7.2', () => {
    const size = (profile: 'redis-7.0' | 'redis-7.4') => {
      const talk = new Talk(profile)
      talk.say(`SADD s ${range(0, 200)}`)
      const text = String(talk.say('DEBUG HTSTATS-KEY s'))
      return [/table size: (\d+)/.exec(text)?.[1], text.includes('rehashing target')]
    }
    expect(size('redis-7.0')).toEqual(['128', true])
    expect(size('redis-7.4')).toEqual(['256', false])
    const steps = (profile: 'redis-7.0' | 'redis-7.4') => {
      const talk = new Talk(profile)
      talk.say(`SADD s ${range(0, 200)}`)
      return talk.told('dict.fact').filter(({ fact }) => fact.kind === 'rehash.completed').length
    }
    expect(steps('redis-7.0')).toBe(5)
    expect(steps('redis-7.4')).toBe(0)
  })

  it('shrink by themselves at an eighth since 7.4, at a tenth by SREM before', () => {
    const members = (profile: 'redis-7.0' | 'redis-7.4') => {
      const talk = new Talk(profile, { options: { 'set-max-listpack-entries': 0 } })
      talk.say(`SADD s ${range(0, 64)}`)
      for (let left = 63; left > 0; left--) {
        talk.say(`SREM s k${left}`)
        if (talk.told('dict.fact').some(({ fact }) => fact.kind === 'table.allocated')) return left
      }
      return 0
    }
    expect(members('redis-7.0')).toBe(6)
    expect(members('redis-7.4')).toBe(8)
  })
})

describe('errors', () => {
  it('of unknown commands quote the words since 7.0', () => {
    expect(new Talk('redis-4.0.9').say('FOO a b')).toBe("ERR unknown command 'FOO'")
    expect(new Talk('redis-7.0').say('FOO a b')).toBe(
      "ERR unknown command 'FOO', with args beginning with: 'a' 'b' ",
    )
  })
})
