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

interface Mismatch {
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
      return reply.value
    case 'bulk':
      return textOf(reply.bytes) ?? reply.bytes
    case 'array':
      return reply.items.map(jsonOf)
  }
}

const errorIn = (reply: object): unknown =>
  Object.entries(reply).find(([name]) => /^err/.test(name))?.[1]

/** A recorded reply in the same form: an error may stand with its dash or as an object. */
function recorded(reply: unknown): unknown {
  if (typeof reply === 'string') return /^-[A-Z]+ /.test(reply) ? reply.slice(1) : reply
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

type Care = 'data' | 'htstats' | 'applied'

const ADMINISTRATION = new Set(
  'acl bgrewriteaof bgsave client command config debug info lastsave latency memory module monitor object ping save shutdown slowlog time wait'.split(
    ' ',
  ),
)

/** How the reply of a command is compared. */
function careOf([name = '', sub = '']: readonly Bytes[]): Care {
  const command = name.toLowerCase()
  const word = sub.toLowerCase()
  if (command === 'debug' && word.startsWith('htstats')) return 'htstats'
  if (command === 'object' && word === 'encoding') return 'data'
  return ADMINISTRATION.has(command) ? 'applied' : 'data'
}

const RESIZED = /^serverCron resized/
const CHILD_ENDED = /^the child has ended/

/** What an event does to the model; a note does nothing. */
function commandOf(event: string): ServerCommand | undefined {
  if (RESIZED.test(event)) return { type: 'tick', ms: 0, only: 'resize' }
  return CHILD_ENDED.test(event) ? { type: 'childEnds' } : undefined
}

const BGSAVE_STARTED = 'Background saving started'

type Asked = Extract<StoryLine, { reply: unknown }>

/** A BGSAVE that did not start a child then and there changes nothing. */
const changesNothing = ({ words, reply }: Asked) =>
  words[0]?.toLowerCase() === 'bgsave' && recorded(reply) !== BGSAVE_STARTED

/** What of a reply is compared. */
function formOf(care: Care, answer: Reply | undefined): (reply: unknown) => unknown {
  if (answer?.kind === 'error') return withoutErr
  return care === 'htstats' ? tablesIn : (reply) => reply
}

const shown = (value: unknown) => JSON.stringify(value)

/** Asks the model all that was asked of the server and compares every reply. */
export function replayStory(
  { config, lines }: Story,
  rules: ServerRules = serverRulesOf(config.profile),
): StoryReplay {
  let state = initialState(config)
  let compared = 0
  let skipped = 0
  const mismatches: Mismatch[] = []
  const run = (command: ServerCommand) => {
    const done = runServer(state, command, config, rules)
    state = done.state
    return done.reply
  }
  for (const at of lines) {
    try {
      if ('event' in at) {
        const command = commandOf(at.event)
        if (command !== undefined) run(command)
        continue
      }
      const care = careOf(at.words)
      if (care === 'applied') {
        if (!changesNothing(at)) run({ type: 'call', words: at.words })
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
