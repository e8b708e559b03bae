import * as v from 'valibot'
import type { Bytes, Reply } from '../server/index.ts'
import { because } from '../trace/reason.ts'
import { flag, just, objectFault, oneOf, text, whole } from '../trace/shapes.ts'

export const SCAN_COMMANDS = ['SCAN', 'SSCAN', 'HSCAN', 'ZSCAN'] as const
export type ScanCommand = (typeof SCAN_COMMANDS)[number]

/** Why a recording ends where it does. */
export const ENDINGS = ['complete', 'stopped', 'lost', 'refused', 'full'] as const
export type Ending = (typeof ENDINGS)[number]

const size = whole(0, Number.MAX_SAFE_INTEGER)
const cursor = v.pipe(text, v.regex(/^\d{1,20}$/, because({ kind: 'cursor' })))
const option = v.union([text, v.number()], because({ kind: 'textOrNumber' }))

/**
 * Names and the low bits of their hashes. Not v.record: that drops names like "constructor", which
 * a member may well have.
 */
const hashLowOr = (fault: string) =>
  v.pipe(
    v.custom<Readonly<Record<string, number>>>(
      (given) =>
        typeof given === 'object' &&
        given !== null &&
        Object.values(given).every((low) => Number.isSafeInteger(low) && low >= 0),
      fault,
    ),
    v.transform((given) => Object.entries(given)),
  )

/** For those who read stories at a terminal. */
export const hashLowSchema = hashLowOr('names with the low bits of their hashes expected')

/** An object with these fields; others are for other readers. */
const known = <const Fields extends v.ObjectEntries>(fields: Fields) =>
  v.object(fields, objectFault)

/**
 * The first line. `source` and `version` stand in every story of a real server; the fields from
 * `recorder` on are the recorder's own.
 */
export const headerSchema = known({
  source: just('redis-server'),
  version: text,
  story: v.optional(text, ''),
  note: v.optional(text, ''),
  config: v.optional(v.record(text, option, objectFault), {}),
  hashBits: v.optional(whole(0, 32), 32),
  hashLow: v.optional(hashLowOr(because({ kind: 'lowBits' })), {}),
  recorder: v.optional(text),
  /** What the server calls itself: "redis" or "valkey", with its own version. */
  server: v.optional(text),
  mode: v.optional(oneOf(['standalone', 'cluster', 'sentinel'])),
  key: v.optional(v.nullable(text)),
  command: v.optional(oneOf(SCAN_COMMANDS)),
  count: v.optional(size),
  match: v.optional(v.nullable(text)),
  /** What the key, or the keyspace, held before the first line. */
  start: v.optional(oneOf(['empty', 'unknown'])),
  /** Whether no other client sent a command while this was recorded. */
  alone: v.optional(flag),
  /** The table as the OR of all cursors tells it; absent when only the cursor 0 came. */
  sizeFromCursors: v.optional(size),
})

export type Header = v.InferOutput<typeof headerSchema>

const endSchema = known({
  why: oneOf(ENDINGS),
  /** Scan calls that were answered. */
  calls: size,
  /** What the client held at the end. */
  cursor,
})

export type End = v.InferOutput<typeof endSchema>

export const eventSchema = known({ event: text, end: v.optional(endSchema) })

export const commandSchema = known({
  cmd: v.pipe(
    v.array(text, because({ kind: 'list', things: 'words' })),
    v.minLength(1, because({ kind: 'noCommand' })),
  ),
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
