import { expect, it } from 'vitest'
import { matchesGlob } from '../../src/server/index.ts'

it.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', false],
  ['*', 'a', true],
  ['a*', 'a', true],
  ['a**', 'a', true],
  ['*a*b', 'xaxb', true],
  ['*a*b', 'xaxbx', false],
  ['?', 'a', true],
  ['?', '', false],
  ['a?', 'a', false],
  ['[abc]', 'b', true],
  ['[^abc]', 'b', false],
  ['[^abc]', 'd', true],
  ['[a-c]x', 'bx', true],
  ['[c-a]x', 'bx', true],
  ['[a-c', 'b', true],
  ['[', '[', false],
  ['[\\]]', ']', true],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['\\', '\\', true],
  ['user:[0-9]*', 'user:7x', true],
  ['[a-\xff]', 'A', true],
  ['[\x80-\xff]', '\x90', true],
])('matchesGlob(%j, %j) is %s', (pattern, string, expected) => {
  expect(matchesGlob(pattern, string)).toBe(expected)
})

it('does not take for ever over many stars', () => {
  expect(matchesGlob('a*'.repeat(40) + 'b', 'a'.repeat(2_000))).toBe(false)
})
