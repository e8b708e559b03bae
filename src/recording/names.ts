import type { Bytes } from '../server/index.ts'

const everySecond = (words: readonly Bytes[], first: number) =>
  words.filter((_, index) => index >= first && (index - first) % 2 === 0)

const ZADD_OPTIONS = new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'])

function scoredMembers(words: readonly Bytes[]): readonly Bytes[] {
  let first = 2
  while (ZADD_OPTIONS.has(words[first]?.toUpperCase() ?? '')) first++
  return everySecond(words, first + 1)
}

/** The members or fields that a command names: what it may add to a table or look up in one. */
export function membersIn(words: readonly Bytes[]): readonly Bytes[] {
  switch (words[0]?.toUpperCase()) {
    case 'SADD':
    case 'SREM':
    case 'SISMEMBER':
    case 'SMISMEMBER':
    case 'HDEL':
    case 'HGET':
    case 'HMGET':
    case 'HEXISTS':
    case 'ZREM':
    case 'ZSCORE':
      return words.slice(2)
    case 'HSET':
    case 'HMSET':
      return everySecond(words, 2)
    case 'ZADD':
      return scoredMembers(words)
    default:
      return []
  }
}
