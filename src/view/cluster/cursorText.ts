import {
  prospectOf,
  SLOTS,
  standingOf,
  type ClientEvent,
  type Doubt,
  type Misfit,
  type MissReason,
  type Prospect,
  type Standing,
  type Start,
} from '../../cluster/index.ts'
import { meaningOf } from '../../decode/meaning.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, keyList } from '../../i18n/words.ts'
import { power, share } from '../decode/amounts.ts'
import type { Telling } from './eventText.ts'
import { strategyText } from './words.ts'

/** What is said of a cursor before it is used, and how grave it is. */
export interface ProspectText {
  readonly tone: 'fine' | 'doubtful' | 'refused'
  /** What comes of it, or why nothing does. */
  readonly text: string
  /** What speaks against it all the same; empty when nothing does. */
  readonly doubt: string
}

const joined = (sentences: readonly string[], locale: Locale): string =>
  sentences.reduce((first, second) => m.capSentences({ first, second }, { locale }))

/** On the ruler of a node with a dict for each slot all slots stand side by side. */
const onRuler = ({ slot, place }: Standing): number =>
  slot === null ? place : (slot + place) / SLOTS

function placeText(start: Start, slotCursors: boolean, locale: Locale): string {
  const t = { locale }
  const { cursor, nodes, bySlot } = start
  const [node, ...more] = nodes
  if (cursor === '0') {
    return node === undefined || more.length > 0 || bySlot
      ? m.cursorBeginning({}, t)
      : m.cursorBeginningOf({ node }, t)
  }
  const standing = standingOf(cursor, bySlot || slotCursors)
  if (node === undefined) {
    return m.cursorAtAny({ percent: share(onRuler(standing), locale) }, t)
  }
  if (more.length > 0) return m.cursorAtAll({ percent: share(onRuler(standing), locale) }, t)
  const { slot, place } = standing
  const percent = share(place, locale)
  if (slot === null) return m.cursorAtNode({ percent, node }, t)
  return place === 0
    ? m.cursorAtSlotStart({ slot, node }, t)
    : m.cursorAtSlot({ percent, slot, node }, t)
}

/** Where a scan begins with a cursor that was handed to it, and what it takes for done. */
function startText(
  start: Start,
  doubt: Doubt | null,
  slotCursors: boolean,
  locale: Locale,
): string {
  const t = { locale }
  const { cursor, nodes, passed, bySlot } = start
  const sentences = [
    doubt?.kind === 'fingerprint'
      ? m.cursorOfTag({ slot: doubt.slot, owner: doubt.owner }, t)
      : placeText(start, slotCursors, locale),
  ]
  if (bySlot && cursor !== '0') sentences.push(m.cursorSlotsBefore({}, t))
  else if (passed.length > 0) {
    sentences.push(m.cursorNodesBefore({ nodes: keyList(passed, locale) }, t))
  } else if (!bySlot && nodes.length === 1) sentences.push(m.cursorOthers({}, t))
  return joined(sentences, locale)
}

function doubtText(doubt: Doubt, locale: Locale): string {
  const t = { locale }
  if (doubt.kind === 'fingerprint') {
    const { owner, slot, giver } = doubt
    const fingerprint = isolated(doubt.fingerprint)
    return giver === null
      ? m.cursorForeign({ fingerprint, owner, slot }, t)
      : m.cursorOfOther({ giver, owner, slot }, t)
  }
  const { node, slot, largest } = doubt
  const least = power(doubt.exponent, locale)
  return slot === null
    ? m.cursorLarger({ node, least, largest }, t)
    : m.cursorLargerSlot({ node, slot, least, largest }, t)
}

/** Why a client cannot begin with a cursor, and what would mend it. */
export function misfitText(misfit: Misfit, cursor: string, locale: Locale): string {
  const t = { locale }
  switch (misfit.why) {
    case 'empty':
      return m.cursorEmpty({}, t)
    case 'spaces':
      return meant(m.cursorSpaces({}, t), cursor, locale)
    case 'negative':
      return meant(m.cursorNegative({}, t), cursor, locale)
    case 'noNumber':
      return meant(m.cursorNoNumber({}, t), cursor, locale)
    case 'tooLarge':
      return m.cursorTooLarge({}, t)
    case 'noClusterCursor':
      return m.cursorNoClusterCursor({ form: isolated('fingerprint-{tag}-number') }, t)
    case 'clusterCursor':
      return m.cursorOfClusterScan({ strategy: strategyText.clusterScan.name(locale) }, t)
    case 'noCursors':
      return m.cursorNone({}, t)
    case 'noNode':
      return m.cursorNoNode({}, t)
    case 'unknownNode':
      return m.cursorUnknownNode({ node: misfit.node }, t)
    case 'notAsked':
      return m.cursorNotAsked({ node: misfit.node }, t)
    case 'otherOwner':
      return m.cursorOtherOwner({ slot: misfit.slot, node: misfit.node, owner: misfit.owner }, t)
    case 'unowned':
      return m.cursorUnowned({ slot: misfit.slot }, t)
    case 'twoSlots':
      return m.cursorTwoSlots({ slot: misfit.slot, wire: misfit.wire }, t)
    case 'badIndex':
      return m.cursorBadIndex({ index: misfit.index, nodes: misfit.nodes }, t)
  }
}

/** A number that may have been meant is worth naming. */
function meant(sentence: string, cursor: string, locale: Locale): string {
  const meaning = meaningOf(cursor)
  if (meaning.kind !== 'number' || meaning.value === null) return sentence
  const second = m.cursorMeant({ value: String(meaning.value) }, { locale })
  return joined([sentence, second], locale)
}

/** What is said of a cursor before it is used. */
export function prospectText(
  prospect: Prospect,
  cursor: string,
  slotCursors: boolean,
  locale: Locale,
): ProspectText {
  if (!prospect.ok) {
    const { misfit } = prospect
    const text = misfitText(misfit, cursor, locale)
    return { tone: misfit.why === 'empty' ? 'fine' : 'refused', text, doubt: '' }
  }
  const { start, doubt } = prospect.value
  const text = startText(start, doubt, slotCursors, locale)
  return doubt === null
    ? { tone: 'fine', text, doubt: '' }
    : { tone: 'doubtful', text, doubt: doubtText(doubt, locale) }
}

/** What came of a cursor that the client was handed, in a sentence or two. */
export function handedText(
  event: Extract<ClientEvent, { readonly kind: 'client.resumed' | 'client.declined' }>,
  { scene, config, locale }: Pick<Telling, 'scene' | 'config' | 'locale'>,
): string {
  const t = { locale }
  const { cursor } = event.handed
  if (event.kind === 'client.declined') {
    const first = m.clDeclined({ cursor: isolated(cursor) }, t)
    return joined([first, misfitText(event.misfit, cursor, locale)], locale)
  }
  const prospect = prospectOf(scene, event.handed, config.cluster)
  const { text, doubt } = prospectText(prospect, cursor, scene.client.slotCursors, locale)
  const sentences = [m.clResumed({ cursor: isolated(cursor) }, t), text, doubt]
  return joined(
    sentences.filter((one) => one !== ''),
    locale,
  )
}

type BeforeStart = Extract<MissReason, { readonly kind: 'beforeStart' }>

/** Keys left of the place at which the scan of their node, or of their slot, began. */
export function beforeStartText(
  { node, slot, began }: BeforeStart,
  places: readonly number[],
  keys: string,
  locale: Locale,
): string {
  const t = { locale }
  const least = share(Math.min(...places), locale)
  const most = share(Math.max(...places), locale)
  const percent = least === most ? least : m.cursorFromTo({ least, most }, t)
  const params = { keys, percent, began: share(began, locale) }
  return slot === null
    ? m.whyBeforeStart({ ...params, node }, t)
    : m.whyBeforeStartInSlot({ ...params, slot }, t)
}
