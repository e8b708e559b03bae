import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Json = number | string | null | readonly Json[]

interface Line {
  readonly node?: string
  readonly cmd?: readonly string[]
  readonly reply?: Json
}

/** A recording of a real server or cluster, as far as it is needed here. */
export interface RealStory {
  readonly name: string
  readonly header: { readonly version: string; readonly keys?: Readonly<Record<string, number>> }
  readonly lines: readonly Line[]
}

function storyIn(folder: string, name: string): RealStory {
  const [header, ...lines] = readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  return { name, header: header as RealStory['header'], lines: lines as Line[] }
}

function storiesIn(folder: string): RealStory[] {
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.filter((name) => name.endsWith('.jsonl')).map((name) => storyIn(folder, name))
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Copies of the shared recordings, and the shared ones where present. */
export const serverStories = [
  ...storiesIn(at('../traces/server')),
  ...storiesIn(at('../../../shared/traces/server')),
]
export const clusterStories = [
  ...storiesIn(at('./data')),
  ...storiesIn(at('../../../shared/traces/cluster')),
]

export const isScan = ({ cmd }: Line): boolean => /^[SHZ]?SCAN$/.test(cmd?.[0] ?? '')

const quoted = (value: Json): string => JSON.stringify(String(value))

/** A reply as redis-cli prints it. */
function printed(reply: Json): string {
  if (typeof reply === 'number') return `(integer) ${reply}`
  if (typeof reply === 'string') return reply
  if (reply === null) return '(nil)'
  const [cursor, elements] = reply
  if (!Array.isArray(elements)) {
    return reply.map((item, nth) => `${nth + 1}) ${quoted(item)}`).join('\n')
  }
  const items = elements as readonly Json[]
  const lines = items.map((item, nth) => `${nth === 0 ? '2) ' : '   '}${nth + 1}) ${quoted(item)}`)
  return [
    `1) ${quoted(cursor ?? null)}`,
    ...(items.length > 0 ? lines : ['2) (empty array)']),
  ].join('\n')
}

/** A story as a dialogue in redis-cli; without the cluster's nodes, as one would paste it. */
export const cliLog = ({ lines }: RealStory): string =>
  lines
    .flatMap(({ cmd, reply }) =>
      cmd === undefined || reply === undefined
        ? []
        : [`127.0.0.1:6379> ${cmd.join(' ')}`, printed(reply)],
    )
    .join('\n')

/** The cursors that the scans of a story returned, in order. */
export const repliedCursors = ({ lines }: RealStory): string[] =>
  lines.filter(isScan).flatMap(({ reply }) => (Array.isArray(reply) ? String(reply[0]) : []))
