import type { ServerStart } from '../../../src/machines/server.ts'
import { lineOf, wordsOf, type ServerCommand } from '../../../src/server/index.ts'
import {
  isServerTrace,
  recordAny,
  type ServerScenario,
  type ServerTrace,
} from '../../../src/trace/index.ts'

const START: ServerStart = {
  profile: 'redis-7.4',
  hash: { kind: 'given' },
  options: { 'set-max-intset-entries': 4, 'set-max-listpack-entries': 4 },
  now: 1_000,
  fill: [],
}

/** A typed line as a command. */
export const call = (line: string): ServerCommand => ({ type: 'call', words: wordsOf(line) ?? [] })

export function serverTrace(scenario: ServerScenario): ServerTrace {
  const trace = recordAny(scenario)
  if (!isServerTrace(trace)) throw new Error('no trace of a server')
  return trace
}

/** What typed lines, or other commands, come to on a server that was filled before. */
export const talk = (
  fill: readonly string[],
  lines: readonly (string | ServerCommand)[],
  change: Partial<ServerStart> = {},
): ServerTrace =>
  serverTrace({
    version: 1,
    machine: 'server',
    config: { ...START, fill: fill.map(call), ...change },
    commands: lines.map((line) => (typeof line === 'string' ? call(line) : line)),
  })

/** The moments at which commands have ended, by the lines that were typed. */
export const endsOf = ({ steps }: ServerTrace): Readonly<Record<string, number>> =>
  Object.fromEntries(
    steps.map(({ command, start, events }) => [
      command.type === 'call' ? lineOf(command.words) : command.type,
      start + events.length,
    ]),
  )

/** SET k0 v, SET k1 v, ... */
export const keys = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `SET k${n} v`)

/** 0 1 2 ... */
export const numbers = (count: number): string =>
  Array.from({ length: count }, (_, n) => n).join(' ')
