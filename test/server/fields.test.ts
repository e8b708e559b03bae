import { describe, expect, it } from 'vitest'
import { range, Talk } from './session.ts'

const small = () => {
  const talk = new Talk('redis-7.4')
  talk.say('HSET h a 1 b 2 c 3 d 4')
  return talk
}

/** The same hash as a table. */
const large = () => {
  const talk = new Talk('redis-7.4', { options: { 'hash-max-listpack-entries': 0 } })
  talk.say('HSET h a 1 b 2 c 3 d 4')
  return talk
}

const both = [
  ['listpack', small],
  ['table', large],
] as const

function fieldsOf(reply: unknown): readonly unknown[] {
  const page: unknown = Array.isArray(reply) ? reply[1] : undefined
  if (!Array.isArray(page)) throw new Error('a page expected')
  return page.filter((_, index) => index % 2 === 0)
}

describe.each(both)('the deadline of a field in a %s', (_, make) => {
  it('is set, asked for and dropped', () => {
    const talk = make()
    expect(talk.say('HEXPIRE h 10 FIELDS 3 a b x')).toEqual([1, 1, -2])
    expect(talk.say('HTTL h FIELDS 3 a c x')).toEqual([10, -1, -2])
    expect(talk.say('HPTTL h FIELDS 1 a')).toEqual([10_000])
    expect(talk.say('HEXPIRETIME h FIELDS 1 a')).toEqual([1_010])
    expect(talk.say('HPEXPIRETIME h FIELDS 1 a')).toEqual([1_010_000])
    expect(talk.say('HPERSIST h FIELDS 3 a c x')).toEqual([1, -1, -2])
    expect(talk.say('HTTL h FIELDS 2 a b')).toEqual([-1, 10])
  })

  it('obeys its condition; no deadline counts as one without end', () => {
    const talk = make()
    talk.say('HPEXPIRE h 100 FIELDS 1 a')
    expect(talk.say('HPEXPIRE h 200 NX FIELDS 2 a b')).toEqual([0, 1])
    expect(talk.say('HPEXPIRE h 200 XX FIELDS 2 a c')).toEqual([1, 0])
    expect(talk.say('HPEXPIRE h 300 GT FIELDS 2 a c')).toEqual([1, 0])
    expect(talk.say('HPEXPIRE h 300 GT FIELDS 1 a')).toEqual([0])
    expect(talk.say('HPEXPIRE h 100 lt FIELDS 2 a c')).toEqual([1, 1])
    expect(talk.say('HPTTL h FIELDS 3 a b c')).toEqual([100, 200, 100])
  })

  it('comes with the millisecond after it; HSCAN and HGETALL leave the field out then', () => {
    const talk = make()
    talk.say('HPEXPIRE h 10 FIELDS 2 a c')
    talk.run({ type: 'wait', ms: 10 })
    expect(fieldsOf(talk.say('HSCAN h 0')).toSorted()).toEqual(['a', 'b', 'c', 'd'])
    talk.run({ type: 'wait', ms: 1 })
    expect(fieldsOf(talk.say('HSCAN h 0')).toSorted()).toEqual(['b', 'd'])
    expect(talk.told('scan.dropped').map(({ by }) => by)).toEqual(['expiry', 'expiry'])
    expect(talk.say('HLEN h')).toBe(4)
    expect([talk.say('HGETALL h')].flat()).toHaveLength(4)
    expect(talk.say('HLEN h')).toBe(4)
    expect(talk.say('HTTL h FIELDS 1 a')).toEqual([-2])
    expect(talk.say('HPERSIST h FIELDS 1 a')).toEqual([-2])
  })

  it('is looked at after MATCH', () => {
    const talk = make()
    talk.say('HPEXPIRE h 1 FIELDS 2 a b')
    talk.run({ type: 'wait', ms: 2 })
    talk.say('HSCAN h 0 MATCH a')
    const dropped = talk.told('scan.dropped').map(({ key, by }) => `${key} ${by}`)
    expect(dropped.sort()).toEqual(['a expiry', 'b match', 'c match', 'd match'])
  })

  it('lets HGET and HEXISTS delete the field, and the hash with the last', () => {
    const talk = make()
    talk.say('HPEXPIRE h 1 FIELDS 4 a b c d')
    talk.run({ type: 'wait', ms: 2 })
    expect(talk.say('HGET h a')).toBe(null)
    expect(talk.told('field.expired')).toMatchObject([{ field: 'a', by: 'lookup' }])
    expect(talk.say('HLEN h')).toBe(3)
    expect(talk.say('HEXISTS h b')).toBe(0)
    expect(talk.say('HDEL h c')).toBe(1)
    expect(talk.say('HGET h d')).toBe(null)
    expect(talk.say('EXISTS h')).toBe(0)
  })

  it('goes when the field is set or deleted', () => {
    const talk = make()
    talk.say('HEXPIRE h 10 FIELDS 2 a b')
    talk.say('HSET h a 9')
    talk.say('HDEL h b')
    talk.say('HSET h b 9')
    expect(talk.say('HTTL h FIELDS 2 a b')).toEqual([-1, -1])
  })

  it('deletes at once when it is over', () => {
    const talk = make()
    expect(talk.say('HEXPIRE h 0 FIELDS 3 a b x')).toEqual([2, 2, -2])
    expect(talk.say('HPEXPIREAT h 999999 FIELDS 2 c d')).toEqual([2, 2])
    expect(talk.say('EXISTS h')).toBe(0)
  })

  it('is kept by serverCron too', () => {
    const talk = make()
    talk.say('HPEXPIRE h 5 FIELDS 1 a')
    talk.say('HPEXPIRE h 4 FIELDS 1 b')
    talk.run({ type: 'tick', ms: 5, only: 'expire' })
    expect(talk.told('field.expired').map(({ field }) => field)).toEqual(['b', 'a'])
    expect(talk.say('HLEN h')).toBe(2)
    talk.say('DEBUG SET-ACTIVE-EXPIRE 0')
    talk.say('HPEXPIRE h 1 FIELDS 1 c')
    talk.run({ type: 'tick', ms: 5, only: null })
    expect(talk.say('HLEN h')).toBe(2)
  })

  it.each([
    ['HEXPIRE h 1 FIELDS 1', "ERR wrong number of arguments for 'hexpire' command"],
    ['HEXPIRE h x FIELDS 1 a', 'ERR value is not an integer or out of range'],
    ['HEXPIRE h -1 FIELDS 1 a', 'ERR invalid expire time, must be >= 0'],
    ['HEXPIRE h 70368744178 FIELDS 1 a', "ERR invalid expire time in 'hexpire' command"],
    ['HPEXPIREAT h 70368744177664 FIELDS 1 a', "ERR invalid expire time in 'hpexpireat' command"],
    [
      'HEXPIRE h 1 NX GT FIELDS 1 a',
      'ERR Mandatory argument FIELDS is missing or not at the right position',
    ],
    ['HEXPIRE h 1 FIELDS 0 a', 'ERR Parameter `numFields` should be greater than 0'],
    ['HEXPIRE h 1 FIELDS 2 a', 'ERR The `numfields` parameter must match the number of arguments'],
    ['HTTL h FIELDS x a', 'ERR Number of fields must be a positive integer'],
    ['HTTL h a b c', 'ERR Mandatory argument FIELDS is missing or not at the right position'],
    ['HPERSIST s FIELDS 1 a', 'WRONGTYPE Operation against a key holding the wrong kind of value'],
  ])('%s: %s', (line, error) => {
    const talk = make()
    talk.say('SET s x')
    expect(talk.say(line)).toBe(error)
  })
})

it('a missing key has no fields', () => {
  const talk = new Talk('redis-7.4')
  expect(talk.say('HEXPIRE gone 1 FIELDS 2 a b')).toEqual([-2, -2])
  expect(talk.say('HTTL gone FIELDS 1 a')).toEqual([-2])
  expect(talk.say('HPERSIST gone FIELDS 1 a')).toEqual([-2])
  expect(talk.say('EXISTS gone')).toBe(0)
})

it('a small hash keeps the fields that expire in front, by their deadlines', () => {
  const talk = small()
  expect(talk.say('OBJECT ENCODING h')).toBe('listpack')
  talk.say('HEXPIRE h 10 FIELDS 1 x')
  expect(talk.say('OBJECT ENCODING h')).toBe('listpackex')
  const order = () => fieldsOf(talk.say('HSCAN h 0')).join('')
  expect(order()).toBe('abcd')
  talk.say('HEXPIRE h 30 FIELDS 1 c')
  talk.say('HEXPIRE h 20 FIELDS 1 d')
  expect(order()).toBe('dcab')
  talk.say('HEXPIRE h 20 FIELDS 1 b')
  expect(order()).toBe('bdca')
  talk.say('HSET h a 5')
  talk.say('HSET h e 6')
  expect(order()).toBe('bdcae')
  talk.say('HSET h d 7')
  expect(order()).toBe('bcaed')
  talk.say('HPERSIST h FIELDS 1 b')
  expect(order()).toBe('caedb')
})

it('a hash that becomes a table takes its deadlines along', () => {
  const talk = small()
  talk.say('HEXPIRE h 10 FIELDS 1 b')
  talk.say(`HSET h ${range(0, 600).replaceAll(' ', ' v ')} v`)
  expect(talk.say('OBJECT ENCODING h')).toBe('hashtable')
  expect(talk.say('HTTL h FIELDS 2 a b')).toEqual([-1, 10])
})

it.each(['redis-4.0.9', 'redis-7.0', 'redis-7.2'] as const)('%s does not know them', (profile) => {
  const talk = new Talk(profile)
  const unknown = "ERR unknown command 'HTTL'"
  expect(String(talk.say('HTTL h FIELDS 1 a'))).toMatch(unknown)
})
