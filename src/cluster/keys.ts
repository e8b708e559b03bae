import type { Bytes } from '../server/index.ts'

/** Commands whose keys are all words behind the name. */
const ALL = new Set(['del', 'unlink', 'exists', 'touch'])

/** Commands without a key: every node does them for itself. */
const NONE = new Set(
  'asking bgsave cluster clusterscan config dbsize debug echo flushall flushdb info keys ping readonly readwrite scan'.split(
    ' ',
  ),
)

/** MIGRATE host port key ... or, with an empty key, KEYS and the keys at the end. */
function keysOfMigrate(words: readonly Bytes[]): readonly Bytes[] {
  if (words[3] !== '') return words.slice(3, 4)
  const at = words.findIndex((word, index) => index > 5 && word.toLowerCase() === 'keys')
  return at < 0 ? [] : words.slice(at + 1)
}

/** The keys of a command, whose slot says which node may do it. */
export function keysOfCommand(words: readonly Bytes[]): readonly Bytes[] {
  const name = (words[0] ?? '').toLowerCase()
  if (NONE.has(name)) return []
  if (ALL.has(name)) return words.slice(1)
  if (name === 'migrate') return keysOfMigrate(words)
  return words.slice(name === 'object' ? 2 : 1, name === 'object' ? 3 : 2)
}

/** Commands that only read: a replica does them after READONLY. */
const READS = new Set(
  (
    'exists get hexists hexpiretime hget hgetall hlen hpexpiretime hpttl hscan httl object pttl scard ' +
    'sismember smembers sscan strlen touch ttl type zcard zscan zscore'
  ).split(' '),
)

export const isRead = (words: readonly Bytes[]): boolean =>
  READS.has((words[0] ?? '').toLowerCase())

/** Whether a command that changed something reaches the replicas as it is. */
export const isPropagated = (words: readonly Bytes[]): boolean =>
  !isRead(words) && !['scan', 'keys', 'config', 'debug'].includes((words[0] ?? '').toLowerCase())
