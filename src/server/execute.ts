import { lower, untilZero, type Bytes } from './bytes.ts'
import { commandNamed } from './commands/index.ts'
import { cron, type CronWork } from './cron.ts'
import type { ServerEvent } from './events.ts'
import { move, type KeyMove } from './moving.ts'
import { reduceServer } from './reduce.ts'
import { Refusal, wrongArity, type Reply } from './reply.ts'
import { serverHasher, serverRulesOf, type ServerRules } from './rules.ts'
import { scanKeys } from './scanCommand.ts'
import { Session } from './session.ts'
import {
  checkServer,
  initialState,
  weightOf,
  type ServerConfig,
  type ServerState,
} from './state.ts'

/** What can be done to a server: a client's command, or the world's work around it. */
export type ServerCommand =
  | { readonly type: 'call'; readonly words: readonly Bytes[] }
  /** The clock goes on, then serverCron has its turn; `only` picks a part of its work. */
  | { readonly type: 'tick'; readonly ms: number; readonly only: CronWork | null }
  /** The clock goes on, and nothing else. */
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'childEnds' }

const MAX_SHOWN = 128

function unknownCommand({ rules }: Session, words: readonly Bytes[]): Refusal {
  const [name = '', ...rest] = words.map(untilZero)
  const shown = name.slice(0, MAX_SHOWN)
  if (!rules.profile.containers) return new Refusal(`ERR unknown command '${name}'`)
  let args = ''
  for (const word of rest) {
    if (args.length >= MAX_SHOWN) break
    args += `'${word.slice(0, MAX_SHOWN - args.length)}' `
  }
  return new Refusal(`ERR unknown command '${shown}', with args beginning with: ${args}`)
}

function answer(session: Session, words: readonly Bytes[]): Reply {
  const name = lower(words[0] ?? '')
  const command = commandNamed(name, session.rules.profile)
  if (command === undefined) throw unknownCommand(session, words)
  const { arity } = command
  if (arity > 0 ? words.length !== arity : words.length < -arity) throw wrongArity(name)
  return command.run(session, words)
}

/** An error reply is one line: what would break it becomes a space. */
const oneLine = (reply: Reply): Reply =>
  reply.kind === 'error' ? { ...reply, text: reply.text.replace(/[\r\n]/g, ' ') } : reply

function replyOf(work: () => Reply): Reply {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return oneLine(error.reply)
    throw error
  }
}

/** What a node of a cluster asks of its server besides the commands of clients. */
export type NodeWork =
  | KeyMove
  /** SCAN that ends with the slot `last`. */
  | { readonly type: 'scanSlots'; readonly words: readonly Bytes[]; readonly last: number }

function work(session: Session, command: ServerCommand | NodeWork): void {
  switch (command.type) {
    case 'call':
      session.tell({ kind: 'replied', reply: replyOf(() => answer(session, command.words)) })
      return
    case 'offer':
    case 'take':
    case 'load':
    case 'drop':
      session.tell({ kind: 'replied', reply: replyOf(() => move(session, command)) })
      return
    case 'scanSlots':
      session.tell({
        kind: 'replied',
        reply: replyOf(() => scanKeys(session, command.words, command.last)),
      })
      return
    case 'tick':
    case 'wait':
      session.tell({ kind: 'time.passed', now: session.state.now + command.ms })
      if (command.type === 'tick') cron(session, command.only)
      return
    case 'childEnds':
      session.tell({ kind: 'child.ended' })
  }
}

/** A command run to its end, told as events, with the state after the last of them. */
export interface Run {
  readonly events: readonly ServerEvent[]
  readonly state: ServerState
  /** What a client's command was answered. */
  readonly reply: Reply | undefined
}

/** Runs a command under rules that may be planted. */
export function runServer(
  state: ServerState,
  command: ServerCommand | NodeWork,
  config: ServerConfig,
  rules: ServerRules = serverRulesOf(config.profile),
): Run {
  const events: ServerEvent[] = []
  const tell = (event: ServerEvent) => {
    events.push(event)
  }
  const session = new Session(state, rules, serverHasher(config.hash), tell, config.probes)
  work(session, command)
  const last = events.at(-1)
  const reply = last?.kind === 'replied' ? last.reply : undefined
  return { events, state: session.state, reply }
}

/** The state after many commands of which nobody wants to see the steps: much faster than one by one. */
export function serverAfter(
  state: ServerState,
  commands: readonly (ServerCommand | NodeWork)[],
  config: ServerConfig,
): ServerState {
  const hasher = serverHasher(config.hash)
  const session = new Session(state, serverRulesOf(config.profile), hasher, () => undefined)
  for (const command of commands) work(session, command)
  return session.state
}

/** One Redis as a machine: what `machines/machine.ts` asks of a thing that can be recorded. */
export const serverMachine = {
  init: initialState,
  run: (state: ServerState, command: ServerCommand, config: ServerConfig) =>
    runServer(state, command, config).events,
  reduce: reduceServer,
  weight: weightOf,
  check: checkServer,
}
