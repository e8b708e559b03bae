import type * as v from 'valibot'
import type { Refusal } from '../trace/index.ts'
import { parseWith } from '../trace/shapes.ts'
import { bytesFrom } from './escaped.ts'
import {
  commandSchema,
  eventSchema,
  headerSchema,
  type Header,
  type Line,
  type Recording,
} from './format.ts'
import { RECORDING_LIMITS } from './limits.ts'
import { replyOfJson } from './replyText.ts'

/** Why a file is read no further. */
export type Cut = 'notUtf8' | 'lineTooLong' | 'tooManyLines' | 'fileTooLong'

/** What is wrong with a line, or with the file from that line on. */
type Wrong =
  /** `empty`: nothing is in the file. */
  | { readonly kind: Cut | 'empty' | 'notJson' }
  /** JSON, but a field is missing or wrong. */
  | ({ readonly kind: 'shape' } & Refusal)
  /** A recording of something else, which calls its source so. */
  | { readonly kind: 'source'; readonly source: string }

export type Fault = Wrong & { readonly line: number }

/** What could be read, and the first thing that could not. */
export interface Reading {
  readonly recording: Recording | null
  readonly fault: Fault | null
}

/** Characters of a stranger's text that are shown. */
const SHOWN = 60

type Checked<T> = { readonly value: T } | { readonly refused: Wrong }

function parse(text: string): Checked<unknown> {
  if (text.length > RECORDING_LIMITS.line) return { refused: { kind: 'lineTooLong' } }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { refused: { kind: 'notJson' } }
  }
}

function checked<T>(schema: v.GenericSchema<unknown, T>, json: unknown): Checked<T> {
  const read = parseWith(schema, json, 'line')
  if (read.ok) return { value: read.value }
  return { refused: { kind: 'shape', field: read.field, reason: read.reason } }
}

function readHeader(text: string): Checked<Header> {
  const parsed = parse(text)
  if ('refused' in parsed) return parsed
  const { value } = parsed
  if (typeof value === 'object' && value !== null && 'source' in value) {
    const { source } = value
    if (typeof source === 'string' && source !== 'redis-server') {
      return { refused: { kind: 'source', source: source.slice(0, SHOWN) } }
    }
  }
  return checked(headerSchema, value)
}

function readLine(text: string, line: number, plainErrors: boolean): Checked<Line> {
  const parsed = parse(text)
  if ('refused' in parsed) return parsed
  if (typeof parsed.value === 'object' && parsed.value !== null && 'event' in parsed.value) {
    const event = checked(eventSchema, parsed.value)
    if ('refused' in event) return event
    const { event: told, end } = event.value
    return { value: { kind: 'event', line, text: told, end: end ?? null } }
  }
  const command = checked(commandSchema, parsed.value)
  if ('refused' in command) return command
  const words = command.value.cmd.map(bytesFrom)
  const reply = replyOfJson(command.value.reply, words, plainErrors)
  if (reply === undefined) {
    return { refused: { kind: 'shape', field: 'reply', reason: { kind: 'reply' } } }
  }
  return { value: { kind: 'command', line, words, reply } }
}

const isBlank = (text: string) => text.trim() === ''

/**
 * Reads the lines of a recording. Whatever is wrong ends the reading and is told with its line; what
 * stands before it is kept. `cut` says why the lines end before the file does.
 */
export function readRecording(texts: readonly string[], cut: Cut | null = null): Reading {
  if (texts.length === 0 && cut !== null) {
    return { recording: null, fault: { line: 1, kind: cut } }
  }
  const header = readHeader(texts[0]?.replace(/^\ufeff/, '') ?? '')
  if ('refused' in header) {
    const none = isBlank(texts.join('').slice(0, SHOWN))
    const fault = none ? { kind: 'empty' as const } : header.refused
    return { recording: null, fault: { line: 1, ...fault } }
  }
  const lines: Line[] = []
  const read = (fault: Fault | null): Reading => ({
    recording: { header: header.value, lines },
    fault,
  })
  for (const [index, text] of texts.entries()) {
    if (index === 0 || isBlank(text)) continue
    const line = index + 1
    if (lines.length === RECORDING_LIMITS.lines) return read({ line, kind: 'tooManyLines' })
    const one = readLine(text, line, header.value.recorder === undefined)
    if ('refused' in one) return read({ line, ...one.refused })
    lines.push(one.value)
  }
  return read(cut === null ? null : { line: texts.length + 1, kind: cut })
}
