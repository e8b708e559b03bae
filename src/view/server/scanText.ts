import type { ConsoleEvent } from '../../machines/client.ts'
import type { StageEvent } from '../../machines/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, keyList, percent } from '../../i18n/words.ts'
import { encodingOf, nameOf, type ServerState } from '../../server/index.ts'
import { positionOf } from '../../engine/index.ts'
import { ledgerOf } from '../ledger.ts'
import type { Teller } from '../narrate.ts'
import { pageOf, type FourSteps } from './steps.ts'

type EventOf<K extends ConsoleEvent['kind']> = Extract<ConsoleEvent, { readonly kind: K }>
type ProbeOf<K extends StageEvent['kind']> = Extract<StageEvent, { readonly kind: K }>

const join = (first: string, second: string, locale: Locale) =>
  m.capSentences({ first, second }, { locale })

/** Step 1 in words. */
export function optionsText(event: EventOf<'scan.options'>, locale: Locale): string {
  const { place, count, match, type, budget } = event
  const key = place.dict === 'value' ? isolated(nameOf(place.key)) : ''
  let text =
    budget === 0
      ? m.conStep1Small({ key, count }, { locale })
      : m.conStep1({ count, budget }, { locale })
  if (match !== null) {
    text = join(text, m.conStep1Match({ pattern: isolated(nameOf(match)) }, { locale }), locale)
  }
  return type === null
    ? text
    : join(text, m.conStep1Type({ type: isolated(nameOf(type)) }, { locale }), locale)
}

/** Where a call of dictScan in step 2 begins. */
export const enteredText = ({ cursor }: ProbeOf<'scan.entered'>, locale: Locale): string =>
  m.conEntered({ cursor, percent: percent(positionOf(cursor), locale) }, { locale })

/** A key that step 2 has come upon. */
export function collectedText({ id, key: name }: ProbeOf<'entry.emitted'>, teller: Teller): string {
  const { state, locale } = teller
  const key = isolated(nameOf(name))
  const earlier = state.scan.calls.flatMap(({ emitted }) => emitted).filter((one) => one.id === id)
  if (earlier.length > 1) return m.conCollectedAgain({ key }, { locale })
  return state.scan.witnesses.includes(id)
    ? m.conCollected({ key }, { locale })
    : m.conCollectedNew({ key }, { locale })
}

/** The end of a call of dictScan in step 2. */
export const returnedText = ({ cursor }: ProbeOf<'scan.returned'>, locale: Locale): string =>
  cursor === 0 ? m.conReturnedEnd({}, { locale }) : m.conReturned({ cursor }, { locale })

/** What a call of dictScan has brought. */
export function calledText(
  { collected: came }: EventOf<'scan.called'>,
  { calls, options }: FourSteps,
  locale: Locale,
): string {
  const collected = calls.reduce((sum, call) => sum + call.collected.length, 0)
  const params = { came: came.length, collected, count: options?.count ?? 0 }
  return m.conCalled(params, { locale })
}

/** Why step 2 has ended. */
export function stoppedText(
  { stoppedBy, calls }: EventOf<'scan.collected'>,
  { collected, options }: FourSteps,
  locale: Locale,
): string {
  const count = options?.count ?? 0
  switch (stoppedBy) {
    case 'count':
      return m.conStoppedCount({ collected, count }, { locale })
    case 'end':
      return m.conStoppedEnd({ collected }, { locale })
    case 'budget':
      return m.conStoppedBudget({ calls, count, collected }, { locale })
    case 'whole':
      return m.conStoppedWhole({ collected }, { locale })
  }
}

/** Why step 3 drops a name. */
export function droppedText(
  { key: name, by }: EventOf<'scan.dropped'>,
  { options }: FourSteps,
  locale: Locale,
): string {
  const key = isolated(nameOf(name))
  switch (by) {
    case 'match':
      return m.conDroppedMatch({ key, pattern: isolated(nameOf(options?.match ?? '')) }, { locale })
    case 'type':
      return m.conDroppedType({ key, type: isolated(nameOf(options?.type ?? '')) }, { locale })
    case 'expiry':
      return m.conDroppedExpiry({ key }, { locale })
  }
}

/** Why a small collection comes whole. */
function wholeText({ words, options }: FourSteps, server: ServerState, locale: Locale): string {
  const name = words[1] ?? ''
  const value = server.values.get(name)
  const encoding = value === undefined ? '' : encodingOf(value)
  const cursor = options?.cursor ?? '0'
  const key = isolated(nameOf(name))
  return cursor === '0'
    ? m.whyWhole({ key, encoding }, { locale })
    : m.whyWholeCursor({ key, encoding, cursor }, { locale })
}

/**
 * Why a page is as it is, when that may surprise: empty though the cursor is not 0, shorter or
 * longer than COUNT. Null when there is nothing to explain.
 */
export function whyText(steps: FourSteps, server: ServerState, locale: Locale): string | null {
  const page = pageOf(steps.reply)
  const { options, collected, calls, dropped, stoppedBy } = steps
  if (page === null || options === null) return null
  const { count } = options
  const kept = collected - dropped.length
  if (stoppedBy === 'whole') return wholeText(steps, server, locale)
  if (page.cursor === '0') return kept === 0 ? m.whyEnd({}, { locale }) : null
  if (collected === 0) return m.whyNoneCame({ calls: calls.length }, { locale })
  if (kept === 0) return m.whyAllDropped({ collected }, { locale })
  if (dropped.length > 0) return m.whyFewer({ kept, collected, count }, { locale })
  if (stoppedBy === 'budget') return m.whyBudgetFew({ calls: calls.length, collected }, { locale })
  return collected > count ? m.whyMore({ collected, count }, { locale }) : null
}

/** The verdict on a scan that is over. */
function verdictText({ state, locale }: Teller): string | null {
  if (state.scan.status !== 'complete') return null
  const { missed, twice, owed } = ledgerOf(state)
  if (missed.length > 0) return m.capVerdictBroken({ keys: keyList(missed, locale) }, { locale })
  return twice.length > 0
    ? m.capVerdictTwice({ owed, keys: keyList(twice, locale) }, { locale })
    : m.capVerdictKept({ owed }, { locale })
}

/** Step 4: the page, and what is to be said about it. */
export function pageText(steps: FourSteps, server: ServerState, teller: Teller): string | null {
  const page = pageOf(steps.reply)
  if (page === null) return null
  const { locale } = teller
  const count = steps.options === null ? 0 : steps.collected - steps.dropped.length
  const text = m.conReplyScan({ cursor: page.cursor, count }, { locale })
  const verdict = page.cursor === '0' ? verdictText(teller) : null
  const more = verdict ?? whyText(steps, server, locale)
  return more === null ? text : join(text, more, locale)
}
