import type { WorkNotice } from '../../app/notice.ts'
import type { LinkReport, OpeningFault } from '../../app/visit.ts'
import type { Unread } from '../../app/wanted.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { refusalText } from '../../i18n/reasons.ts'
import { isolated, number } from '../../i18n/words.ts'
import { LIMITS, type Refusal } from '../../trace/index.ts'
import { usePlayer, useText } from '../context.ts'
import { workTitle } from '../workTitle.ts'

type Text = { readonly locale: Locale }

const MEGABYTE = 2 ** 20

function why(fault: OpeningFault, text: Text): string {
  switch (fault.why) {
    case 'tooLong':
      return m.faultTooLong({ most: number(fault.most, text.locale) }, text)
    case 'tooLarge':
      return m.faultTooLarge({ most: number(fault.most / MEGABYTE, text.locale) }, text)
    case 'version':
      return m.faultVersion({ version: fault.version }, text)
    case 'damaged':
      return m.faultDamaged({}, text)
    case 'notJson':
      return m.faultNotJson({}, text)
    case 'notRead':
      return m.faultNotRead({}, text)
    case 'notLoaded':
      return m.faultNotLoaded({}, text)
    case 'endless':
      return m.faultEndless({ most: number(fault.most, text.locale) }, text)
    case 'invalid':
      return refusalText(fault, text.locale)
  }
}

function unreadPart({ name, value: given, want }: Unread, text: Text): string {
  const value = isolated(given)
  switch (want.kind) {
    case 'number': {
      const { least, most } = want
      return most === undefined
        ? m.wantNumber({ name, value, least: number(least, text.locale) }, text)
        : m.wantRange({ name, value, most: number(most, text.locale) }, text)
    }
    case 'names':
      return m.wantNames({ name, value, names: listed(want.names, text, 'disjunction') }, text)
    case 'known':
      return m.wantKnown({ name, value }, text)
  }
}

const listed = (parts: readonly string[], { locale }: Text, type: 'conjunction' | 'disjunction') =>
  new Intl.ListFormat(locale, { style: 'long', type }).format(parts)

function linkSentence({ followed, unread, fault }: LinkReport, scenario: string, text: Text) {
  const names = followed.map((name) => (name === 'work' ? m.linkWork({}, text) : name))
  const done = listed(names, text, 'conjunction')
  const missed = listed(
    unread.map((one) => unreadPart(one, text)),
    text,
    'conjunction',
  )
  const some = names.length > 0
  const inPart = some
    ? m.linkInPart({ followed: done, unread: missed }, text)
    : m.linkNotAtAll({ unread: missed }, text)
  if (fault === null) return inPart
  const params = { why: why(fault, text), scenario }
  if (unread.length > 0) {
    return m.capSentences({ first: m.linkBroken(params, text), second: inPart }, text)
  }
  return some ? m.linkBrokenInPart({ ...params, followed: done }, text) : m.linkBroken(params, text)
}

/** So many names are told one by one. */
const MOST_NAMES = 6

function joinedSentence(names: readonly string[], name: string, text: Text): string {
  if (names.length > MOST_NAMES) {
    return m.tabsJoinedMany({ count: number(names.length, text.locale), name }, text)
  }
  const all = listed(names, text, 'conjunction')
  return m.tabsJoined({ count: names.length, names: all, name }, text)
}

function asideSentence(why: Refusal | 'tooLarge' | 'notLoaded', text: Text): string {
  if (why === 'notLoaded') return m.tabsAsideNotLoaded({}, text)
  if (why !== 'tooLarge') return m.tabsAsideBroken({ why: refusalText(why, text.locale) }, text)
  const amount = (most: number) => number(most, text.locale)
  const { branches, treeCommands } = LIMITS
  return m.tabsAsideLarge({ branches: amount(branches), commands: amount(treeCommands) }, text)
}

/** What has become of a work, in one sentence. */
export function WorkSentence({ notice }: { readonly notice: WorkNotice }) {
  const text = useText()
  const id = usePlayer((state) => state.scenarioId)
  switch (notice.kind) {
    case 'link':
      return linkSentence(notice.report, workTitle(id, text.locale), text)
    case 'linkAgain':
      return m.linkAgain({}, text)
    case 'fileBroken':
      return m.fileBroken({ name: isolated(notice.name), why: why(notice.fault, text) }, text)
    case 'savedBroken':
      return m.noticeSavedBroken({ why: refusalText(notice, text.locale) }, text)
    case 'joined':
      return joinedSentence(notice.names, notice.name, text)
    case 'otherAside':
      return asideSentence(notice.why, text)
  }
}
