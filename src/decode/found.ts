export type ScanCommand = 'SCAN' | 'SSCAN' | 'HSCAN' | 'ZSCAN' | 'CLUSTERSCAN'

/** A scan command of a log, as far as the log tells it. */
export interface Call {
  readonly command: ScanCommand
  readonly key: string | null
  readonly count: number | null
  readonly match: string | null
  /** The connection that MONITOR names. */
  readonly client: string | null
}

/** Who wrote the cursor: the client in a command, the server in a reply, or nobody can tell. */
export type Role = 'sent' | 'replied' | 'listed'

/** A cursor in a line, in its own words. */
export interface Hit {
  readonly words: string
  readonly role: Role
  readonly call: Call | null
}

/** A cursor of a paste; the first line is 1. */
export interface Found extends Hit {
  readonly line: number
}

/** Characters of a cursor's words that are kept: the longest that mean something are shorter. */
export const MOST_WORDS = 160

const NUMBER =
  /^[+-]?(?:\p{Nd}{1,160}(?:\.\p{Nd}{0,40})?(?:[eE][+-]?\d{1,4})?|0[xX][0-9a-fA-F]{1,40})$/u
const CLUSTER_SCAN = /^[^\s{}"',]{1,64}-\{[^\s{}"',]{1,64}\}-[0-9]{1,20}$/
const OPAQUE = /^(?:(?=.*[A-Za-z_-])[A-Za-z0-9_-]{21}|finished|undefined|null|nil|None|NaN)$/

/** Whether a word can be told to be a cursor without a line around it that says so. */
export const looksLikeCursor = (word: string): boolean =>
  NUMBER.test(word) || CLUSTER_SCAN.test(word)

/** Whether a word can be a cursor where a line says that one follows. */
export const canBeCursor = (word: string): boolean => looksLikeCursor(word) || OPAQUE.test(word)
