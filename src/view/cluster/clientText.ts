import {
  stillToCome,
  type Answer,
  type ClientEvent,
  type ClusterScene,
  type Stop,
} from '../../cluster/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, keyList, number } from '../../i18n/words.ts'
import { nameOf } from '../../server/index.ts'
import { handedText } from './cursorText.ts'
import { lineText, primariesText, shortReply, type Telling } from './eventText.ts'

const EPOCH = /cluster_my_epoch:(\d+)/

type Received = Extract<ClientEvent, { readonly kind: 'client.received' }>

function pageText(event: Received, { scene, locale }: Telling): string {
  const t = { locale }
  const { node, words } = event.sent
  const { answer } = event
  if (answer.kind !== 'reply') return ''
  const exchange = scene.client.exchanges.last
  const [cursor] = answer.reply.kind === 'array' ? answer.reply.items : []
  if (exchange === null || cursor?.kind !== 'bulk' || !/SCAN/i.test(words[0] ?? '')) {
    const epoch = answer.reply.kind === 'bulk' ? EPOCH.exec(answer.reply.bytes)?.[1] : undefined
    return epoch === undefined
      ? m.clReply({ node, reply: shortReply(answer.reply, words) }, t)
      : m.clEpoch({ node, epoch }, t)
  }
  const count = exchange.keys.length
  const said =
    cursor.bytes === '0'
      ? m.clPageEnd({ node, count }, t)
      : m.clPage({ node, cursor: isolated(cursor.bytes), count }, t)
  const again = exchange.keys
    .filter((key) => (scene.ledger.returned.get(key)?.times ?? 0) > 1)
    .map(nameOf)
  if (again.length === 0) return said
  const second = m.clAgain({ keys: keyList(again, locale) }, t)
  return m.capSentences({ first: said, second }, t)
}

function answerText(answer: Answer, node: string, locale: Locale): string {
  const t = { locale }
  switch (answer.kind) {
    case 'reply':
      return ''
    case 'moved':
      return m.clMoved({ node, slot: answer.slot, address: answer.address }, t)
    case 'ask':
      return m.clAsk({ node, slot: answer.slot, address: answer.address }, t)
    case 'down':
      return m.clClusterDown({ node }, t)
    case 'unreachable':
      return m.clNoAnswer({ node }, t)
    case 'refused':
      return m.clRefused({ node, text: isolated(answer.text) }, t)
  }
}

/** Why a scan is over, and what has come of it. */
export function stopText(stop: Stop, { ledger, client }: ClusterScene, locale: Locale): string {
  const t = { locale }
  const { match } = client.options
  const owed = ledger.owed - ledger.lapsed
  const kept = Math.max(0, owed - stillToCome(ledger))
  switch (stop.why) {
    case 'complete': {
      const params = {
        owed: number(owed, locale),
        kept: number(kept, locale),
        missed: number(ledger.missed?.length ?? 0, locale),
        twice: number(ledger.doubled.length, locale),
      }
      return match === undefined
        ? m.clComplete(params, t)
        : m.clCompleteMatching({ ...params, match: isolated(nameOf(match)) }, t)
    }
    case 'gaveUp': {
      const { node, attempts } = stop
      return m.clGaveUp({ node, attempts, owed, kept }, t)
    }
    case 'refused':
      return m.clStoppedRefused({ node: stop.node, text: isolated(stop.text) }, t)
    case 'uncovered':
      return m.clUncovered({ slot: stop.slot }, t)
    case 'badIndex':
      return m.clBadIndex({ index: stop.index, nodes: stop.nodes }, t)
    case 'noNodes':
      return m.clNoNodes({}, t)
  }
}

/** What the client did or heard, in a sentence. */
export function clientText(event: ClientEvent, telling: Telling): string {
  const { scene, locale } = telling
  const t = { locale }
  switch (event.kind) {
    case 'client.began':
      return m.clBegan({ nodes: primariesText(event.view, locale) }, t)
    case 'client.resumed':
    case 'client.declined':
      return handedText(event, telling)
    case 'client.sent': {
      const { node, words } = event.sent
      const first = m.clSent({ node, line: lineText(words) }, t)
      const count = scene.client.inFlight.length
      if (count < 2) return first
      return m.capSentences({ first, second: m.clInFlight({ count }, t) }, t)
    }
    case 'client.received':
      return event.answer.kind === 'reply'
        ? pageText(event, telling)
        : answerText(event.answer, event.sent.node, locale)
    case 'client.looked':
      return m.clLooked({ node: event.asked, nodes: primariesText(event.view, locale) }, t)
    case 'client.retries': {
      const { node, attempt, waitMs } = event
      return waitMs === 0
        ? m.clFollowsRedirect({}, t)
        : m.clRetries({ node, attempt, ms: waitMs }, t)
    }
    case 'client.stopped':
      return stopText(event.stop, scene, locale)
    case 'client.rests':
      return m.clRests({}, t)
    case 'client.restarted':
      return m.clRestarted({}, t)
  }
}
