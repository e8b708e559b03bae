import type { Bytes } from './bytes.ts'

/** What a server answers, as data. */
export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  /** The digits as they are printed: 64 bits do not fit into a number. */
  | { readonly kind: 'integer'; readonly value: string }
  | { readonly kind: 'bulk'; readonly bytes: Bytes }
  | { readonly kind: 'nil' }
  | { readonly kind: 'array'; readonly items: readonly Reply[] }

export const status = (text: string): Reply => ({ kind: 'status', text })
export const integer = (value: number | bigint): Reply => ({
  kind: 'integer',
  value: String(value),
})
export const bulk = (bytes: Bytes): Reply => ({ kind: 'bulk', bytes })
export const array = (items: readonly Reply[]): Reply => ({ kind: 'array', items })
export const bulks = (items: readonly Bytes[]): Reply => array(items.map(bulk))

export const OK = status('OK')
export const NIL: Reply = { kind: 'nil' }
export const ZERO = integer(0)
export const ONE = integer(1)

/** The reply of a scan: the cursor and one page. */
export const page = (cursor: string, items: readonly Bytes[]): Reply =>
  array([bulk(cursor), bulks(items)])

/**
 * An error reply on its way out of a command. What the command did before stays done, as in Redis;
 * `execute` turns it into a reply, nobody else sees it.
 */
export class Refusal extends Error {
  readonly reply: Reply

  constructor(text: string) {
    super(text)
    this.reply = { kind: 'error', text }
  }
}

export const syntaxError = () => new Refusal('ERR syntax error')
export const notAnInteger = () => new Refusal('ERR value is not an integer or out of range')
export const wrongType = () =>
  new Refusal('WRONGTYPE Operation against a key holding the wrong kind of value')
export const wrongArity = (name: string) =>
  new Refusal(`ERR wrong number of arguments for '${name}' command`)
