import { nameOf, type Bytes } from '../../server/index.ts'
import type { ServerTrace } from '../../trace/index.ts'
import { exchangesOf, type Exchange } from './transcript.ts'
import { isScan, pageOf } from './steps.ts'

/** An element of a page, and how often its scan has returned it by then. */
export interface Returned {
  readonly name: string
  readonly times: number
}

/** A scan command and the page that answered it. */
export interface ScanReply {
  readonly exchange: Exchange
  /** The command with its cursor, without its options. */
  readonly asked: string
  /** The cursor of the reply; an error has none. */
  readonly next: string | null
  readonly items: readonly Returned[]
}

const known = new WeakMap<ServerTrace, readonly ScanReply[]>()

/** Fields and scored members come with what belongs to them, unless that is not wanted. */
function namesIn(words: readonly Bytes[], items: readonly Bytes[]): readonly Bytes[] {
  const [name = '', ...rest] = words.map((word) => word.toLowerCase())
  const pairs = (name === 'hscan' || name === 'zscan') && !rest.includes('novalues')
  return pairs ? items.filter((_, index) => index % 2 === 0) : items
}

/** All scan commands of a trace that were answered, in order. */
function repliesOf(trace: ServerTrace): readonly ScanReply[] {
  const found = known.get(trace)
  if (found !== undefined) return found
  const exchanges = exchangesOf(trace)
  const times = new Map<string, Map<Bytes, number>>()
  const replies = trace.steps.flatMap(({ command, events }, index): ScanReply[] => {
    const exchange = exchanges[index]
    if (command.type !== 'call' || !isScan(command.words) || exchange === undefined) return []
    const { words } = command
    const last = events.at(-1)
    const page = pageOf(last?.kind === 'replied' ? last.reply : null)
    const at = words[0]?.toLowerCase() === 'scan' ? 1 : 2
    const target = words.slice(0, at).join(' ')
    const counts = times.get(target)
    const own = counts === undefined || words[at] === '0' ? new Map<Bytes, number>() : counts
    times.set(target, own)
    const items = namesIn(words, page?.items ?? []).map((name) => {
      own.set(name, (own.get(name) ?? 0) + 1)
      return { name: nameOf(name), times: own.get(name) ?? 1 }
    })
    const asked = words
      .slice(0, at + 1)
      .map(nameOf)
      .join(' ')
    return [{ exchange, asked, next: page?.cursor ?? null, items }]
  })
  known.set(trace, replies)
  return replies
}

/** The scan commands that have been sent by a moment; the last one may still run. */
export const scanRepliesAt = (trace: ServerTrace, moment: number): readonly ScanReply[] =>
  repliesOf(trace).filter(({ exchange }) => exchange.start < moment)
