import * as v from 'valibot'
import type { Bytes, Reply } from '../server/index.ts'

export const SCAN_COMMANDS = ['SCAN', 'SSCAN', 'HSCAN', 'ZSCAN'] as const
export type ScanCommand = (typeof SCAN_COMMANDS)[number]

/** Why a recording ends where it does. */
export const ENDINGS = ['complete', 'stopped', 'lost', 'refused', 'full'] as const
export type Ending = (typeof ENDINGS)[number]

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = v.string()
const cursor = v.pipe(text, v.regex(/^\d{1,20}$/, 'a cursor in decimal digits expected'))

/**
 * Names and the low bits of their hashes. Not v.record: that drops names like "constructor", which
 * a member may well have.
 */
export const hashLowSchema = v.pipe(
  v.custom<Readonly<Record<string, number>>>(
    (given) =>
      typeof given === 'object' &&
      given !== null &&
      Object.values(given).every((low) => Number.isSafeInteger(low) && low >= 0),
    'names with the low bits of their hashes expected',
  ),
  v.transform((given) => Object.entries(given)),
)

/**
 * The first line. `source` and `version` stand in every story of a real server; the fields from
 * `recorder` on are the recorder's own.
 */
export const headerSchema = v.object({
  source: v.literal('redis-server', '"redis-server" expected'),
  version: text,
  story: v.optional(text, ''),
  note: v.optional(text, ''),
  config: v.optional(v.record(v.string(), v.union([v.string(), v.number()])), {}),
  hashBits: v.optional(v.pipe(size, v.maxValue(32)), 32),
  hashLow: v.optional(hashLowSchema, {}),
  recorder: v.optional(text),
  /** What the server calls itself: "redis" or "valkey", with its own version. */
  server: v.optional(text),
  mode: v.optional(v.picklist(['standalone', 'cluster', 'sentinel'])),
  key: v.optional(v.nullable(text)),
  command: v.optional(v.picklist(SCAN_COMMANDS)),
  count: v.optional(size),
  match: v.optional(v.nullable(text)),
  /** What the key, or the keyspace, held before the first line. */
  start: v.optional(v.picklist(['empty', 'unknown'])),
  /** Whether no other client sent a command while this was recorded. */
  alone: v.optional(v.boolean()),
  /** The table as the OR of all cursors tells it; absent when only the cursor 0 came. */
  sizeFromCursors: v.optional(size),
})

export type Header = v.InferOutput<typeof headerSchema>

export const endSchema = v.object({
  why: v.picklist(ENDINGS),
  /** Scan calls that were answered. */
  calls: size,
  /** What the client held at the end. */
  cursor,
})

export type End = v.InferOutput<typeof endSchema>

export const eventSchema = v.object({ event: text, end: v.optional(endSchema) })

export const commandSchema = v.object({
  cmd: v.pipe(v.array(text), v.minLength(1, 'a command has at least a name')),
  reply: v.unknown(),
})

/** One line of a recording: a command with what the server answered, or what happened. */
export type Line =
  | {
      readonly kind: 'command'
      /** In the file, from 1. */
      readonly line: number
      readonly words: readonly Bytes[]
      readonly reply: Reply
    }
  | {
      readonly kind: 'event'
      readonly line: number
      readonly text: string
      readonly end: End | null
    }

/** What a real server was asked and answered, in order. */
export interface Recording {
  readonly header: Header
  readonly lines: readonly Line[]
}
