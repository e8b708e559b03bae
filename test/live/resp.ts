import { connect, type Socket } from 'node:net'
import type { Reply } from '../../src/server/index.ts'

/** A command or reply as bytes: latin1 strings, as in the model. */
const encoded = (words: readonly string[]) =>
  `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`

interface Parsed {
  readonly reply: Reply
  readonly end: number
}

function parseArray(text: string, start: number, count: number): Parsed | undefined {
  if (count < 0) return { reply: { kind: 'nil' }, end: start }
  const items: Reply[] = []
  let end = start
  for (let i = 0; i < count; i++) {
    const item = parseReply(text, end)
    if (item === undefined) return undefined
    items.push(item.reply)
    end = item.end
  }
  return { reply: { kind: 'array', items }, end }
}

/** The reply that begins at `start` (RESP2); undefined when not all of it has come. */
function parseReply(text: string, start: number): Parsed | undefined {
  const line = text.indexOf('\r\n', start)
  if (line < 0) return undefined
  const rest = text.slice(start + 1, line)
  const end = line + 2
  switch (text[start]) {
    case '+':
      return { reply: { kind: 'status', text: rest }, end }
    case '-':
      return { reply: { kind: 'error', text: rest }, end }
    case ':':
      return { reply: { kind: 'integer', value: rest }, end }
    case '*':
      return parseArray(text, end, Number(rest))
    case '$': {
      const length = Number(rest)
      if (length < 0) return { reply: { kind: 'nil' }, end }
      if (text.length < end + length + 2) return undefined
      return {
        reply: { kind: 'bulk', bytes: text.slice(end, end + length) },
        end: end + length + 2,
      }
    }
    default:
      throw new Error(`no reply begins with ${JSON.stringify(text[start])}`)
  }
}

/** One connection; commands go out in one piece, replies come back in their order. */
export class Client {
  readonly #socket: Socket
  readonly #waiting: { count: number; replies: Reply[]; done: (replies: Reply[]) => void }[] = []
  #failed: ((error: Error) => void) | undefined
  #text = ''

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      this.#text += chunk
      this.#read()
    })
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')))
  }

  static open(port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        socket.on('error', () => undefined)
        resolve(new Client(socket))
      })
    })
  }

  send(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    if (commands.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      this.#failed = reject
      this.#waiting.push({ count: commands.length, replies: [], done: resolve })
      this.#socket.write(commands.map(encoded).join(''), 'latin1')
    })
  }

  async call(...words: string[]): Promise<Reply> {
    const [reply] = await this.send([words])
    if (reply === undefined) throw new Error('no reply')
    return reply
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }

  #read(): void {
    let start = 0
    for (;;) {
      const [first] = this.#waiting
      const parsed = start < this.#text.length ? parseReply(this.#text, start) : undefined
      if (first === undefined || parsed === undefined) break
      start = parsed.end
      first.replies.push(parsed.reply)
      if (first.replies.length === first.count) {
        this.#waiting.shift()
        first.done(first.replies)
      }
    }
    this.#text = this.#text.slice(start)
  }
}
