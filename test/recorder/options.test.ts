import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuring } from '../../src/recorder/during.ts'
import { parseOptions } from '../../src/recorder/options.ts'
import { barOf, Progress } from '../../src/recorder/progress.ts'
import { shown, splitWords } from '../../src/recorder/words.ts'
import { runMain } from './runMain.ts'

const URL = 'redis://localhost'
const parse = (...args: readonly string[]) => {
  const options = parseOptions(['--url', URL, ...args], {})
  if (options === 'help') throw new Error('no help was asked for')
  return options
}
const target = (url: string, environment: Record<string, string> = {}) => {
  const options = parseOptions(['--url', url], environment)
  return options === 'help' ? null : options.target
}

describe('the options', () => {
  it('have bounds and sensible values of their own', () => {
    expect(parse()).toMatchObject({
      key: null,
      command: 'SCAN',
      count: 10,
      rate: 50,
      match: null,
      out: null,
      during: null,
      learn: false,
    })
    expect(parse('--key', 'k').command).toBeNull()
    expect(parse('--key', 'k', '--command', 'hscan').command).toBe('HSCAN')
    expect(parse('--count', '1000', '--rate', '1')).toMatchObject({ count: 1000, rate: 1 })
  })

  it('take a key of any bytes', () => {
    expect(parse('--key', '').key).toBe('')
    expect(parse('--key', 'ü').key).toBe('\xc3\xbc')
    expect(parse('--key', '"\\xff\\x00 a"').key).toBe('\xff\0 a')
  })

  it('read the address', () => {
    const plain = { host: 'localhost', port: 6379, tls: false, database: 0 }
    expect(target(URL)).toEqual({ ...plain, username: undefined, password: undefined })
    expect(target('rediss://u:p%40@h:1/3')).toEqual({
      host: 'h',
      port: 1,
      tls: true,
      username: 'u',
      password: 'p@',
      database: 3,
    })
    expect(target('valkey://[::1]:7000')).toMatchObject({ host: '::1', port: 7000, tls: false })
    expect(target(URL, { REDISCLI_AUTH: 'x' })).toMatchObject({ password: 'x' })
    expect(target('redis://:y@h', { REDISCLI_AUTH: 'x' })).toMatchObject({ password: 'y' })
  })

  it.each([
    [[], '--url is missing'],
    [['--url', 'redis://'], '--url must be of the form'],
    [['--url', 'localhost:6379'], '--url must be of the form'],
    [['--url', 'redis://h/name'], 'the number of a database'],
    [['--url', URL, '--count', '0'], '--count must be a whole number from 1 to 1000.'],
    [['--url', URL, '--count', '1001'], '--count must be a whole number from 1 to 1000.'],
    [['--url', URL, '--count', '1e2'], '--count must be a whole number'],
    [['--url', URL, '--rate', '-1'], 'The options are not understood'],
    [['--url', URL, '--rate', '1001'], '--rate must be a whole number from 1 to 1000.'],
    [['--url', URL, '--command', 'KEYS'], '--command must be one of SCAN, SSCAN, HSCAN, ZSCAN.'],
    [['--url', URL, '--command', 'SSCAN'], 'SSCAN walks one key'],
    [['--url', URL, '--key', 'k', '--command', 'SCAN'], 'SCAN walks all keys'],
    [['--url', URL, '--key', '"a'], 'must end with one'],
    [['--url', URL, '--during', 'x'], 'add --allow-writes'],
    [['--url', URL, '--fast'], 'There is no option --fast'],
  ])('refuse %j with a sentence', (args, sentence) => {
    expect(() => parseOptions(args, {})).toThrow(sentence)
  })

  it('are explained by --help', async () => {
    const { code, output } = await runMain('--help')
    expect(code).toBe(0)
    for (const name of 'url key command count match rate out during allow-writes learn'.split(
      ' ',
    )) {
      expect(output).toContain(`--${name}`)
    }
  })
})

describe('words as redis-cli takes them apart', () => {
  it.each([
    ['SADD s a', ['SADD', 's', 'a']],
    ['  SADD\ts  ""  ', ['SADD', 's', '']],
    ['SADD s "a b" \'c d\'', ['SADD', 's', 'a b', 'c d']],
    ['SET k "\\x00\\xFF\\n\\r\\t\\a\\b\\\\\\"\\q"', ['SET', 'k', '\0\xff\n\r\t\x07\b\\"q']],
    ["SET k 'it\\'s'", ['SET', 'k', "it's"]],
    ["SET k '\\n'", ['SET', 'k', '\\n']],
    ['SET k ü "ü"', ['SET', 'k', '\xc3\xbc', '\xc3\xbc']],
    ['', []],
  ])('%j', (line, words) => {
    expect(splitWords(line)).toEqual(words)
  })

  it.each(['"a', "'a", '"a"b', 'a"b"', '"a\\"'])(
    'refuses quotes that do not balance: %s',
    (line) => {
      expect(splitWords(line)).toBeUndefined()
    },
  )

  it('gives back what is shown, whatever bytes it is', () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((n) => String.fromCharCode(n))
    fc.assert(
      fc.property(fc.string({ unit: byte, maxLength: 60 }), (bytes) => {
        expect(splitWords(shown(bytes))).toEqual([bytes])
      }),
    )
    expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(64)}..."`)
  })
})

describe('a --during file', () => {
  const groups = (...lines: readonly string[]) =>
    parseDuring(lines.join('\n'), 'f').groups.map((group) => group.map((words) => words.join(' ')))

  it('without marks sends one command after each call', () => {
    expect(groups('# a comment', 'SADD s a', '', 'SADD s b')).toEqual([
      [],
      ['SADD s a'],
      ['SADD s b'],
    ])
  })

  it('with marks sends what stands before, between and after the calls', () => {
    expect(groups('SADD s a', 'SADD s b', '--- 2', 'SREM s a', '---')).toEqual([
      ['SADD s a', 'SADD s b'],
      [],
      ['SREM s a'],
      [],
    ])
  })

  it.each([
    ['SHUTDOWN', /Line 1 of f: SHUTDOWN is not sent/],
    ['SADD s a\nauth secret', /Line 2 of f: AUTH is not sent/],
    ['SELECT 1', /SELECT is not sent/],
    ['BLPOP q 0', /BLPOP is not sent/],
    ['DEBUG SLEEP 10', /DEBUG is not sent/],
    ['CLIENT REPLY OFF', /CLIENT is not sent/],
    ['CONFIG SET requirepass x', /CONFIG is not sent/],
    ['XREAD BLOCK 0 STREAMS s $', /XREAD is not sent/],
    ['MIGRATE h 1 k 0 5 AUTH x', /MIGRATE is not sent/],
    ['SADD s "a', /Line 1 of f has quotes that do not balance/],
    ['--- 2000000', /comes after 1000000 calls/],
  ])('refuses %j', (text, sentence) => {
    expect(() => parseDuring(text, 'f')).toThrow(sentence)
  })

  it.each(['DEBUG HTSTATS-KEY s', 'CONFIG SET hz 1', 'CLIENT ID', 'BGSAVE'])('sends %s', (line) => {
    expect(parseDuring(line, 'f').commands).toBe(1)
  })

  it('is bounded', () => {
    expect(() => parseDuring('PING\n'.repeat(50_001), 'f')).toThrow('more than 50000 commands')
  })
})

describe('progress', () => {
  it('is a bar, on a terminal drawn over itself, else a line for each tenth', () => {
    expect(barOf(1 / 3, 12, 140)).toBe('[########................]  33.3 %  call 12, 140 returned')
    const told = (isTTY: boolean) => {
      const written: string[] = []
      const progress = new Progress({ isTTY, write: (text) => written.push(text) })
      for (let nth = 0; nth <= 100; nth++) progress.show(nth / 100, nth, nth)
      progress.end()
      return written
    }
    expect(told(false)).toHaveLength(11)
    expect(told(false).every((line) => line.endsWith('\n'))).toBe(true)
    const drawn = told(true)
    expect(drawn.slice(0, -1).every((line) => line.startsWith('\r'))).toBe(true)
    expect(drawn.at(-2)).toContain('100.0 %')
    expect(drawn.at(-1)).toBe('\n')
  })
})
