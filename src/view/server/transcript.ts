import { lineOf, printed, textOf, type ServerCommand } from '../../server/index.ts'
import type { ConsoleEvent } from '../../machines/client.ts'
import type { ServerTrace, Step } from '../../trace/index.ts'

type ServerStep = Step<ServerCommand, ConsoleEvent>

/** One thing done to the server, as a console shows it. */
export interface Exchange {
  readonly index: number
  readonly command: ServerCommand
  /** What was typed, or would have been; empty when it was no command of the client. */
  readonly line: string
  /** What was answered, as redis-cli prints it; null when nothing was. */
  readonly reply: string | null
  readonly isError: boolean
  /** The moment before its first event, and that of its last. */
  readonly start: number
  readonly end: number
}

const known = new WeakMap<ServerStep, Exchange>()

function exchangeOf(step: ServerStep, index: number): Exchange {
  const found = known.get(step)
  if (found?.index === index) return found
  const { command, events, start } = step
  const words = command.type === 'call' ? command.words : []
  const last = events.at(-1)
  const reply = last?.kind === 'replied' ? last.reply : null
  const text = reply === null ? null : printed(reply, words)
  const made: Exchange = {
    index,
    command,
    line: lineOf(words),
    reply: text === null ? null : (textOf(text) ?? text),
    isError: reply?.kind === 'error',
    start,
    end: start + events.length,
  }
  known.set(step, made)
  return made
}

/** All that is done to the server, in order; the same objects as long as the steps are the same. */
export const exchangesOf = (trace: ServerTrace): readonly Exchange[] => trace.steps.map(exchangeOf)
