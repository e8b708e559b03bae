import { describe, expect, it } from 'vitest'
import { readRecording, whyNotComparable } from '../../src/recording/index.ts'
import { notComparable } from '../conformance/notComparable.ts'

const HEADER = {
  source: 'redis-server',
  version: '7.0.15',
  recorder: 'scanscope 1',
  server: 'redis 7.0.15',
  command: 'SSCAN',
  start: 'empty',
  alone: true,
  config: { hz: '10' },
  hashBits: 12,
  hashLow: { a: 1, b: 2 },
}
const ADD = { cmd: ['SADD', 's', 'a', 'b'], reply: 2 }
const SCAN = { cmd: ['SSCAN', 's', '0'], reply: ['0', ['a', 'b']] }

const textOf = (header: object, ...lines: readonly object[]) =>
  [{ ...HEADER, ...header }, ...lines].map((line) => JSON.stringify(line)).join('\n')

function why(header: object, ...lines: readonly object[]) {
  const { recording } = readRecording(textOf(header, ...lines).split('\n'))
  return recording === null ? 'unreadable' : whyNotComparable(recording)
}

describe('what a recording must hold to be run again', () => {
  it('is all there after --learn on an empty key', () => {
    expect(why({}, ADD, SCAN)).toBeNull()
    expect(notComparable(textOf({}, ADD, SCAN))).toBeNull()
  })

  it('is taken for granted of the stories of other tools', () => {
    expect(why({ recorder: undefined, start: undefined, hashLow: {} }, ADD, SCAN)).toBeNull()
    expect(notComparable(textOf({ recorder: undefined, start: undefined }, SCAN))).toBeNull()
  })

  it.each<[string, object, object]>([
    ['another server', { server: 'valkey 8.1.0' }, { unknown: 'version', detail: 'valkey 8.1.0' }],
    ['a version without rules', { version: '6.2.1' }, { unknown: 'version' }],
    ['a key that was there', { start: 'unknown' }, { unknown: 'start' }],
    ['other clients', { alone: false }, { unknown: 'others' }],
    ['a server that keeps its options', { config: {} }, { unknown: 'config' }],
    ['a name without a hash', { hashLow: { a: 1 } }, { unknown: 'hash', detail: 'b' }],
    ['all keys', { command: 'SCAN' }, { unknown: 'cron' }],
  ])('is not there with %s', (_, header, found) => {
    expect(why(header, ADD, SCAN)).toMatchObject(found)
    expect(notComparable(textOf(header, ADD, SCAN))).toMatchObject({ lines: 2 })
  })

  it.each<[readonly string[], object]>([
    [['SPOP', 's'], { unknown: 'command', detail: 'SPOP' }],
    [['EXPIRE', 's', '10'], { unknown: 'clock', detail: 'EXPIRE' }],
    [['bgsave'], { unknown: 'clock', detail: 'bgsave' }],
    [['ZADD', 'z', 'CH', '1', 'm'], { unknown: 'hash', detail: 'm' }],
    [['HSET', 'h', 'f', 'v'], { unknown: 'hash', detail: 'f' }],
  ])('is not there after %j', (cmd, found) => {
    expect(why({}, ADD, { cmd, reply: 1 }, SCAN)).toMatchObject(found)
  })

  it('is not there when the table has more buckets than the hashes have bits', () => {
    const call = { cmd: ['SSCAN', 's', '0'], reply: ['4096', ['a']] }
    expect(why({}, ADD, call)).toMatchObject({ unknown: 'hash', detail: '' })
  })
})
