import type { Reply } from '../../server/index.ts'
import { quoted } from './name.ts'

/** A line of a reply in redis-cli. */
export interface PrintedLine {
  readonly text: string
  /** Where it stands in the reply: `1.0` is the first item of the second item. */
  readonly path: string
}

function printedOne(reply: Exclude<Reply, { kind: 'array' }>): string {
  switch (reply.kind) {
    case 'nil':
      return '(nil)'
    case 'status':
      return reply.text
    case 'error':
      return `(error) ${reply.text}`
    case 'integer':
      return `(integer) ${reply.value}`
    case 'bulk':
      return quoted(reply.bytes)
  }
}

/** A reply as redis-cli prints it, line by line; not more lines than `most`. */
export function printedReply(reply: Reply, most: number, path = ''): readonly PrintedLine[] {
  if (reply.kind !== 'array') return [{ text: printedOne(reply), path }]
  if (reply.items.length === 0) return [{ text: '(empty array)', path }]
  const width = String(reply.items.length).length
  const lines: PrintedLine[] = []
  for (const [index, item] of reply.items.entries()) {
    if (lines.length >= most) break
    const head = `${String(index + 1).padStart(width)}) `
    const own = path === '' ? String(index) : `${path}.${index}`
    printedReply(item, most - lines.length, own).forEach((line, nth) => {
      lines.push({ ...line, text: `${nth === 0 ? head : ' '.repeat(head.length)}${line.text}` })
    })
  }
  return lines
}

/** How many lines a reply has in redis-cli. */
export function linesOf(reply: Reply): number {
  if (reply.kind !== 'array' || reply.items.length === 0) return 1
  return reply.items.reduce((sum, item) => sum + linesOf(item), 0)
}
