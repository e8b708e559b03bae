import { canBeCursor, looksLikeCursor, type Hit, type Role } from './found.ts'

const LABEL =
  /cursor["'`]?(?:\s*(?:[:=]|=>|->)\s*|\s+(?:is\s+|to\s+)?(?=["'`]?[0-9-]))b?["'`]?([^\s"'`,;:=)}\]]{1,160})/gi
const PAIR = /[[(]\s*b?["'`]?([+-]?[0-9]{1,40})n?["'`]?\s*,\s*[[({]/
const FROM_SERVER = /\b(?:next|new|got|recv|receiv|return|repl|respon|answer)|<-|<</i
const FROM_CLIENT = /\b(?:send|sent|request|calling|write)|->|>>/i
const PARTS = /[\s,;|]+|->|=>|→/
const WRAPPING = /^[[("'`{]+|["'`)\]}]+$/g

function roleIn(before: string): Role {
  if (FROM_SERVER.test(before)) return 'replied'
  return FROM_CLIENT.test(before) ? 'sent' : 'listed'
}

/** Cursors that a client's debug output names: `cursor: 17`, `next_cursor="17"`. */
export function labelledIn(line: string): Hit[] {
  const hits: Hit[] = []
  let from = 0
  for (const found of line.matchAll(LABEL)) {
    const words = (found[1] ?? '').replace(/(?<=[0-9])n$/, '')
    const before = line.slice(from, found.index + found[0].length - (found[1] ?? '').length)
    if (canBeCursor(words)) hits.push({ words, role: roleIn(before), call: null })
    from = found.index + found[0].length
  }
  return hits
}

/** A reply as JSON, Node and Python print it: `["17", [...]]`, `(17, [...])`. */
export function pairIn(line: string): Hit[] {
  const words = PAIR.exec(line)?.[1]
  return words === undefined ? [] : [{ words, role: 'replied', call: null }]
}

/** The cursor line of a reply in redis-cli; whether it is one, only the next line tells. */
export const cliReplyIn = (line: string): string | null =>
  /^1\) "((?:[^"\\]|\\.){0,160})"\s*$/.exec(line)?.[1] ?? null

/** Whether this can be the line after the cursor in redis-cli: the elements, or the next reply. */
export const followsCursor = (line: string): boolean =>
  !/^ *2\)/.test(line) || /^ *2\) +(?:1\)|\(empty)/.test(line)

/** Every word of the line when each can be nothing but a cursor. */
export function listIn(line: string): string[] {
  const words = line
    .split(PARTS)
    .map((word) => word.replace(WRAPPING, '').replace(/(?<=[0-9])n$/, ''))
    .filter((word) => word !== '')
  return words.every(looksLikeCursor) ? words : []
}

/** A cursor of CLUSTERSCAN anywhere in the line: nothing else looks like one. */
export function clusterScanIn(line: string): Hit[] {
  const words = line.includes('-{') ? line.split(/[\s"'`,;()[\]]+/) : []
  const found = words.filter((word) => word.includes('-{') && looksLikeCursor(word))
  return found.map((word) => ({ words: word, role: 'listed', call: null }))
}
