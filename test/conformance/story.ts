import * as v from 'valibot'
import { bytesFrom, hashLowSchema, optionsOf } from '../../src/recording/index.ts'
import type { Bytes, ServerConfig } from '../../src/server/index.ts'
import { check, profileOf } from './read.ts'

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const headerSchema = v.object({
  source: v.string(),
  version: v.string(),
  config: v.optional(v.record(v.string(), v.union([v.string(), v.number()])), {}),
  hashBits: v.optional(size, 32),
  hashLow: v.optional(hashLowSchema, {}),
})

const commandSchema = v.object({ cmd: v.array(v.string()), reply: v.unknown() })
const eventSchema = v.object({ event: v.string() })

/** One line of a story: a command with what the server answered, or what the world did. */
export type StoryLine =
  | { readonly line: number; readonly words: readonly Bytes[]; readonly reply: unknown }
  | { readonly line: number; readonly event: string }

/** What a real server was asked and answered. */
export interface Story {
  readonly version: string
  readonly config: ServerConfig
  /** The bits of a hash that are known: no table may have more buckets. */
  readonly hashBits: number
  readonly lines: readonly StoryLine[]
}

interface Refused {
  readonly story: null
  readonly line: number
  readonly reason: string
}

export type StoryReading = { readonly story: Story } | Refused

const refuse = (line: number, reason: string): Refused => ({ story: null, line, reason })

/** Whether the first line of a text is the header of a story. */
export function isStory(text: string): boolean {
  const header = check(v.object({ source: v.literal('redis-server') }), firstLine(text))
  return !('reason' in header)
}

const firstLine = (text: string) => text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1)

function readLine(text: string, line: number): StoryLine | Refused {
  const event = check(eventSchema, text)
  if ('value' in event) return { line, event: event.value.event }
  const command = check(commandSchema, text)
  if ('reason' in command) return refuse(line, command.reason)
  return { line, words: command.value.cmd.map(bytesFrom), reply: command.value.reply }
}

/**
 * A story has no clock. It stands still at a moment before any recording was made, so that the
 * absolute deadlines in it lie on the right side.
 */
const CLOCK = Date.UTC(2024, 0)

/** Reads the text of a story; everything foreign in it ends as a reason. */
export function readStory(text: string): StoryReading {
  const lines = text.trimEnd().split('\n')
  const header = check(headerSchema, lines[0] ?? '')
  if ('reason' in header) return refuse(1, `not a server story: ${header.reason}`)
  const { version, config, hashBits, hashLow } = header.value
  const profile = profileOf(version)
  if (profile === undefined) {
    return refuse(1, `no rules are known for the version "${version}"`)
  }
  const low = new Map(hashLow.map(([name, bits]) => [bytesFrom(name), bits]))
  const read: StoryLine[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    const known = readLine(line, index + 1)
    if ('reason' in known) return known
    read.push(known)
  }
  return {
    story: {
      version,
      config: {
        profile,
        hash: { kind: 'table', low },
        options: optionsOf(config),
        now: CLOCK,
        probes: false,
      },
      hashBits,
      lines: read,
    },
  }
}
