import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  lineOf,
  nameOf,
  printed,
  quoted,
  wordsOf,
  type Reply,
} from '../../src/server/index.ts'
import { root } from '../setup/install.mjs'
import { runs } from '../engine/settings.ts'

interface Case {
  readonly line?: string
  readonly words: readonly string[] | null
  readonly reply?: Reply
  readonly printed?: string
}

/** Recorded with redis-cli 7.0.15 between a terminal's lines and a server of fixed replies. */
const cases = readFileSync(join(root, 'test/server/redis-cli.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((text) => JSON.parse(text) as Case)

const lines = cases.filter(({ line }) => line !== undefined)
const replies = cases.filter(({ reply }) => reply !== undefined)

/** Every byte, the awkward ones often. */
const byte = fc.oneof(
  fc.constantFrom('"', "'", '\\', ' ', '\n', '\t', '\0', 'x', 'n', '4', '\x7f', '\xff', '\xc3\xa9'),
  fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
)
const bytes = fc.array(byte, { maxLength: 12 }).map((list) => list.join(''))

describe('a typed line', () => {
  it('comes to the same words as with redis-cli, or is refused as there', () => {
    expect(lines.length).toBeGreaterThan(100)
    const wrong = lines.filter(({ line = '', words }) => {
      return JSON.stringify(wordsOf(line)) !== JSON.stringify(words)
    })
    expect(wrong).toEqual([])
  })

  it('names any bytes when they are quoted', () => {
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 6 }), (words) => {
        expect(wordsOf(lineOf(words))).toEqual(words)
        expect(wordsOf(words.map(quoted).join('  '))).toEqual(words)
      }),
      runs(400),
    )
  })

  it('never makes the reader throw, and reads what it reads once more the same', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(fc.oneof(text, bytes), (line) => {
        const words = wordsOf(line)
        if (words !== null) expect(wordsOf(lineOf(words))).toEqual(words)
      }),
      runs(400),
    )
  })

  it('is shown as it would be typed: text as text, anything else in quotes', () => {
    expect(lineOf([bytesOf('SET'), bytesOf('ключ'), bytesOf('два слова')])).toBe(
      `SET ключ ${quoted(bytesOf('два слова'))}`,
    )
    expect(lineOf(['GET', ''])).toBe('GET ""')
    expect(lineOf(['GET', '\xff'])).toBe('GET "\\xff"')
    expect(nameOf(bytesOf('键'))).toBe('键')
    expect(nameOf('\xff')).toBe('"\\xff"')
  })
})

describe('a reply', () => {
  it('is printed as redis-cli prints it', () => {
    expect(replies.length).toBeGreaterThan(100)
    const wrong = replies.filter(({ reply, words, printed: as }) => {
      return reply !== undefined && printed(reply, words ?? []) !== as
    })
    expect(wrong).toEqual([])
  })
})
