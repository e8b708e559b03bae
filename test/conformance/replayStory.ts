import { bytesFrom, commandOfEvent } from '../../src/recording/index.ts'
import {
  initialState,
  runServer,
  serverRulesOf,
  textOf,
  type Bytes,
  type Reply,
  type ServerCommand,
  type ServerRules,
} from '../../src/server/index.ts'
import { messageOf } from './read.ts'
import type { Story, StoryLine } from './story.ts'
import { withoutTransactions } from './transaction.ts'

export interface Mismatch {
  readonly line: number
  readonly message: string
}

export interface StoryReplay {
  readonly mismatches: readonly Mismatch[]
  /** Replies that were compared. */
  readonly compared: number
  /** Administration that the model does not have, or whose reply tells nothing of it. */
  readonly skipped: number
}

type Json = string | number | null | readonly Json[]

/** A reply in the form of the stories: an error is its text. */
export function jsonOf(reply: Reply | undefined): Json {
  switch (reply?.kind) {
    case undefined:
    case 'nil':
      return null
    case 'status':
    case 'error':
      return reply.text
    case 'integer':
      return Number(reply.value)
    case 'bulk':
      return textOf(reply.bytes) ?? reply.bytes
    case 'array':
      return reply.items.map(jsonOf)
  }
}

const errorIn = (reply: object): unknown =>
  Object.entries(reply).find(([name]) => /^err/.test(name))?.[1]

/** Bytes that are no UTF-8 as `jsonOf` shows them, however the file writes them. */
function shownBytes(text: string): string {
  const bytes = bytesFrom(text)
  return textOf(bytes) ?? bytes
}

/** A recorded reply in the same form: an error may stand with its dash or as an object. */
export function recorded(reply: unknown): unknown {
  if (typeof reply === 'string') return shownBytes(/^-[A-Z]+ /.test(reply) ? reply.slice(1) : reply)
  if (Array.isArray(reply)) return reply.map(recorded)
  if (typeof reply === 'object' && reply !== null) return recorded(errorIn(reply))
  return reply
}

/** Clients of some languages take the word ERR away. */
const withoutErr = (text: unknown) => (typeof text === 'string' ? text.replace(/^ERR /, '') : text)

const TABLE =
  /(main hash table|rehashing target)\):\n(?: table size: (\d+)\n number of elements: (\d+)|No stats)/g

/**
 * Sizes and element counts of HTSTATS; the lines on chains may be absent, and so may a main table
 * without elements, of which no version tells the size.
 */
function tablesIn(text: unknown): unknown {
  if (typeof text !== 'string' || !/ HT\]|hash table\)|No stats/.test(text)) return text
  return [...text.matchAll(TABLE)]
    .filter(([, name, , used]) => used !== undefined || name === 'rehashing target')
    .map(([, name = '', buckets = '-', used = '0']) => `${name}: ${buckets}, ${used}`)
}

type Care = 'data' | 'htstats' | 'time' | 'applied'

const ADMINISTRATION = new Set(
  (
    'acl asking auth bgrewriteaof bgsave client cluster command config debug failover hello info ' +
    'lastsave latency lolwut memory module monitor object ping quit readonly readwrite replicaof ' +
    'reset role save script select shutdown slaveof slowlog time unwatch wait watch'
  ).split(' '),
)

/** They tell how much time is left or when it ends; a story has no clock. */
const TIMES = new Set(
  'expiretime hexpiretime hpexpiretime hpttl httl pexpiretime pttl ttl'.split(' '),
)

/** Of a time it is compared that there is one. */
function timeless(reply: unknown): unknown {
  if (Array.isArray(reply)) return reply.map(timeless)
  return typeof reply === 'number' && reply >= 0 ? 'some time' : reply
}

/** How the reply of a command is compared. */
export function careOf([name = '', sub = '']: readonly Bytes[]): Care {
  const command = name.toLowerCase()
  const word = sub.toLowerCase()
  if (command === 'debug' && word.startsWith('htstats')) return 'htstats'
  if (command === 'object' && word === 'encoding') return 'data'
  if (TIMES.has(command)) return 'time'
  return ADMINISTRATION.has(command) ? 'applied' : 'data'
}

const CHILD_STARTED = /^Background (saving|append only file rewriting) started/

type Asked = Extract<StoryLine, { reply: unknown }>

/** Administration of which the model knows no more than that it looks the key up. */
const LOOKUPS = new Set(['debug object', 'memory usage'])

/**
 * What administration does in the model; null for nothing at all: a BGSAVE, say, that did not start
 * a child then and there.
 */
export function administration({ words, reply }: Asked): readonly Bytes[] | null {
  const [name = '', word = '', key] = words.map((one) => one.toLowerCase())
  if (name === 'bgsave' || name === 'bgrewriteaof') {
    return CHILD_STARTED.test(String(recorded(reply))) ? ['BGSAVE'] : null
  }
  if (LOOKUPS.has(`${name} ${word}`) && key !== undefined) {
    return ['OBJECT', 'ENCODING', words[2] ?? '']
  }
  return words
}

/** What of a reply is compared. */
export function formOf(care: Care, answer: Reply | undefined): (reply: unknown) => unknown {
  if (answer?.kind === 'error') return withoutErr
  if (care === 'time') return timeless
  return care === 'htstats' ? tablesIn : (reply) => reply
}

export const shown = (value: unknown) => JSON.stringify(value)

/** Asks the model all that was asked of the server and compares every reply. */
export function replayStory(
  { config, lines }: Story,
  rules: ServerRules = serverRulesOf(config.profile),
): StoryReplay {
  let state = initialState(config)
  let compared = 0
  const flat = withoutTransactions(lines)
  let { skipped } = flat
  const mismatches: Mismatch[] = []
  const run = (command: ServerCommand) => {
    const done = runServer(state, command, config, rules)
    state = done.state
    return done.reply
  }
  for (const at of flat.lines) {
    try {
      if ('event' in at) {
        const command = commandOfEvent(at.event)
        if (command !== undefined) run(command)
        continue
      }
      const care = careOf(at.words)
      if (care === 'applied') {
        const words = administration(at)
        if (words !== null) run({ type: 'call', words })
        skipped++
        continue
      }
      const answer = run({ type: 'call', words: at.words })
      const got = jsonOf(answer)
      const form = formOf(care, answer)
      const expected = shown(form(recorded(at.reply)))
      compared++
      if (shown(form(got)) === expected) continue
      const message = `${at.words.join(' ')}: expected ${expected}, got ${shown(form(got))}`
      mismatches.push({ line: at.line, message })
    } catch (error) {
      const message = `the replay stops here: ${messageOf(error)}`
      return { mismatches: [...mismatches, { line: at.line, message }], compared, skipped }
    }
  }
  return { mismatches, compared, skipped }
}
