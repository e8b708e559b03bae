import type { DictCommand, DictEvent, ScanCall } from '../machines/index.ts'
import {
  isClusterTrace,
  isServerTrace,
  type AnyTrace,
  type DictTrace,
  type ServerTrace,
  type Step,
} from '../trace/index.ts'
import { sessionAt } from '../view/cluster/exchanges.ts'
import { readingAt } from '../view/reading.ts'
import { exchangesOf } from '../view/server/transcript.ts'

/** A key as redis-cli prints one: in quotes, with what cannot be printed escaped. */
const quoted = (key: string): string =>
  `"${key.replace(/["\\]/g, '\\$&').replace(/[\p{Cc}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, '0')
    return `\\x${code}`
  })}"`

/** A reply with its numbers aligned, as redis-cli prints an array in an array. */
function replyLines({ next, emitted }: ScanCall): readonly string[] {
  const width = String(emitted.length).length
  const items = emitted.map(({ key }, index) => {
    const lead = index === 0 ? '2) ' : '   '
    return `${lead}${String(index + 1).padStart(width)}) ${quoted(key)}`
  })
  return [`1) "${next ?? ''}"`, ...(items.length === 0 ? ['2) (empty array)'] : items)]
}

/** What was done to the dict between its calls, by the names of dict.c. */
function doneLine(command: Exclude<DictCommand, { readonly type: 'scan' }>): string {
  switch (command.type) {
    case 'add':
      return `> dictAdd ${command.keys.map(({ key }) => quoted(key)).join(' ')}`
    case 'delete':
      return `> dictDelete ${command.keys.map(quoted).join(' ')}`
    case 'resize':
      return `> dictExpand ${command.buckets}`
    case 'rehash':
      return `> dictRehash ${command.buckets}`
    case 'policy':
      return `> dictSetResizeEnabled ${command.policy}`
    case 'restartScan':
    case 'automatic':
      return ''
  }
}

function dictLines(
  trace: DictTrace,
  { command, start, events }: Step<DictCommand, DictEvent>,
  moment: number,
): readonly string[] {
  const end = start + events.length
  if (end > moment) return []
  if (command.type !== 'scan') return [doneLine(command)].filter((line) => line !== '')
  const call = readingAt(trace, end).scan.calls.at(-1)
  return call === undefined ? [] : [`> dictScan ${call.cursor}`, ...replyLines(call)]
}

function serverLines(trace: ServerTrace, moment: number): readonly string[] {
  return exchangesOf(trace)
    .filter(({ line, end }) => line !== '' && end <= moment)
    .flatMap(({ line, reply }) => [`127.0.0.1:6379> ${line}`, ...(reply === null ? [] : [reply])])
}

/**
 * What was done up to a moment as a session of redis-cli. A dict without a server has no commands:
 * its calls stand there by the names of dict.c, its replies as redis-cli would print them.
 */
export function transcriptOf(trace: AnyTrace, moment: number): string {
  const lines = isClusterTrace(trace)
    ? sessionAt(trace, moment)
    : isServerTrace(trace)
      ? serverLines(trace, moment)
      : trace.steps.flatMap((step) => dictLines(trace, step, moment))
  return `${lines.join('\n')}\n`
}
