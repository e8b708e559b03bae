import type { Bytes, Reply } from '../server/index.ts'
import { bytesFrom, textFrom } from './escaped.ts'
import { RECORDING_LIMITS } from './limits.ts'

/**
 * A reply as JSON: an error is an object, so that no value of a client can be taken for one, and so
 * is an integer that no double holds.
 */
export type ReplyJson =
  | string
  | number
  | null
  | { readonly error: string }
  | { readonly integer: string }
  | readonly ReplyJson[]

/** The form of a reply in a recording. */
export function jsonOfReply(reply: Reply): ReplyJson {
  switch (reply.kind) {
    case 'nil':
      return null
    case 'status':
      return reply.text
    case 'error':
      return { error: reply.text }
    case 'integer': {
      const value = Number(reply.value)
      return Number.isSafeInteger(value) ? value : { integer: reply.value }
    }
    case 'bulk':
      return textFrom(reply.bytes)
    case 'array':
      return reply.items.map(jsonOfReply)
  }
}

/** Commands that answer with a status, a word without quotes; in JSON both are strings. */
const STATUS = new Set(
  'auth bgrewriteaof bgsave client config debug flushall flushdb hmset ltrim mset pfmerge ping psetex quit rename restore save script select set setex slaveof swapdb type unwatch watch'.split(
    ' ',
  ),
)

/** HTSTATS and the like answer at length, with a bulk. */
const isStatus = (words: readonly Bytes[], text: string) =>
  STATUS.has(words[0]?.toLowerCase() ?? '') && !text.includes('\n')

/** Errors of stories that other tools have written. */
const ERROR = /^-?(?=[A-Z]+ )/
const isErrorText = (text: string) => /^-[A-Z]+ /.test(text) || /^(ERR|WRONGTYPE) /.test(text)

function replyOfObject(json: object): Reply | undefined {
  for (const [name, value] of Object.entries(json) as [string, unknown][]) {
    if (typeof value !== 'string') continue
    if (name.startsWith('err')) return { kind: 'error', text: value }
    if (name === 'integer') return { kind: 'integer', value }
  }
  return undefined
}

function replyOfList(list: readonly unknown[], depth: number): Reply | undefined {
  if (depth > RECORDING_LIMITS.depth) return undefined
  const items: Reply[] = []
  for (const item of list) {
    const reply = replyOfValue(item, depth)
    if (reply === undefined) return undefined
    items.push(reply)
  }
  return { kind: 'array', items }
}

function replyOfValue(json: unknown, depth: number): Reply | undefined {
  if (json === null) return { kind: 'nil' }
  if (typeof json === 'number') return { kind: 'integer', value: String(json) }
  if (typeof json === 'string') return { kind: 'bulk', bytes: bytesFrom(json) }
  if (Array.isArray(json)) return replyOfList(json, depth + 1)
  return typeof json === 'object' ? replyOfObject(json) : undefined
}

/**
 * The reply that a JSON value stands for; undefined when it can be none. `plainErrors`: an error may
 * stand as its text, as other tools write it.
 */
export function replyOfJson(
  json: unknown,
  words: readonly Bytes[],
  plainErrors: boolean,
): Reply | undefined {
  if (typeof json === 'string') {
    if (plainErrors && isErrorText(json)) return { kind: 'error', text: json.replace(ERROR, '') }
    if (isStatus(words, json)) return { kind: 'status', text: json }
  }
  return replyOfValue(json, 0)
}
