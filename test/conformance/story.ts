import * as v from 'valibot'
import {
  bytesOf,
  optionNamed,
  type Bytes,
  type OptionName,
  type ServerConfig,
} from '../../src/server/index.ts'
import { check, profileOf } from './read.ts'

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const headerSchema = v.object({
  source: v.string(),
  version: v.string(),
  config: v.optional(v.record(v.string(), v.union([v.string(), v.number()])), {}),
  hashBits: v.optional(size, 32),
  hashLow: v.optional(v.record(v.string(), size), {}),
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

/** The options of the header that the model has; it knows their names of before 7.0 as well. */
function optionsOf(config: Readonly<Record<string, string | number>>): ServerConfig['options'] {
  const options: Partial<Record<OptionName, number>> = {}
  for (const [name, value] of Object.entries(config)) {
    const option = optionNamed(name)
    if (option === undefined) continue
    const number = { yes: 1, no: 0 }[value] ?? Number(value)
    if (Number.isFinite(number)) options[option] = number
  }
  return options
}

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
  return { line, words: command.value.cmd.map(bytesOf), reply: command.value.reply }
}

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
  const low = new Map(Object.entries(hashLow).map(([name, bits]) => [bytesOf(name), bits]))
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
        now: 0,
        probes: false,
      },
      hashBits,
      lines: read,
    },
  }
}
