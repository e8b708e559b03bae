import { describe, expect, it } from 'vitest'
import { PASTE_LIMITS, readPaste, type Paste } from '../../src/decode/index.ts'

function read(text: string): Paste {
  const work = readPaste(text)
  let step = work.next()
  while (step.done !== true) step = work.next()
  return step.value
}

/** The cursors found, as `line words role command key`. */
const found = (text: string): string[] =>
  read(text).found.map(({ line, words, role, call }) =>
    [line, words, role, ...(call === null ? [] : [call.command, call.key ?? ''])].join(' ').trim(),
  )

describe('a list', () => {
  it.each([
    ['17', ['1 17 listed']],
    ['17\n\n18\r\n', ['1 17 listed', '3 18 listed']],
    ['0, 32, 16', ['1 0 listed', '1 32 listed', '1 16 listed']],
    ['0 -> 32 → 16', ['1 0 listed', '1 32 listed', '1 16 listed']],
    ['["0", "32"]', ['1 0 listed', '1 32 listed']],
    ['[ 5n, 6n ]', ['1 5 listed', '1 6 listed']],
    ['007\n-1\n1e3\n😀', ['1 007 listed', '2 -1 listed', '3 1e3 listed', '4 😀 listed']],
    ['x-{06S}-5 said the node', ['1 x-{06S}-5 listed']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})

describe('a log of redis-cli', () => {
  it('holds commands and their replies, and the elements are not cursors', () => {
    const log = [
      '127.0.0.1:6379> SSCAN "my key" 0 COUNT 1',
      '1) "8"',
      '2) 1) "17"',
      '   2) "18"',
      '127.0.0.1:6379> SCARD k',
      '(integer) 14',
      '127.0.0.1:6379> SMEMBERS k',
      '1) "99"',
      '2) "98"',
      '127.0.0.1:6379[3]> scan 8',
      '1) "0"',
      '2) (empty array)',
    ].join('\n')
    expect(found(log)).toEqual([
      '1 0 sent SSCAN my key',
      '2 8 replied SSCAN my key',
      '10 8 sent SCAN',
      '11 0 replied SCAN',
    ])
    expect(read(log).found[0]?.call).toMatchObject({ count: 1, match: null })
  })

  it('may end with the cursor, or be nothing but cursor lines', () => {
    expect(found('> SCAN 0\n1) "8"')).toEqual(['1 0 sent SCAN', '2 8 replied SCAN'])
    expect(found('1) "8"\n1) "4"')).toEqual(['1 8 replied', '2 4 replied'])
  })

  it('without a terminal prints the reply bare', () => {
    expect(found('$ redis-cli SCAN 0 COUNT 2\n17\nuser:1\n42')).toEqual([
      '1 0 sent SCAN',
      '2 17 replied SCAN',
    ])
  })

  it('shows a cursor that was refused as it was typed', () => {
    const log = '> SCAN abc\n(error) ERR invalid cursor\n> SCAN " 5"\n(error) ERR invalid cursor'
    expect(found(log)).toEqual(['1 abc sent SCAN', '3  5 sent SCAN'])
    expect(read(log).refusals).toEqual([2, 4])
  })
})

describe('other logs', () => {
  it.each([
    [
      '1700000000.123456 [0 127.0.0.1:50123] "ZSCAN" "z" "123" "MATCH" "a*" "COUNT" "5"',
      ['1 123 sent ZSCAN z'],
    ],
    ['+1700000000.123456 [0 [::1]:50123] "get" "scan"', []],
    ['1700000000.123456 [0 lua] "SET" "a" "SCAN 5 "', []],
    ['["17", ["a", "b"]]', ['1 17 replied']],
    ["(17, [b'a', b'b'])", ['1 17 replied']],
    ["reply: [ '17', [ 'a' ] ]", ['1 17 replied']],
    ['{"cursor": "17", "keys": []}', ['1 17 listed']],
    ['next_cursor=17', ['1 17 replied']],
    ['nextCursor: "17"', ['1 17 replied']],
    ['sending cursor: 17, got cursor: 18', ['1 17 sent', '1 18 replied']],
    ['write command -> hscan([ "h", "5", "COUNT", "10" ])', ['1 5 sent HSCAN h']],
    ['["SCAN","17","COUNT","10"]', ['1 17 sent SCAN']],
    ['client.scan(17) -> ["18", []]', ['1 17 sent SCAN', '1 18 replied SCAN']],
    ['ClusterScanCursor cursor=V1StGXR8_Z5jdHi6B-myT', ['1 V1StGXR8_Z5jdHi6B-myT listed']],
    ['cursor: undefined', ['1 undefined listed']],
    ['CLUSTERSCAN aBcDeF-{1Y7}-16 COUNT 5', ['1 aBcDeF-{1Y7}-16 sent CLUSTERSCAN']],
  ])('%s', (text, expected) => {
    expect(found(`${text}\nthe log goes on`)).toEqual(expected)
  })

  it('tells COUNT, MATCH and the connection', () => {
    const line = '1700000000.123456 [0 10.0.0.7:1] "SCAN" "5" "MATCH" "user:*" "COUNT" "250"'
    expect(read(line).found[0]?.call).toEqual({
      command: 'SCAN',
      key: null,
      count: 250,
      match: 'user:*',
      client: '10.0.0.7:1',
    })
  })

  it('prose is no log', () => {
    expect(found('I ran the scan command yesterday.\nIt returned\na cursor is opaque')).toEqual([])
  })
})

describe('what is no cursor at all', () => {
  it('a single line is taken as it is, whatever it is', () => {
    expect(found('😀')).toEqual(['1 😀 listed'])
    expect(found('hello world')).toEqual(['1 hello world listed'])
    expect(found('')).toEqual(['1  listed'])
  })

  it('a list of words that are not cursors holds none', () => {
    const words = Array.from({ length: 100 }, (_, nth) => `user:${nth}`)
    expect(found(words.join('\n'))).toEqual([])
  })
})

describe('long pastes', () => {
  it('a list on one line of megabytes is read whole', () => {
    const numbers = Array.from({ length: 50_000 }, (_, nth) => nth)
    expect(read(numbers.join(', ')).found.map(({ words }) => Number(words))).toEqual(numbers)
  })

  it('ends at the bound and says where', () => {
    const lines = PASTE_LIMITS.cursors + 10
    const paste = read(Array.from({ length: lines }, (_, nth) => String(nth)).join('\n'))
    expect(paste.found.length).toBe(PASTE_LIMITS.cursors)
    expect(paste.cutAfter).toBe(PASTE_LIMITS.cursors)
  })

  it.each(['x', '7', '[', 'cursor ', ' SCAN', '"\\', '-{', '\n', '1)"x', ','])(
    'megabytes of %j are read to their end, in small parts',
    (part) => {
      const text = part.repeat(Math.ceil(2 ** 21 / part.length))
      const work = readPaste(text)
      let step = work.next()
      let last = 0
      while (step.done !== true) {
        expect(step.value).toBeGreaterThanOrEqual(last)
        last = step.value
        step = work.next()
      }
      expect(step.value.cutAfter).toBeNull()
    },
  )
})
