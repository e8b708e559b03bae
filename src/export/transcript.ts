import type { ScanCall } from '../machines/index.ts'
import type { AnyTrace } from '../trace/index.ts'
import { readingAt } from '../view/reading.ts'

/** A key as redis-cli prints one: in quotes, with what cannot be printed escaped. */
export const quoted = (key: string): string =>
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

/** The scan so far as a session of redis-cli; one call is one dictScan step. */
export function transcriptOf(trace: AnyTrace, moment: number): string {
  const done = readingAt(trace, moment).scan.calls.filter(({ next }) => next !== null)
  const lines = done.flatMap((call) => [`> dictScan ${call.cursor}`, ...replyLines(call)])
  return `${lines.join('\n')}\n`
}
