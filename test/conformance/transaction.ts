import type { StoryLine } from './story.ts'

type Asked = Extract<StoryLine, { reply: unknown }>

const nameOf = (line: StoryLine) => ('words' in line ? line.words[0]?.toLowerCase() : undefined)

interface Flat {
  readonly lines: readonly StoryLine[]
  /** MULTI, EXEC, DISCARD, and what was queued but never carried out. */
  readonly skipped: number
}

/** The queued commands with the replies that EXEC brought; none when it brought no list. */
function carriedOut(queued: readonly Asked[], { reply }: Asked): readonly Asked[] {
  if (!Array.isArray(reply) || reply.length !== queued.length) return []
  return queued.map((asked, index) => ({ ...asked, reply: reply[index] as unknown }))
}

/** A story without transactions: what was queued stands where EXEC stood, each with its own reply. */
export function withoutTransactions(lines: readonly StoryLine[]): Flat {
  const flat: StoryLine[] = []
  let queued: Asked[] | null = null
  let skipped = 0
  for (const line of lines) {
    const name = nameOf(line)
    if (!('words' in line)) flat.push(line)
    else if (queued === null && name !== 'multi') flat.push(line)
    else if (queued === null) {
      queued = []
      skipped++
    } else if (name === 'exec' || name === 'discard') {
      const done = name === 'exec' ? carriedOut(queued, line) : []
      flat.push(...done)
      skipped += 1 + queued.length - done.length
      queued = null
    } else queued.push(line)
  }
  return { lines: flat, skipped: skipped + (queued?.length ?? 0) }
}
