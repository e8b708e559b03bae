import { looksLikeCursor, MOST_WORDS, type Call, type Hit, type ScanCommand } from './found.ts'

const MONITOR = /^\+?[0-9]{9,11}\.[0-9]{1,9} \[[0-9]{1,5} ([^\]\s]{1,128})\] /
const COMMAND = /(?:^|[\s"'`>[(.:])(CLUSTERSCAN|[SHZ]?SCAN)(?=["'`\s(,])/i
/** What may stand before a command that somebody typed: a prompt, or the name of the program. */
const PROMPT = /^(?:\S{0,80}>|\$? ?(?:redis|valkey)-cli\b.{0,200}|[>#$]{1,2})?\s*["'`]?$/
const ARGUMENT =
  /[\s,([]*(?:"((?:[^"\\]|\\.){0,4000})"|'((?:[^'\\]|\\.){0,4000})'|([^\s,"'`()[\]]+))/y
/** At a prompt only spaces part the arguments: a key may hold brackets. */
const TYPED = /\s*(?:"((?:[^"\\]|\\.){0,4000})"|'((?:[^'\\]|\\.){0,4000})'|([^\s"']+))/y
const COUNT = /\bCOUNT\b["'`:=\s,]+([0-9]{1,15})/i
const MATCH = /\bMATCH\b["'`:=\s,]+(?:"([^"]{0,200})"|'([^']{0,200})'|([^\s,"')\]]{1,200}))/i
const ANSWER = /(?:->|=>|→|\breturned|\breply|\bcursor)[:=\s]*[[(]?\s*b?["'`]?([0-9]{1,24})\b/

/** Reads arguments from `from` on; the index after the last one comes with them. */
function argumentsOf(line: string, from: number, most: number, typed: boolean) {
  const form = typed ? TYPED : ARGUMENT
  const words: string[] = []
  let end = from
  while (words.length < most) {
    form.lastIndex = end
    const read = form.exec(line)
    if (read === null) break
    words.push(read[1] ?? read[2] ?? read[3] ?? '')
    end = form.lastIndex
  }
  return { words, end }
}

interface CommandIn {
  readonly hits: readonly Hit[]
  readonly call: Call
}

const nameOf = (word: string): ScanCommand => {
  switch (word.toUpperCase()) {
    case 'SSCAN':
      return 'SSCAN'
    case 'HSCAN':
      return 'HSCAN'
    case 'ZSCAN':
      return 'ZSCAN'
    case 'CLUSTERSCAN':
      return 'CLUSTERSCAN'
    default:
      return 'SCAN'
  }
}

/**
 * A command of the scan family in a line: typed at a prompt, logged by MONITOR, or written as a call
 * or a list by a client. Null when the line holds none.
 */
export function commandIn(line: string): CommandIn | null {
  const monitor = MONITOR.exec(line)
  const text = monitor === null ? line : line.slice(monitor[0].length)
  const found = COMMAND.exec(text)
  const name = found?.[1]
  if (found === null || name === undefined) return null
  const start = found.index + found[0].length - name.length
  const typed = PROMPT.test(text.slice(0, start))
  if (monitor !== null && !/^["']?$/.test(text.slice(0, start))) return null
  const command = nameOf(name)
  const keyed = command !== 'SCAN' && command !== 'CLUSTERSCAN'
  const after = start + name.length
  const quoted = /["'`]/.test(text.charAt(after)) ? 1 : 0
  const plain = typed && quoted === 0 && /\s/.test(text.charAt(after))
  const { words, end } = argumentsOf(text, after + quoted, keyed ? 2 : 1, plain)
  const cursor = words[keyed ? 1 : 0]?.replace(/[:;,]$/, '')
  if (cursor === undefined) return null
  const certain = monitor !== null || (typed && (start > 0 || name === name.toUpperCase()))
  if (!certain && !looksLikeCursor(cursor)) return null
  const rest = text.slice(end)
  const count = COUNT.exec(rest)?.[1]
  const match = MATCH.exec(rest)
  const call: Call = {
    command,
    key: keyed ? (words[0] ?? null) : null,
    count: count === undefined ? null : Number(count),
    match: match === null ? null : (match[1] ?? match[2] ?? match[3] ?? null),
    client: monitor?.[1] ?? null,
  }
  const sent: Hit = { words: cursor.slice(0, MOST_WORDS), role: 'sent', call }
  const answer = monitor === null ? ANSWER.exec(rest)?.[1] : undefined
  const hits: Hit[] =
    answer === undefined ? [sent] : [sent, { words: answer, role: 'replied', call }]
  return { hits, call }
}
