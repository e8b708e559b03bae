import { m, type Locale } from '../../i18n/index.ts'
import { keyList, number, percent } from '../../i18n/words.ts'
import {
  callAt,
  spanAt,
  walkAt,
  type End,
  type Line,
  type ScanCall,
  type Telling,
  type WalkAt,
} from '../../recording/index.ts'
import type { Bytes, Reply } from '../../server/index.ts'
import { heldAt } from './held.ts'
import { nameOf, typed } from './name.ts'
import { printedReply } from './printed.ts'

/** Title and sentence of a moment. `isBad`: the recording broke off. */
export interface RecordingCaption {
  readonly title: string
  readonly text: string
  readonly isBad: boolean
}

interface Told {
  readonly telling: Telling
  readonly moment: number
  readonly locale: Locale
}

const joined = (sentences: readonly string[], locale: Locale): string =>
  sentences.reduce((first, second) => m.capSentences({ first, second }, { locale }))

const COMMAND_LENGTH = 70

/** A command inside a sentence: shortened, and in its own direction. */
function commandIn(words: readonly Bytes[]): string {
  const text = typed(words.slice(0, 12))
  const cut = words.length > 12 || text.length > COMMAND_LENGTH
  return `\u2068${cut ? `${text.slice(0, COMMAND_LENGTH)} …` : text}\u2069`
}

function replyIn(reply: Reply): string {
  const [first] = printedReply(reply, 1)
  const text = first?.text ?? ''
  const cut = text.length > COMMAND_LENGTH || (reply.kind === 'array' && reply.items.length > 1)
  return `\u2068${cut ? `${text.slice(0, COMMAND_LENGTH)} …` : text}\u2069`
}

/** What the call brought. */
function pageSentence({ locale }: Told, call: ScanCall, at: WalkAt): string {
  const next = String(call.next)
  const names = keyList(call.keys.map(nameOf), locale)
  if (call.next === 0n && at.calls.length === 1) {
    return m.recCallWhole({ count: number(call.keys.length, locale) }, { locale })
  }
  if (call.next === 0n) {
    return call.keys.length === 0
      ? m.recCallLastEmpty({}, { locale })
      : m.recCallLast({ names }, { locale })
  }
  if (call.keys.length > 0) return m.recCallReturned({ names, next }, { locale })
  return call.filtered
    ? m.recCallFiltered({ next }, { locale })
    : m.recCallNothing({ next }, { locale })
}

/** The names of a page that had come before. */
function repeatSentence({ locale }: Told, { walk, calls }: WalkAt): string[] {
  const nth = calls.length - 1
  const again = walk.again[nth] ?? 0
  if (again === 0) return []
  const before = new Set(calls.slice(0, nth).flatMap(({ keys }) => keys))
  const names = calls[nth]?.keys.filter((name) => before.has(name)) ?? []
  return [m.recCallAgain({ names: keyList(names.map(nameOf), locale) }, { locale })]
}

/** Beyond one in so many the chance is as good as none. */
const MOST_ODDS_BITS = 20

/** A change of size that the cursors show with this call; the model's own is told when it happens. */
function sizeSentence({ locale, telling }: Told, { walk, calls }: WalkAt): string[] {
  const nth = calls.length - 1
  const span = spanAt(walk, nth)
  const before = nth === 0 ? null : spanAt(walk, nth - 1)
  if (telling.states !== null || span === null || before === null || span === before) return []
  const sizes = { before: number(before.size, locale), after: number(span.size, locale) }
  const changed =
    span.size > before.size ? m.recGrew(sizes, { locale }) : m.recShrank(sizes, { locale })
  if (span.evidence === Infinity) {
    const larger = number(Math.max(span.size, before.size), locale)
    const certain =
      span.size > before.size
        ? m.recCertainBefore({ larger }, { locale })
        : m.recCertainSince({ larger }, { locale })
    return [changed, certain]
  }
  const odds = number(2 ** Math.min(MOST_ODDS_BITS, span.evidence), locale)
  return [changed, m.recOdds({ odds }, { locale })]
}

function callCaption(told: Told, call: ScanCall, at: WalkAt): RecordingCaption {
  const { locale } = told
  const sentences = [pageSentence(told, call, at)]
  if (call.next !== 0n) {
    sentences.push(m.recCovered({ percent: percent(call.to, locale) }, { locale }))
  }
  sentences.push(...repeatSentence(told, at), ...sizeSentence(told, at))
  return {
    title: m.recCallTitle({ number: number(at.calls.length, locale) }, { locale }),
    text: joined(sentences, locale),
    isBad: false,
  }
}

/** What a command did to the table of the walk, as the model knows it. */
function tableSentence({ telling, moment, locale }: Told): string[] {
  const at = walkAt(telling, moment)
  if (at === null) return []
  const [before, after] = [heldAt(telling, at.walk, moment - 1), heldAt(telling, at.walk, moment)]
  if (after === null) return []
  const [source, target] = after.tables.map(({ buckets }) => buckets.length)
  const started = (target ?? 0) > 0 && (before?.tables[1].buckets.length ?? 0) === 0
  if (started) {
    const sizes = { before: number(source ?? 0, locale), after: number(target ?? 0, locale) }
    return (target ?? 0) > (source ?? 0)
      ? [m.recBeginsToGrow(sizes, { locale })]
      : [m.recBeginsToShrink(sizes, { locale })]
  }
  const ended = target === 0 && (before?.tables[1].buckets.length ?? 0) > 0
  return ended ? [m.recRehashDone({ size: number(source ?? 0, locale) }, { locale })] : []
}

function commandCaption(told: Told, line: Extract<Line, { kind: 'command' }>): RecordingCaption {
  const { locale } = told
  const words = { command: commandIn(line.words), reply: replyIn(line.reply) }
  return {
    title:
      line.reply.kind === 'error'
        ? m.recRefusedTitle({}, { locale })
        : m.recCommandTitle({}, { locale }),
    text: joined([m.recCommand(words, { locale }), ...tableSentence(told)], locale),
    isBad: false,
  }
}

/** Where and why a recording ended. */
export function endSentence({ why, calls, cursor }: End, share: number, locale: Locale): string {
  const where = {
    calls: number(calls, locale),
    cursor,
    percent: percent(share, locale),
  }
  switch (why) {
    case 'complete':
      return m.recEndComplete({ calls: where.calls }, { locale })
    case 'stopped':
      return m.recEndStopped(where, { locale })
    case 'lost':
      return m.recEndLost(where, { locale })
    case 'refused':
      return m.recEndRefused(where, { locale })
    case 'full':
      return m.recEndFull(where, { locale })
  }
}

function eventCaption(
  { telling, moment, locale }: Told,
  line: Extract<Line, { kind: 'event' }>,
): RecordingCaption {
  if (line.end === null) {
    return {
      title: m.recEventTitle({}, { locale }),
      text: `\u2068${line.text}\u2069`,
      isBad: false,
    }
  }
  const share = walkAt(telling, moment)?.calls.at(-1)?.to ?? 0
  const isBad = line.end.why !== 'complete'
  const sentence = endSentence(line.end, share, locale)
  // The server's own words for a refusal stand in the file only.
  const own = line.end.why === 'refused' ? [`\u2068${line.text}\u2069`] : []
  return { title: m.recEndTitle({}, { locale }), text: joined([sentence, ...own], locale), isBad }
}

/** What a moment says; `story` is the text of the beginning. */
export function recordingCaptionOf(
  telling: Telling,
  moment: number,
  story: string,
  locale: Locale,
): RecordingCaption {
  const told = { telling, moment, locale }
  const line = telling.recording.lines[moment - 1]
  if (line === undefined) {
    return { title: m.recStartTitle({}, { locale }), text: story, isBad: false }
  }
  if (line.kind === 'event') return eventCaption(told, line)
  const call = callAt(telling, moment)
  const at = walkAt(telling, moment)
  return call === null || at === null ? commandCaption(told, line) : callCaption(told, call, at)
}
