import { createClient, ErrorReply, RESP_TYPES } from '@redis/client'
import type { Bytes, Reply } from '../server/index.ts'
import { RecorderFault } from './fault.ts'
import type { Target } from './options.ts'

const CONNECT_MS = 5_000
const REPLY_MS = 30_000

/** The server has gone, or does not answer any more. */
export class ConnectionLost extends RecorderFault {}

const latin1 = (bytes: Bytes) => Buffer.from(bytes, 'latin1')

/** What the client made of a reply: bulks are buffers, statuses and integers strings. */
function replyOf(value: unknown): Reply {
  if (value === null || value === undefined) return { kind: 'nil' }
  if (Buffer.isBuffer(value)) return { kind: 'bulk', bytes: value.toString('latin1') }
  if (value instanceof Error) return { kind: 'error', text: value.message }
  if (Array.isArray(value)) return { kind: 'array', items: value.map(replyOf) }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return /^-?\d+$/.test(text) ? { kind: 'integer', value: text } : { kind: 'status', text }
}

function clientFor({ host, port, tls, username, password, database }: Target) {
  return createClient({
    socket: {
      host,
      port,
      ...(tls && { tls: true as const }),
      connectTimeout: CONNECT_MS,
      reconnectStrategy: false as const,
    },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    database,
    RESP: 2,
    // Nothing is sent that we did not ask for: our own commands are counted.
    disableClientInfo: true,
    disableOfflineQueue: true,
    commandOptions: {
      typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.NUMBER]: String },
    },
  })
}

type Client = ReturnType<typeof clientFor>

/** Why there is no connection, as a sentence without the password. */
function connectFault(error: unknown, { host, port, tls }: Target): RecorderFault {
  const place = `${host}:${port}`
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof ErrorReply) return refusal(error.message)
  if (code === 'ECONNREFUSED')
    return new RecorderFault(`Nobody listens at ${place}: is the server running?`)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new RecorderFault(`There is no host of the name ${host}.`)
  }
  if (/CERT|SELF_SIGNED|ALTNAME/.test(code)) {
    return new RecorderFault(
      `The certificate of ${place} is not trusted (${code}); name its authority in NODE_EXTRA_CA_CERTS.`,
    )
  }
  if (/EPROTO|SSL|TLS/.test(code)) {
    return new RecorderFault(`${place} does not speak TLS; try redis:// in place of rediss://.`)
  }
  const hint = tls ? '' : ' If it expects TLS, write rediss:// in place of redis://.'
  const waited = `within ${CONNECT_MS / 1000} seconds`
  return new RecorderFault(
    `${place} gave no connection ${waited}${code === '' ? '' : ` (${code})`}.${hint}`,
  )
}

/** An error reply that ends the recorder, as a sentence. */
export function refusal(text: string): RecorderFault {
  const [word = '', slot = '', address = ''] = text.split(' ')
  switch (word) {
    case 'NOAUTH':
      return new RecorderFault(
        'The server wants a password: write redis://user:password@host, or set REDISCLI_AUTH.',
      )
    case 'WRONGPASS':
      return new RecorderFault('The server does not accept this user and password.')
    case 'NOPERM':
      return new RecorderFault(`The user may not do that: the server says "${text}".`)
    case 'MOVED':
      return new RecorderFault(
        `The key lives on another node of the cluster, ${address} (slot ${slot}): give that address as ` +
          '--url. Redirects are not followed.',
      )
    case 'ASK':
      return new RecorderFault(
        `Slot ${slot} is on its way to ${address}; wait until it has moved, and record that node.`,
      )
    case 'READONLY':
      return new RecorderFault(
        'This node is a replica that must not be written to: record its primary, or leave out ' +
          '--during and --learn.',
      )
    default:
      return new RecorderFault(`The server refuses: ${text}`)
  }
}

/** One connection to one server. Words and replies are bytes. */
export class Connection {
  readonly #client: Client
  /** Commands sent, those that were refused too. */
  sent = 0
  #lost = false

  private constructor(client: Client) {
    this.#client = client
  }

  static async open(target: Target): Promise<Connection> {
    const client = clientFor(target)
    const connection = new Connection(client)
    client.on('error', () => {
      connection.#lost = true
    })
    try {
      await client.connect()
    } catch (error) {
      throw connectFault(error, target)
    }
    return connection
  }

  /** Sends a command. An error reply is a reply; only a connection that breaks throws. */
  async call(...words: readonly Bytes[]): Promise<Reply> {
    if (this.#lost) throw new ConnectionLost('The server closed the connection.')
    this.sent++
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new ConnectionLost(`The server has not answered for ${REPLY_MS / 1000} seconds.`))
      }, REPLY_MS)
    })
    try {
      return replyOf(await Promise.race([this.#client.sendCommand(words.map(latin1)), late]))
    } catch (error) {
      if (error instanceof ErrorReply) return { kind: 'error', text: error.message }
      if (error instanceof ConnectionLost) throw error
      throw new ConnectionLost('The server closed the connection.')
    } finally {
      clearTimeout(timer)
    }
  }

  /** Sends commands in one piece; the replies come in their order. */
  calls(commands: readonly (readonly Bytes[])[]): Promise<readonly Reply[]> {
    return Promise.all(commands.map((words) => this.call(...words)))
  }

  /** Sends a command whose error ends the recorder. */
  async ask(...words: readonly Bytes[]): Promise<Reply> {
    const reply = await this.call(...words)
    if (reply.kind === 'error') throw refusal(reply.text)
    return reply
  }

  close(): void {
    this.#client.destroy()
  }
}
