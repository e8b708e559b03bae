import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { profileIds } from '../../../src/engine/index.ts'
import { LIMITS } from '../../../src/trace/index.ts'
import {
  completionsOf,
  nameIn,
  namesIn,
  readLine,
  usageOf,
} from '../../../src/view/server/typing.ts'
import { runs } from '../../engine/settings.ts'

describe('a typed line', () => {
  it('is nothing, help, or a command', () => {
    expect(readLine('  ')).toEqual({ kind: 'nothing' })
    expect(readLine('help scan')).toEqual({ kind: 'help', about: 'scan' })
    expect(readLine('?')).toEqual({ kind: 'help', about: '' })
    expect(readLine(' GET  "a b" ')).toEqual({ kind: 'call', words: ['GET', 'a b'], times: 1 })
  })

  it('with a number ahead is that command so many times', () => {
    expect(readLine('3 PING')).toEqual({ kind: 'call', words: ['PING'], times: 3 })
    expect(readLine('3')).toEqual({ kind: 'call', words: ['3'], times: 1 })
    for (const line of ['0 PING', '-1 PING', '5001 PING', `${'9'.repeat(400)} PING`]) {
      expect(readLine(line), line).toEqual({ kind: 'fault', fault: { why: 'repeat' } })
    }
  })

  it('that cannot be sent says why', () => {
    const whyOf = (line: string) => {
      const typed = readLine(line)
      return typed.kind === 'fault' ? typed.fault : typed
    }
    expect(whyOf('GET "a')).toEqual({ why: 'invalid' })
    expect(whyOf('x'.repeat(10_240))).toEqual({ why: 'lineLong', count: 10_240 })
    expect(whyOf(`GET a ${'y'.repeat(1025)}`)).toEqual({ why: 'wordLong', nth: 3, count: 1025 })
    expect(whyOf('a '.repeat(1025))).toEqual({ why: 'wordsMany', count: 1025 })
    expect(whyOf(`GET ${'键'.repeat(342)}`)).toEqual({ why: 'wordLong', nth: 2, count: 1026 })
  })

  it('never throws, and keeps within the bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (line) => {
        const typed = readLine(line)
        if (typed.kind === 'call') {
          expect(typed.words.length).toBeGreaterThan(0)
          expect(typed.times).toBeLessThanOrEqual(LIMITS.commands)
        }
        for (const profile of profileIds) {
          for (const one of completionsOf(line, profile)) {
            expect(one.length).toBeGreaterThanOrEqual(line.length)
          }
        }
      }),
      runs(200),
    )
  })
})

describe('completion', () => {
  const of = (line: string) => completionsOf(line, 'redis-7.4')

  it('finds the commands that begin so, in capitals as redis-cli does', () => {
    expect(of('ss')).toEqual(['SSCAN'])
    expect(of('s')).toEqual(expect.arrayContaining(['SADD', 'SCAN', 'SET', 'SSCAN']))
    expect(of('3 dbs')).toEqual(['3 DBSIZE'])
    expect(of('')).toEqual([])
    expect(of('nobody')).toEqual([])
  })

  it('finds options and subcommands of the command at hand', () => {
    expect(of('scan 0 c')).toEqual(['scan 0 COUNT'])
    expect(of('SCAN 0 MATCH a* CO')).toEqual(['SCAN 0 MATCH a* COUNT'])
    expect(of('object e')).toEqual(['object ENCODING'])
    expect(of('CONFIG SET set-max-i')).toEqual(['CONFIG SET set-max-intset-entries'])
    expect(of('GET k')).toEqual([])
    expect(of('scan 0 ')).toEqual([])
  })

  it('has nothing to add to what is whole', () => {
    expect(of('SSCAN')).toEqual([])
    expect(of('sscan')).toEqual(['SSCAN'])
  })
})

describe('help', () => {
  it('knows how a command goes on, in the versions that have it', () => {
    expect(usageOf('sScan', 'redis-7.4')).toBe('key cursor [MATCH pattern] [COUNT count]')
    expect(usageOf('nonsense', 'redis-7.4')).toBeUndefined()
    expect(usageOf('hexpire', 'redis-7.4')).toBeDefined()
    expect(usageOf('hexpire', 'redis-7.2')).toBeUndefined()
    expect(namesIn('redis-7.4')).toContain('HEXPIRE')
    expect(namesIn('redis-7.2')).not.toContain('HEXPIRE')
  })

  it('finds the name in the line, behind a number too', () => {
    expect(nameIn('  scan 0')).toBe('scan')
    expect(nameIn('12 ping')).toBe('ping')
    expect(nameIn(' ')).toBeNull()
  })
})
