import type { ConsoleEvent } from '../../machines/client.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated } from '../../i18n/words.ts'
import {
  encodingOf,
  isTable,
  lineOf,
  nameOf,
  printed,
  sizeOf,
  type Bytes,
  type Place,
  type ServerState,
} from '../../server/index.ts'

type EventOf<K extends ConsoleEvent['kind']> = Extract<ConsoleEvent, { readonly kind: K }>

/** An event in its server: before it and after it. */
interface Told {
  readonly before: ServerState
  readonly after: ServerState
  readonly locale: Locale
}

/** Longest answer that a sentence quotes. */
const ANSWER = 60

/** A value takes the place of another, or of none. */
function valueText({ key: name, value }: EventOf<'value.set'>, { before, locale }: Told): string {
  const key = isolated(nameOf(name))
  if (value.type === 'string') return m.conValueString({ key }, { locale })
  const encoding = encodingOf(value)
  if (!isTable(value)) return m.conValueSmall({ key, encoding, count: sizeOf(value) }, { locale })
  const old = before.values.get(name)
  return old === undefined || old.type === 'string'
    ? m.conValueTable({ key, encoding }, { locale })
    : m.conConverts({ key, before: encodingOf(old), encoding, count: sizeOf(old) }, { locale })
}

function payloadText(event: EventOf<'payload.set'>, { after, locale }: Told): string {
  const [key, field] = [isolated(nameOf(event.key)), isolated(nameOf(event.field))]
  return after.values.get(event.key)?.type === 'zset'
    ? m.conScore({ key, field, score: isolated(nameOf(event.payload)) }, { locale })
    : m.conField({ key, field }, { locale })
}

/** The dict that takes the stage. */
const turnedText = (place: Place, locale: Locale): string =>
  place.dict === 'value'
    ? m.conTurnedValue({ key: isolated(nameOf(place.key)) }, { locale })
    : m.conTurnedKeyspace({}, { locale })

/** Where something happens that is not on the stage. */
export function elsewhereText(place: Place, text: string, locale: Locale): string {
  switch (place.dict) {
    case 'keyspace':
      return m.conInKeyspace({ text }, { locale })
    case 'expires':
      return m.conInExpires({ text }, { locale })
    case 'value':
      return m.conInValue({ key: isolated(nameOf(place.key)), text }, { locale })
  }
}

/** An answer in one line; a long one is cut. */
export function answerText(
  { reply }: EventOf<'replied'>,
  words: readonly Bytes[],
  locale: Locale,
): string {
  const whole = printed(reply, words).replaceAll(/\s*\n\s*/g, ' ')
  const text = whole.length > ANSWER ? `${whole.slice(0, ANSWER - 1)}…` : whole
  return reply.kind === 'error'
    ? m.conReplyError({ reply: isolated(reply.text) }, { locale })
    : m.conReply({ reply: `\u2068${text}\u2069` }, { locale })
}

type Deadline = EventOf<
  'deadline.set' | 'deadline.removed' | 'fieldDeadline.set' | 'fieldDeadline.removed'
>

function deadlineText(event: Deadline, { after, locale }: Told): string {
  const key = isolated(nameOf(event.key))
  switch (event.kind) {
    case 'deadline.set':
      return m.conDeadline({ key, ms: event.at - after.now }, { locale })
    case 'deadline.removed':
      return m.conDeadlineGone({ key }, { locale })
    case 'fieldDeadline.set': {
      const params = { key, field: isolated(nameOf(event.field)), ms: event.at - after.now }
      return m.conFieldDeadline(params, { locale })
    }
    case 'fieldDeadline.removed':
      return m.conFieldDeadlineGone({ key, field: isolated(nameOf(event.field)) }, { locale })
  }
}

const expiredText = (name: Bytes, by: 'lookup' | 'cron', locale: Locale): string =>
  by === 'lookup'
    ? m.conExpiredLookup({ key: isolated(nameOf(name)) }, { locale })
    : m.conExpiredCron({ key: isolated(nameOf(name)) }, { locale })

/** Events of dicts and scans have their own sentences. */
export type Other = Exclude<
  ConsoleEvent,
  {
    readonly kind:
      | 'dict.fact'
      | 'dict.probe'
      | 'scan.options'
      | 'scan.called'
      | 'scan.collected'
      | 'scan.dropped'
      | 'replied'
  }
>

/** What has happened to keys, values and the world around. */
export function otherText(event: Other, told: Told): string {
  const { before, locale } = told
  switch (event.kind) {
    case 'call.sent':
      return m.conSent({ line: isolated(lineOf(event.words)) }, { locale })
    case 'stage.turned':
      return turnedText(event.place, locale)
    case 'value.set':
      return valueText(event, told)
    case 'value.removed':
      return m.conGone({ key: isolated(nameOf(event.key)) }, { locale })
    case 'payload.set':
      return payloadText(event, told)
    case 'payload.removed':
      return m.conFieldGone(
        { key: isolated(nameOf(event.key)), field: isolated(nameOf(event.field)) },
        { locale },
      )
    case 'deadline.set':
    case 'deadline.removed':
    case 'fieldDeadline.set':
    case 'fieldDeadline.removed':
      return deadlineText(event, told)
    case 'key.expired':
      return expiredText(event.key, event.by, locale)
    case 'field.expired':
      return expiredText(event.field, event.by, locale)
    case 'expireCursor.moved':
      return m.conExpireCursor({ cursor: event.cursor }, { locale })
    case 'option.set':
      return m.conOption({ name: event.name, value: event.value }, { locale })
    case 'child.started':
      return m.conChildStarted({}, { locale })
    case 'child.ended':
      return m.conChildEnded({}, { locale })
    case 'time.passed':
      return m.conTime({ ms: event.now - before.now }, { locale })
    case 'all.flushed':
      return m.conFlushed({}, { locale })
  }
}
