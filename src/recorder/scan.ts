import {
  jsonOfReply,
  membersIn,
  RECORDING_LIMITS,
  scanCallOf,
  textFrom,
  type End,
  type ScanCall,
  type ScanCommand,
} from '../recording/index.ts'
import type { Bytes, Reply } from '../server/index.ts'
import { ConnectionLost, refusal, type Connection } from './connection.ts'
import type { During } from './during.ts'
import { RecorderFault } from './fault.ts'
import type { RecordingFile } from './file.ts'
import type { Pace } from './pace.ts'

const MOST_LINES = 1_000_000
const MOST_BYTES = 2 ** 30
/** Names that are remembered, to tell how many came twice. */
const MOST_REMEMBERED = 1_000_000

/** What is scanned, and how. */
export interface Asked {
  readonly key: Bytes | null
  readonly count: number
  readonly match: Bytes | null
}

/** How the scan ended, with the sentence for whoever reads the file. */
export interface Ended extends End {
  readonly text: string
}

/** A recording in the making: sends, writes down, remembers. */
export class Scan {
  readonly #connection: Connection
  readonly #file: RecordingFile
  readonly #pace: Pace
  readonly #during: During | null
  readonly #asked: Asked
  readonly #onCall: (scan: Scan) => void
  /** Cursors only: pages are long. */
  readonly calls: Omit<ScanCall, 'keys'>[] = []
  /** Names that the scan has returned, or that our own commands named. */
  readonly names = new Set<Bytes>()
  returned = 0
  place = 0
  /** Commands of the --during file that the server refused, and the first of these errors. */
  refused = 0
  firstRefusal = ''
  /** Known when the key is there. */
  command: ScanCommand | null = null
  #cursor = '0'
  #group = 0
  #sentOfFile = 0

  constructor(
    parts: {
      readonly connection: Connection
      readonly file: RecordingFile
      readonly pace: Pace
      readonly during: During | null
      readonly asked: Asked
    },
    onCall: (scan: Scan) => void,
  ) {
    this.#connection = parts.connection
    this.#file = parts.file
    this.#pace = parts.pace
    this.#during = parts.during
    this.#asked = parts.asked
    this.#onCall = onCall
  }

  /** Commands of the --during file that were never sent. */
  get unsent(): number {
    return (this.#during?.commands ?? 0) - this.#sentOfFile
  }

  /**
   * Sends the commands that stand before the first call, asks which command scans the key, then calls
   * until the cursor is 0 again or something ends it.
   */
  async run(commandFor: () => Promise<ScanCommand>): Promise<Ended> {
    let ended = await this.#guarded(() => this.#sendGroup())
    ended ??= await this.#guarded(async () => {
      this.command ??= await commandFor()
      return null
    })
    while (ended === null) {
      ended = this.#pace.stopped
        ? this.#end('stopped', 'stopped by the user')
        : await this.#guarded(() => this.#turn())
    }
    return ended
  }

  #end(why: End['why'], reason: string): Ended {
    const calls = this.calls.length
    const percent = (this.place * 100).toFixed(1)
    const where = `after call ${calls}, at cursor ${this.#cursor} (${percent} %)`
    const text =
      why === 'complete'
        ? `the scan is complete: ${calls} calls, ${this.returned} returned`
        : `the recording ends ${where}: ${reason}`
    return { why, calls, cursor: this.#cursor, text }
  }

  /** What a connection that breaks makes of the work. */
  async #guarded(work: () => Promise<Ended | null>): Promise<Ended | null> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof ConnectionLost) return this.#end('lost', error.message)
      if (error instanceof RecorderFault) return this.#end('refused', error.message)
      throw error
    }
  }

  /** One call, then the commands that follow it. */
  async #turn(): Promise<Ended | null> {
    const { key, count, match } = this.#asked
    const words = [this.command ?? 'SCAN', ...(key === null ? [] : [key]), this.#cursor]
    if (match !== null) words.push('MATCH', match)
    words.push('COUNT', String(count))
    const reply = await this.#send(words)
    if (reply === null) return this.#end('full', 'the next line would be too long, or the file')
    if (reply.kind === 'error') throw refusal(reply.text)
    const call = scanCallOf(words, reply)
    if (call === null) throw new RecorderFault('The server answers a scan with no page.')
    this.#take(call)
    if (call.next === 0n) return this.#end('complete', '')
    this.#onCall(this)
    this.#group++
    return this.#sendGroup()
  }

  #take({ keys, ...call }: ScanCall): void {
    this.calls.push(call)
    this.returned += keys.length
    this.#remember(keys)
    this.#cursor = String(call.next)
    this.place = call.to
  }

  #remember(names: readonly Bytes[]): void {
    for (const name of names) if (this.names.size < MOST_REMEMBERED) this.names.add(name)
  }

  async #sendGroup(): Promise<Ended | null> {
    for (const words of this.#during?.groups[this.#group] ?? []) {
      if (this.#pace.stopped) return this.#end('stopped', 'stopped by the user')
      const reply = await this.#send(words)
      if (reply === null) return this.#end('full', 'the next line would be too long, or the file')
      this.#sentOfFile++
      this.#remember(membersIn(words))
      if (reply.kind !== 'error') continue
      if (reply.text.startsWith('READONLY')) throw refusal(reply.text)
      this.refused++
      this.firstRefusal ||= reply.text
    }
    return null
  }

  /** Sends a command and writes it down with its reply; null when it finds no room any more. */
  async #send(words: readonly Bytes[]): Promise<Reply | null> {
    await this.#pace.next()
    const reply = await this.#connection.call(...words)
    const i = this.#file.lines + 1
    const line = { i, cmd: words.map(textFrom), reply: jsonOfReply(reply) }
    const { length } = JSON.stringify(line)
    const isFull = i >= MOST_LINES || this.#file.bytes + length > MOST_BYTES
    if (length > RECORDING_LIMITS.line || isFull) return null
    this.#file.write(line)
    return reply
  }
}
