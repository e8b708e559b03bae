import type { PlainReason, Reason, Refusal, Things } from '../trace/index.ts'
import { m } from './paraglide/messages.js'
import type { Locale } from './paraglide/runtime.js'
import { isolated, isolatedField, number, perLocale } from './words.ts'

type Text = { readonly locale: Locale }
type Say = (values: object, text: Text) => string

const choices = perLocale((locale) => new Intl.ListFormat(locale, { type: 'disjunction' }))

/** Names between which one may choose; a Chinese word stands apart from Latin ones. */
const choiceOf = (names: readonly (string | number)[], { locale }: Text): string =>
  choices(locale)
    .formatToParts(names.map(String))
    .map(({ value }) => (value === '或' ? ' 或 ' : value))
    .join('')

const thingsText: Readonly<Record<Things, Say>> = {
  branches: m.reasonThingsBranches,
  commands: m.reasonThingsCommands,
  configurations: m.reasonThingsConfigurations,
  keys: m.reasonThingsKeys,
  names: m.reasonThingsNames,
  nodes: m.reasonThingsNodes,
  places: m.reasonThingsPlaces,
  ranges: m.reasonThingsRanges,
  words: m.reasonThingsWords,
}

const plainText: Readonly<Record<PlainReason, Say>> = {
  missing: m.reasonMissing,
  unknown: m.reasonUnknown,
  object: m.reasonObject,
  text: m.reasonText,
  textOrNumber: m.reasonTextOrNumber,
  number: m.reasonNumber,
  whole: m.reasonWhole,
  flag: m.reasonFlag,
  powerOfTwo: m.reasonPowerOfTwo,
  byteText: m.reasonByteText,
  noCommand: m.reasonNoCommand,
  nodeName: m.reasonNodeName,
  address: m.reasonAddress,
  backwards: m.reasonBackwards,
  noNode: m.reasonNoNode,
  lateParent: m.reasonLateParent,
  cursor: m.reasonCursor,
  lowBits: m.reasonLowBits,
  reply: m.reasonReply,
  damaged: m.reasonDamaged,
  notLoaded: m.reasonNotLoaded,
  unfit: m.reasonUnfit,
}

/** What is wrong, as the predicate of a sentence. */
function reasonText(reason: Reason, text: Text): string {
  const amount = (value: number) => number(value, text.locale)
  switch (reason.kind) {
    case 'oneOf':
      return m.reasonOneOf({ names: choiceOf(reason.names, text) }, text)
    case 'list':
      return m.reasonList({ things: thingsText[reason.things]({}, text) }, text)
    case 'tooMany': {
      const things = thingsText[reason.things]({}, text)
      return m.reasonTooMany({ most: amount(reason.most), things }, text)
    }
    case 'atLeast':
      return m.reasonAtLeast({ least: amount(reason.least) }, text)
    case 'atMost':
      return m.reasonAtMost({ most: amount(reason.most) }, text)
    case 'tooManyBytes':
      return m.reasonTooManyBytes({ most: amount(reason.most) }, text)
    case 'tooManyCharacters':
      return m.reasonTooManyCharacters({ most: amount(reason.most) }, text)
    case 'tooManyKeysInAll':
      return m.reasonTooManyKeysInAll({ most: amount(reason.most) }, text)
    case 'tooManyCommandsInAll':
      return m.reasonTooManyCommandsInAll({ most: amount(reason.most) }, text)
    case 'tooManyCommandsOfTree':
      return m.reasonTooManyCommandsOfTree({ most: amount(reason.most) }, text)
    case 'tooManyMoments':
      return m.reasonTooManyMoments({ most: amount(reason.most) }, text)
    case 'clusterKeys':
      return m.reasonClusterKeys({ most: amount(reason.most) }, text)
    case 'hexDigits':
      return m.reasonHexDigits({ digits: amount(reason.digits) }, text)
    case 'slotGap':
      return m.reasonSlotGap({ slot: reason.slot, slots: amount(reason.slots) }, text)
    case 'slotTwice':
      return m.reasonSlotTwice({ slot: reason.slot }, text)
    case 'nodeTwice':
      return m.reasonNodeTwice({ node: isolated(reason.node) }, text)
    case 'ledPrimary':
      return m.reasonLedPrimary({ node: isolated(reason.node) }, text)
    case 'strayReplica':
      return m.reasonStrayReplica({ node: isolated(reason.node) }, text)
    case 'numberMissing':
      return m.reasonNumberMissing({ number: reason.number }, text)
    case 'branchMissing':
      return m.reasonBranchMissing({ branch: reason.branch }, text)
    case 'branchTwice':
      return m.reasonBranchTwice({ branch: reason.branch }, text)
    case 'branchAdrift':
      return m.reasonBranchAdrift({ branch: reason.branch }, text)
    default:
      return plainText[reason.kind]({}, text)
  }
}

/** The whole of what is read, by the name that it has where a field is told. */
const wholes: Readonly<Partial<Record<string, Say>>> = {
  scenario: m.reasonScenario,
  history: m.reasonHistory,
  line: m.reasonLine,
}

/** Where and why something foreign is not taken, as a sentence without its capital and its point. */
export function refusalText({ field, reason }: Refusal, locale: Locale): string {
  const text = { locale }
  const why = reasonText(reason, text)
  // A field that is not known may be called as a whole is.
  const isWhole = reason.kind !== 'unknown' && Object.hasOwn(wholes, field)
  const whole = isWhole ? wholes[field]?.({}, text) : undefined
  return whole === undefined
    ? m.reasonOfField({ field: isolatedField(field), reason: why }, text)
    : m.reasonOfWhole({ whole, reason: why }, text)
}
