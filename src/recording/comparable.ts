import { commands, type Bytes } from '../server/index.ts'
import { callsOf } from './calls.ts'
import { bytesFrom } from './escaped.ts'
import type { Recording } from './format.ts'
import { membersIn } from './names.ts'
import { sizeFromCursors } from './sizes.ts'
import { profileOf } from './version.ts'

/** Why a recording cannot be run again, reply by reply, in the model of a server. */
export type Unknown =
  /** No rules are known for this server: `detail` is its version. */
  | 'version'
  /** What the key held before the first line. */
  | 'start'
  /** Other clients were at work. */
  | 'others'
  /** serverCron works on the keyspace between the commands. */
  | 'cron'
  /** The server's thresholds were not told. */
  | 'config'
  /** The model has no command of this name: `detail`. */
  | 'command'
  /** When a key expires or a child ends depends on the clock: `detail` is the command. */
  | 'clock'
  /** The hash of a name: `detail`. */
  | 'hash'

export interface NotComparable {
  readonly unknown: Unknown
  readonly detail: Bytes
}

const CLOCK = /^(P?EXPIRE(AT)?|SETEX|PSETEX|BGSAVE|BGREWRITEAOF)$/

/** What a look at the commands alone forbids. */
function obstacleIn({ header, lines }: Recording): NotComparable | null {
  for (const line of lines) {
    if (line.kind === 'event') continue
    const [name = ''] = line.words
    if (CLOCK.test(name.toUpperCase())) return { unknown: 'clock', detail: name }
    if (!commands.has(name.toLowerCase())) return { unknown: 'command', detail: name }
    if (header.command === 'SCAN') return { unknown: 'cron', detail: '' }
  }
  return null
}

function nameWithoutHash(recording: Recording): Bytes | undefined {
  const { header, lines } = recording
  const known = new Set(header.hashLow.map(([name]) => bytesFrom(name)))
  const named = lines.flatMap((line) => (line.kind === 'event' ? [] : membersIn(line.words)))
  const returned = callsOf(recording).flatMap(({ keys }) => keys)
  return [...named, ...returned].find((name) => !known.has(name))
}

/**
 * Why the recorder's file does not hold all that the model needs; null when it does. A story of
 * another tool says of itself that it does.
 */
export function whyNotComparable(recording: Recording): NotComparable | null {
  const { header } = recording
  const version = { unknown: 'version' as const, detail: header.server ?? header.version }
  if (profileOf(header.version) === undefined) return version
  if (header.recorder === undefined) return null
  if (header.server !== undefined && !header.server.startsWith('redis')) return version
  if (header.start !== 'empty') return { unknown: 'start', detail: '' }
  if (header.alone !== true) return { unknown: 'others', detail: '' }
  if (Object.keys(header.config).length === 0) return { unknown: 'config', detail: '' }
  const name = nameWithoutHash(recording)
  if (name !== undefined) return { unknown: 'hash', detail: name }
  const obstacle = obstacleIn(recording)
  if (obstacle !== null) return obstacle
  const size = sizeFromCursors(callsOf(recording)) ?? 0
  return size > 2 ** header.hashBits ? { unknown: 'hash', detail: '' } : null
}
