import {
  newest,
  stillToCome,
  type ClusterScene,
  type DoubleReason,
  type MissReason,
} from '../../cluster/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { keyList } from '../../i18n/words.ts'
import { nameOf } from '../../server/index.ts'
import { stateAt, type ClusterTrace } from '../../trace/index.ts'
import { beforeStartText } from './cursorText.ts'
import { missedAt } from './forecast.ts'

export type Verdict = 'idle' | 'holds' | 'threatened' | 'kept' | 'broken' | 'failed'

/** Keys that share a reason. */
export interface ReasonLine {
  readonly kind: 'missed' | 'twice'
  readonly count: number
  readonly text: (locale: Locale) => string
}

/** The books of the whole cluster, as the panel shows them. */
export interface LedgerPicture {
  readonly verdict: Verdict
  readonly returned: number
  readonly coming: number
  readonly twice: number
  readonly missed: number
  /** The scan is over: what is missed is no forecast. */
  readonly final: boolean
  readonly reasons: readonly ReasonLine[]
}

/** Reasons shown at most, the newest ones. */
const MOST_REASONS = 24

/** Doubled keys that are looked at for their reasons. */
const MOST_DOUBLED = 2000

function missedText(
  why: MissReason,
  keys: string,
  locale: Locale,
  all: readonly MissReason[],
): string {
  const t = { locale }
  switch (why.kind) {
    case 'movedToFinished':
      return m.whyMovedToFinished({ keys, slot: why.slot, from: why.from, to: why.to }, t)
    case 'movedBehind':
      return m.whyMovedBehind({ keys, slot: why.slot, from: why.from, to: why.to }, t)
    case 'movedToUnasked':
      return m.whyMovedToUnasked({ keys, slot: why.slot, from: why.from, to: why.to }, t)
    case 'movedAheadOfSlot':
      return m.whyMovedAhead({ keys, slot: why.slot, from: why.from, to: why.to }, t)
    case 'takenOver':
      return m.whyTakenOver({ keys, from: why.from, to: why.to }, t)
    case 'foreignCursor':
      return m.whyForeign({ keys, node: why.node, giver: why.giver }, t)
    case 'beforeStart': {
      const places = all.flatMap((one) => (one.kind === 'beforeStart' ? [one.place] : []))
      return beforeStartText(why, places, keys, locale)
    }
    case 'slotBeforeStart':
      return m.whySlotBeforeStart({ keys, slot: why.began }, t)
    case 'nodeBeforeStart':
      return m.whyNodeBeforeStart({ keys, node: why.node, first: why.first }, t)
    case 'neverAsked':
      return m.whyNeverAsked({ keys, node: why.node }, t)
    case 'stopped':
      return m.whyStopped({ keys, node: why.node }, t)
    case 'down':
      return m.whyDown({ keys, node: why.node }, t)
    case 'abandoned':
      return m.whyAbandoned({ keys, node: why.node }, t)
    case 'passedOver':
      return m.whyPassedOver({ keys, node: why.node }, t)
  }
}

function doubledText(why: DoubleReason, keys: string, locale: Locale): string {
  const t = { locale }
  switch (why.kind) {
    case 'moved':
      return m.whyTwiceMoved({ keys, slot: why.slot, from: why.from, to: why.to }, t)
    case 'takenOver':
      return m.whyTwiceTakenOver({ keys, from: why.from, to: why.to }, t)
    case 'replica':
      return m.whyTwiceReplica({ keys, primary: why.primary, replica: why.replica }, t)
    case 'again':
      return why.node === why.first
        ? m.whyTwiceAgain({ keys, node: why.node }, t)
        : m.whyTwiceFirst({ keys, node: why.node, first: why.first }, t)
    case 'foreignCursor':
      return m.whyTwiceForeign({ keys, node: why.node, giver: why.giver }, t)
    case 'shrunk':
      return m.whyTwiceShrunk({ keys, node: why.node }, t)
  }
}

/** All that tells reasons apart: the place of a single key does not. */
const reasonName = (why: object): string =>
  JSON.stringify(why, (field, value: unknown) => (field === 'place' ? undefined : value))

/** Keys with the same reason stand together, in the order of their first. */
function grouped<Why extends object>(
  kind: ReasonLine['kind'],
  all: readonly { readonly key: string; readonly why: Why }[],
  say: (why: Why, keys: string, locale: Locale, all: readonly Why[]) => string,
): ReasonLine[] {
  const groups = new Map<string, { why: Why; all: Why[]; keys: Set<string> }>()
  for (const { key, why } of all) {
    const name = reasonName(why)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { why, all: [why], keys: new Set([key]) })
    else {
      group.keys.add(key)
      group.all.push(why)
    }
  }
  return [...groups.values()].map(({ why, all: whys, keys }) => ({
    kind,
    count: keys.size,
    text: (locale) => say(why, keyList([...keys].map(nameOf), locale), locale, whys),
  }))
}

function verdictOf({ client, ledger }: ClusterScene, missed: number): Verdict {
  if (client.status === 'failed') return 'failed'
  if (missed > 0) return ledger.missed === null ? 'threatened' : 'broken'
  if (client.status === 'idle') return 'idle'
  return ledger.missed === null ? 'holds' : 'kept'
}

/** The books at a moment. */
export function ledgerAt(trace: ClusterTrace, moment: number): LedgerPicture {
  const scene = stateAt(trace, moment)
  const { ledger } = scene
  const missed = missedAt(trace, moment)
  const doubled = newest(ledger.doubled, MOST_DOUBLED).toReversed()
  const reasons = [
    ...grouped('missed', missed, missedText),
    ...grouped('twice', doubled, doubledText),
  ]
  const coming = stillToCome(ledger)
  return {
    verdict: verdictOf(scene, missed.length),
    returned: ledger.returned.size,
    coming: ledger.missed === null ? Math.max(0, coming - missed.length) : 0,
    twice: ledger.doubled.length,
    missed: missed.length,
    final: ledger.missed !== null,
    reasons: reasons.slice(0, MOST_REASONS),
  }
}
