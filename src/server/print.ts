import type { Bytes } from './bytes.ts'
import { quoted } from './line.ts'
import type { Reply } from './reply.ts'

/** The lines of a reply; `prefix` stands before all but the first. */
function linesOf(reply: Reply, prefix: string): string {
  switch (reply.kind) {
    case 'status':
      return reply.text
    case 'error':
      return `(error) ${reply.text}`
    case 'integer':
      return `(integer) ${reply.value}`
    case 'bulk':
      return quoted(reply.bytes)
    case 'nil':
      return '(nil)'
    case 'array': {
      if (reply.items.length === 0) return '(empty array)'
      const digits = String(reply.items.length).length
      const deeper = prefix + ' '.repeat(digits + 2)
      return reply.items
        .map((item, index) => {
          const number = `${String(index + 1).padStart(digits)}) `
          return (index === 0 ? '' : prefix) + number + linesOf(item, deeper)
        })
        .join('\n')
    }
  }
}

/** The bare text of a reply, as redis-cli shows what was written for people to read. */
function rawOf(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return reply.text
    case 'error':
      return `${reply.text}\n`
    case 'integer':
      return reply.value
    case 'bulk':
      return reply.bytes
    case 'nil':
      return ''
    case 'array':
      return reply.items.map(rawOf).join('\n')
  }
}

/** Commands whose replies redis-cli shows bare. */
const RAW = /^(info|debug htstats(-key)?)( |$)/i

/** A reply to a command as redis-cli prints it on a terminal, without line feeds at its end. */
export const printed = (reply: Reply, words: readonly Bytes[]): string =>
  RAW.test(words.slice(0, 2).join(' ')) ? rawOf(reply).replace(/\n+$/, '') : linesOf(reply, '')
