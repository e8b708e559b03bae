import { positionOf, reverseIncrement } from '../engine/index.ts'
import { isStageEvent, type Note, type Reading, type StageEvent } from '../machines/index.ts'
import { eventAt, type DictTrace } from '../trace/index.ts'
import { m } from '../i18n/index.ts'
import type { Locale } from '../i18n/index.ts'
import { isolated, keyList, number, percent, why } from '../i18n/words.ts'
import { ledgerOf } from './ledger.ts'
import { readingAt } from './reading.ts'

/** What a moment says: the same words stand over the picture and are spoken. */
export interface Caption {
  readonly title: string
  readonly text: string
}

/** What a sentence is told from. */
export interface Teller {
  /** The stage as the event left it. */
  readonly state: Reading
  readonly locale: Locale
}

type EventOf<K extends StageEvent['kind']> = Extract<StageEvent, { readonly kind: K }>

const binary = (v: number, mask: number) =>
  v.toString(2).padStart(Math.max(1, Math.log2(mask + 1)), '0')

function readText(event: EventOf<'bucket.read'>, { state, locale }: Teller): string {
  const { table, bucket, mask, role } = event
  const params = { table, bucket, bits: binary(bucket, mask) }
  const text =
    role === 'only'
      ? m.capReadOnly(params, { locale })
      : role === 'smaller'
        ? m.capReadSmaller(params, { locale })
        : m.capReadLarger(params, { locale })
  const empty = state.dict.tables[table].buckets[bucket]?.length === 0
  if (!empty) return text
  return m.capSentences({ first: text, second: m.capReadEmpty({}, { locale }) }, { locale })
}

function emittedText(event: EventOf<'entry.emitted'>, { state, locale }: Teller): string {
  const key = isolated(event.key)
  const earlier = state.scan.calls
    .flatMap(({ emitted }) => emitted)
    .filter(({ id }) => id === event.id)
  if (earlier.length > 1) return m.capEmittedAgain({ key }, { locale })
  return state.scan.witnesses.includes(event.id)
    ? m.capEmitted({ key }, { locale })
    : m.capEmittedNew({ key }, { locale })
}

/**
 * Counting up reads what lies above the call's cursor. The bucket that mirrored order has next is
 * jumped over when it belongs to the same family and lies below.
 */
function countUpText(event: EventOf<'cursor.changed'>, { state, locale }: Teller): string {
  const { before, after, mask } = event
  const m1 = state.scan.registers?.m1 ?? mask
  const upper = (v: number) => (v & (mask ^ m1)) >>> 0
  const expected = reverseIncrement(before, m1)
  const jumped = upper(expected) !== 0 && upper(expected) < upper(state.scan.cursor)
  return jumped
    ? m.capCountUpJump({ before, after, expected }, { locale })
    : m.capCountUp({ before, after }, { locale })
}

function cursorText(event: EventOf<'cursor.changed'>, teller: Teller): string {
  const { locale, state } = teller
  switch (event.op) {
    case 'setUnmasked':
      return m.capSetUnmasked({}, { locale })
    case 'reverse':
      return m.capReverse({}, { locale })
    case 'increment':
      return state.algorithm === 'naive'
        ? m.capIncrementPlain({ after: event.after }, { locale })
        : m.capIncrement({}, { locale })
    case 'mirrorBack':
      return event.after === 0
        ? m.capMirrorBackEnd({}, { locale })
        : m.capMirrorBack({ after: event.after }, { locale })
    case 'countUp':
      return countUpText(event, teller)
  }
}

function returnedText(event: EventOf<'scan.returned'>, { state, locale }: Teller): string {
  const ledger = ledgerOf(state)
  const { cursor } = event
  if (cursor === 0) {
    if (ledger.missed.length > 0) {
      return m.capVerdictBroken({ keys: keyList(ledger.missed, locale) }, { locale })
    }
    return ledger.twice.length > 0
      ? m.capVerdictTwice({ owed: ledger.owed, keys: keyList(ledger.twice, locale) }, { locale })
      : m.capVerdictKept({ owed: ledger.owed }, { locale })
  }
  if (ledger.missed.length > 0) {
    return m.capReturnedPassed({ cursor, keys: keyList(ledger.missed, locale) }, { locale })
  }
  const keys = (state.scan.calls.at(-1)?.emitted ?? []).map(({ key }) => key)
  return keys.length === 0
    ? m.capReturnedNone({ cursor }, { locale })
    : m.capReturned({ cursor, keys: keyList(keys, locale) }, { locale })
}

function policyText(policy: EventOf<'policy.changed'>['policy'], locale: Locale): string {
  switch (policy) {
    case 'enable':
      return m.capPolicyEnable({}, { locale })
    case 'avoid':
      return m.capPolicyAvoid({}, { locale })
    case 'forbid':
      return m.capPolicyForbid({}, { locale })
  }
}

function addedText(event: EventOf<'entry.added'>, { state, locale }: Teller): string {
  const { table, bucket } = event
  const params = { key: isolated(event.key), table, bucket }
  return state.scan.status === 'between' || state.scan.status === 'inCall'
    ? m.capAddedInScan(params, { locale })
    : m.capAdded(params, { locale })
}

function targetText(target: number, { state, locale }: Teller): string {
  const source = state.dict.tables[0].buckets.length
  const sizes = { from: number(source, locale), buckets: number(target, locale) }
  return target > source
    ? m.capAllocatedGrow(sizes, { locale })
    : m.capAllocatedShrink(sizes, { locale })
}

function masksText({ m0, m1 }: EventOf<'masks.taken'>, locale: Locale): string {
  const small = number(m0 + 1, locale)
  return m1 === null
    ? m.capMasksOne({ buckets: small, mask: binary(m0, m0) }, { locale })
    : m.capMasksTwo({ small, large: number(m1 + 1, locale) }, { locale })
}

/** The sentence of what happened on the stage. */
export function stageText(event: StageEvent, teller: Teller): string {
  const { locale } = teller
  if ('line' in event) return probeText(event, teller)
  switch (event.kind) {
    case 'table.allocated':
      return event.table === 0
        ? m.capAllocatedFirst({ buckets: number(event.buckets, locale) }, { locale })
        : targetText(event.buckets, teller)
    case 'table.replaced':
      return m.capReplaced({ buckets: number(event.buckets, locale) }, { locale })
    case 'entry.added':
      return addedText(event, teller)
    case 'entry.removed':
      return m.capRemoved(
        { key: isolated(event.key), bucket: event.bucket, table: event.table },
        { locale },
      )
    case 'entry.moved':
      return m.capMovedKey(
        { key: isolated(event.key), bucket: event.bucket, target: event.target },
        { locale },
      )
    case 'rehash.advanced':
      return event.emptied
        ? m.capAdvanced({ to: event.to }, { locale })
        : m.capAdvancedEmpty({ to: event.to }, { locale })
    case 'rehash.completed':
      return m.capCompleted({ buckets: number(event.buckets, locale) }, { locale })
    case 'rehash.pausesChanged':
    case 'autoResize.pausesChanged':
      return m.capPauses({ count: event.pauses }, { locale })
    case 'policy.changed':
      return policyText(event.policy, locale)
    case 'dict.emptied':
      return m.capEmptied({}, { locale })
  }
}

/** The sentence of what a command told besides. */
function noteText(event: Note, locale: Locale): string {
  switch (event.kind) {
    case 'command.refused':
      return m.capRefused({ why: why(event.obstacle, locale) }, { locale })
    case 'key.exists':
      return m.capExists({ key: isolated(event.key) }, { locale })
    case 'key.absent':
      return m.capAbsent({ key: isolated(event.key) }, { locale })
    case 'scan.restarted':
      return m.capRestarted({}, { locale })
    case 'automatic.changed':
      return m.capAutomatic({}, { locale })
  }
}

/** The sentence of a step inside a scan call. */
function probeText(event: Extract<StageEvent, { readonly line: string }>, teller: Teller): string {
  const { locale, state } = teller
  switch (event.kind) {
    case 'scan.entered':
      return state.scan.calls.length === 1
        ? m.capEnteredFirst({}, { locale })
        : m.capEntered(
            { cursor: event.cursor, percent: percent(positionOf(event.cursor), locale) },
            { locale },
          )
    case 'scan.emptyDict':
      return m.capEmptyDict({}, { locale })
    case 'masks.taken':
      return masksText(event, locale)
    case 'bucket.read':
      return readText(event, teller)
    case 'entry.emitted':
      return emittedText(event, teller)
    case 'cursor.changed':
      return cursorText(event, teller)
    case 'loop.tested':
      return event.again
        ? m.capLoopAgain({ left: event.left.toString(2) }, { locale })
        : m.capLoopDone({}, { locale })
    case 'scan.returned':
      return returnedText(event, teller)
  }
}

function titleOf(trace: DictTrace, moment: number, { state, locale }: Teller): string {
  const command = eventAt(trace, moment)?.step.command
  switch (command?.type) {
    case undefined:
      return m.capStart({}, { locale })
    case 'scan':
      return m.capCall({ n: state.scan.calls.length }, { locale })
    case 'add':
      return m.capAdd({}, { locale })
    case 'delete':
      return m.capDelete({}, { locale })
    case 'resize':
      return m.capResize({}, { locale })
    case 'rehash':
      return m.capRehash({}, { locale })
    case 'restartScan':
      return m.capScan({}, { locale })
    case 'policy':
    case 'automatic':
      return m.capSetting({}, { locale })
  }
}

const customOf = ({ buckets, used }: Reading['dict']['tables'][0], locale: Locale) => ({
  buckets: number(buckets.length, locale),
  keys: number(used, locale),
})

function textAt(trace: DictTrace, moment: number, teller: Teller, story?: string): string {
  const { locale, state } = teller
  const event = eventAt(trace, moment)?.event
  const [table] = state.dict.tables
  if (event === undefined) {
    return story ?? m.capCustom(customOf(table, locale), { locale })
  }
  return isStageEvent(event) ? stageText(event, teller) : noteText(event, locale)
}

function captionOf(trace: DictTrace, moment: number, locale: Locale, story?: string): Caption {
  const teller: Teller = { state: readingAt(trace, moment), locale }
  return { title: titleOf(trace, moment, teller), text: textAt(trace, moment, teller, story) }
}

interface Said {
  readonly moment: number
  readonly locale: Locale
  readonly story: string | undefined
  readonly caption: Caption
}

/** What was said last of each trace: caption, slider and speech ask for the same. */
const said = new WeakMap<DictTrace, Said>()

/** What a moment says; `story` is the text of the beginning. */
export function narrate(trace: DictTrace, moment: number, locale: Locale, story?: string): Caption {
  const last = said.get(trace)
  if (last?.moment === moment && last.locale === locale && last.story === story) return last.caption
  const caption = captionOf(trace, moment, locale, story)
  said.set(trace, { moment, locale, story, caption })
  return caption
}
