import type { Header } from '../recording/index.ts'
import type { Bytes, Reply } from '../server/index.ts'
import { refusal, type Connection } from './connection.ts'

/** What the server says of itself. */
export interface ServerFacts {
  readonly version: string
  /** Its own name and version: "redis 7.0.15", "valkey 8.1.0". */
  readonly server: string
  readonly mode: NonNullable<Header['mode']>
  readonly config: Header['config']
}

/** The options that decide encodings and how tables are resized; nothing secret is among them. */
const OPTIONS = [
  'set-max-intset-entries',
  'set-max-listpack-entries',
  'set-max-listpack-value',
  'hash-max-listpack-entries',
  'hash-max-listpack-value',
  'zset-max-listpack-entries',
  'zset-max-listpack-value',
  'activerehashing',
  'hz',
]

const bulkOf = (reply: Reply): Bytes => (reply.kind === 'bulk' ? reply.bytes : '')

function fieldOf(info: Bytes, name: string): string | undefined {
  return new RegExp(`^${name}:([\\w.-]+)`, 'm').exec(info)?.[1]
}

/** The options that the server has; none when it does not tell them. */
async function configOf(connection: Connection): Promise<Header['config']> {
  const config: Record<string, string> = {}
  for (const name of OPTIONS) {
    const reply = await connection.call('CONFIG', 'GET', name)
    const [, value] = reply.kind === 'array' ? reply.items : []
    if (value?.kind === 'bulk') config[name] = value.bytes
  }
  return config
}

/** Version, kind and thresholds of the server. Also the first command that needs a password. */
export async function factsOf(connection: Connection): Promise<ServerFacts> {
  const reply = await connection.call('INFO', 'server')
  // Who may scan need not be allowed to ask for the version.
  if (reply.kind === 'error' && !reply.text.startsWith('NOPERM')) throw refusal(reply.text)
  const info = bulkOf(reply)
  const version = fieldOf(info, 'redis_version') ?? 'unknown'
  const valkey = fieldOf(info, 'valkey_version')
  const mode = fieldOf(info, 'redis_mode') ?? fieldOf(info, 'server_mode')
  return {
    version,
    server: valkey === undefined ? `redis ${version}` : `valkey ${valkey}`,
    mode: mode === 'cluster' || mode === 'sentinel' ? mode : 'standalone',
    config: await configOf(connection),
  }
}

/** How many commands the server has run for anybody; null when it does not tell. */
export async function processedBy(connection: Connection): Promise<number | null> {
  const info = bulkOf(await connection.call('INFO', 'stats'))
  const count = fieldOf(info, 'total_commands_processed')
  return count === undefined ? null : Number(count)
}
