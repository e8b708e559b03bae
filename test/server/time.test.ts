import { describe, expect, it } from 'vitest'
import { range, Talk } from './session.ts'

function withExpired(expired: number, staying: number): Talk {
  const talk = new Talk('redis-7.0')
  for (let i = 0; i < expired; i++) talk.say(`SET k${i} v PX 10`)
  for (let i = expired; i < expired + staying; i++) talk.say(`SET k${i} v`)
  talk.run({ type: 'wait', ms: 11 })
  return talk
}

describe('expiry', () => {
  it('comes with the millisecond after the deadline', () => {
    const talk = withExpired(0, 1)
    talk.say('PEXPIRE k0 10')
    talk.run({ type: 'wait', ms: 10 })
    expect(talk.say('GET k0')).toBe('v')
    talk.run({ type: 'wait', ms: 1 })
    expect(talk.say('GET k0')).toBe(null)
    expect(talk.say('DBSIZE')).toBe(0)
  })

  it('is not seen by DBSIZE and HTSTATS before somebody looks', () => {
    const talk = withExpired(3, 2)
    expect(talk.say('DBSIZE')).toBe(5)
    expect(talk.say('KEYS *')).toEqual(['k4', 'k3'].sort())
    expect(talk.say('DBSIZE')).toBe(5)
  })

  it('drops keys from a page and deletes them', () => {
    const talk = withExpired(3, 2)
    expect(talk.say('SCAN 0 COUNT 100')).toEqual(['0', ['k4', 'k3']])
    expect(talk.told('scan.dropped').map(({ key, by }) => [key, by])).toEqual([
      ['k0', 'expiry'],
      ['k2', 'expiry'],
      ['k1', 'expiry'],
    ])
    expect(talk.say('DBSIZE')).toBe(2)
  })

  it('is looked for after MATCH only', () => {
    const talk = withExpired(3, 2)
    talk.say('SCAN 0 COUNT 100 MATCH nothing')
    expect(talk.told('scan.dropped').map(({ by }) => by)).toEqual(Array(5).fill('match'))
    expect(talk.say('DBSIZE')).toBe(5)
  })

  it('is active in serverCron', () => {
    const talk = withExpired(300, 10)
    talk.run({ type: 'tick', ms: 100, only: 'expire' })
    expect(talk.say('DBSIZE')).toBe(10)
    expect(talk.state.deadlines.size).toBe(0)
  })
})

describe('serverCron', () => {
  const sizes = (talk: Talk) => talk.state.keyspace.tables.map(({ buckets }) => buckets.length)

  function sparse(): Talk {
    const talk = new Talk('redis-7.0')
    for (let i = 0; i < 64; i++) talk.say(`SET k${i} v`)
    talk.say(`DEL ${range(0, 60)}`)
    return talk
  }

  it('shrinks the keyspace, which DEL does not', () => {
    const talk = sparse()
    expect(sizes(talk)).toEqual([64, 0])
    talk.run({ type: 'tick', ms: 0, only: 'resize' })
    expect(sizes(talk)).toEqual([64, 4])
  })

  it('moves the buckets too if it may', () => {
    const talk = sparse()
    talk.run({ type: 'tick', ms: 0, only: null })
    expect(sizes(talk)).toEqual([4, 0])
    const idle = sparse()
    idle.say('CONFIG SET activerehashing no')
    idle.run({ type: 'tick', ms: 0, only: null })
    expect(sizes(idle)).toEqual([64, 4])
  })

  it('keeps still while a child saves', () => {
    const talk = sparse()
    expect(talk.say('BGSAVE')).toBe('Background saving started')
    expect(talk.say('BGSAVE')).toBe('ERR Background save already in progress')
    talk.run({ type: 'tick', ms: 0, only: null })
    expect(sizes(talk)).toEqual([64, 0])
    talk.run({ type: 'childEnds' })
    talk.run({ type: 'tick', ms: 0, only: null })
    expect(sizes(talk)).toEqual([4, 0])
  })
})

describe('why a page is empty though the cursor is not 0', () => {
  it('MATCH dropped what was collected', () => {
    const talk = new Talk('redis-7.0')
    talk.say(`SADD s ${range(0, 16)}`)
    expect(talk.say('SSCAN s 0 COUNT 2 MATCH k1')).toEqual(['4', []])
    expect(talk.told('scan.collected')).toMatchObject([{ calls: 1, stoppedBy: 'count' }])
    expect(talk.told('scan.dropped')).toHaveLength(2)
  })

  it('the budget was used up in empty buckets', () => {
    const talk = new Talk('redis-7.0')
    talk.say('BGSAVE')
    talk.say(`SADD s ${range(0, 1)}`)
    talk.run({ type: 'childEnds' })
    talk.say(`SADD s ${range(1, 256)}`)
    talk.say('BGSAVE')
    talk.say(`SREM s ${range(0, 255)}`)
    expect(talk.say('SSCAN s 0 COUNT 1')).toEqual(['104', []])
    expect(talk.told('scan.collected')).toMatchObject([{ calls: 11, stoppedBy: 'budget' }])
  })

  it('a small encoding is told whole, whatever the cursor', () => {
    const talk = new Talk('redis-7.0')
    talk.say('SADD s 3 1 2')
    expect(talk.say('SSCAN s 77 COUNT 1')).toEqual(['0', ['1', '2', '3']])
    expect(talk.told('scan.collected')).toMatchObject([{ calls: 0, stoppedBy: 'whole' }])
  })
})
