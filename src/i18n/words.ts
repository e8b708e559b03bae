import type { ProfileId, ScanAlgorithmId } from '../engine/index.ts'
import type { Obstacle } from '../machines/index.ts'
import type { ScenarioId } from '../scenarios/index.ts'
import { m } from './paraglide/messages.js'
import type { Locale } from './paraglide/runtime.js'

/** Shown keys of a list before "and n more". */
const LISTED = 6

/** Shown characters of a key inside a sentence. */
const KEY_LENGTH = 40

/** Shown characters of the name of a field. */
const FIELD_LENGTH = 80

function isolate(text: string, most: number): string {
  const visible = text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
  const characters = Array.from(visible.slice(0, 4 * most))
  const cut = characters.length > most || visible.length > 4 * most
  const short = cut ? `${characters.slice(0, most - 1).join('')}…` : visible
  return `\u2068${short === '' ? '""' : short}\u2069`
}

/**
 * A user's key inside a sentence: shortened, control characters made visible, and isolated so that a
 * right-to-left key cannot turn the sentence round.
 */
export const isolated = (key: string): string => isolate(key, KEY_LENGTH)

/** A field of foreign data in the same way: its end says most, so more of it is shown. */
export const isolatedField = (field: string): string => isolate(field, FIELD_LENGTH)

/** Keys as a list of the language, shortened. */
export function keyList(keys: readonly string[], locale: Locale): string {
  const shown = keys.slice(0, LISTED).map(isolated)
  const rest = keys.length - shown.length
  return lists(locale).format(rest > 0 ? [...shown, `+${number(rest, locale)}`] : shown)
}

/** Formatters are dear to make and used at every step. */
export const perLocale = <T>(make: (locale: Locale) => T): ((locale: Locale) => T) => {
  const made = new Map<Locale, T>()
  return (locale) => {
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

const numbers = perLocale((locale) => new Intl.NumberFormat(locale))
const percents = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
)
const lists = perLocale(
  (locale) => new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }),
)

/** A list of numbers has a comma between them also where a list of words has not. */
const numberLists = perLocale(
  (locale) => new Intl.ListFormat(locale, { style: locale === 'zh' ? 'narrow' : 'long' }),
)

/** Numbers as a list of the language. */
export const numberList = (values: readonly number[], locale: Locale): string =>
  numberLists(locale).format(values.map(String))

export const number = (value: number, locale: Locale): string => numbers(locale).format(value)

export const percent = (share: number, locale: Locale): string => percents(locale).format(share)

/** Why a command can do nothing now. */
export function why(obstacle: Obstacle, locale: Locale): string {
  switch (obstacle.why) {
    case 'rehashUnderWay':
      return m.whyRehash({}, { locale })
    case 'tooManyKeys':
      return m.whyTooManyKeys(
        { keys: number(obstacle.keys, locale), buckets: number(obstacle.buckets, locale) },
        { locale },
      )
    case 'sameSize':
      return m.whySameSize({ buckets: number(obstacle.buckets, locale) }, { locale })
    case 'leastTable':
      return m.whyLeast({ buckets: number(obstacle.buckets, locale) }, { locale })
    case 'largestTable':
      return m.whyLargest({ buckets: number(obstacle.buckets, locale) }, { locale })
    case 'notRehashing':
      return m.whyNotRehashing({}, { locale })
    case 'policyHolds':
      return m.whyPolicy({}, { locale })
    case 'noKeys':
      return m.whyNoKeys({}, { locale })
    case 'noForbid':
      return m.whyNoForbid({}, { locale })
  }
}

/** The name of each algorithm: the compiler asks for one when an algorithm is added. */
export const algorithmName: Readonly<Record<ScanAlgorithmId, (locale: Locale) => string>> = {
  dictScan2018: (locale) => m.algorithmDictScan2018({}, { locale }),
  dictScan2013: (locale) => m.algorithmDictScan2013({}, { locale }),
  tableZeroOnly: (locale) => m.algorithmTableZeroOnly({}, { locale }),
  naive: (locale) => m.algorithmNaive({}, { locale }),
}

/** Versions are names: the same in every language. */
export const profileName: Readonly<Record<ProfileId, string>> = {
  'redis-4.0.9': 'Redis 4.0.9',
  'redis-4.0.10': 'Redis 4.0.10',
  'redis-7.0': 'Redis 7.0',
  'redis-7.2': 'Redis 7.2',
  'redis-7.4': 'Redis 7.4',
  'redis-8.0': 'Redis 8.0',
}

/** The opening sentence of a work, if it is a ready scenario. */
export const storyOf = (id: string, locale: Locale): string | undefined =>
  Object.hasOwn(scenarioText, id) ? scenarioText[id as ScenarioId].story(locale) : undefined

/** Title and opening sentence of each ready scenario. */
export const scenarioText: Readonly<
  Record<
    ScenarioId,
    { readonly title: (l: Locale) => string; readonly story: (l: Locale) => string }
  >
> = {
  atRest: {
    title: (locale) => m.titleAtRest({}, { locale }),
    story: (locale) => m.storyAtRest({}, { locale }),
  },
  grow4to8: {
    title: (locale) => m.titleGrow4to8({}, { locale }),
    story: (locale) => m.storyGrow4to8({}, { locale }),
  },
  grow4to16: {
    title: (locale) => m.titleGrow4to16({}, { locale }),
    story: (locale) => m.storyGrow4to16({}, { locale }),
  },
  rehashUnderWay: {
    title: (locale) => m.titleRehashUnderWay({}, { locale }),
    story: (locale) => m.storyRehashUnderWay({}, { locale }),
  },
  edits: {
    title: (locale) => m.titleEdits({}, { locale }),
    story: (locale) => m.storyEdits({}, { locale }),
  },
  shrink8to4: {
    title: (locale) => m.titleShrink8to4({}, { locale }),
    story: (locale) => m.storyShrink8to4({}, { locale }),
  },
  shrink16to4: {
    title: (locale) => m.titleShrink16to4({}, { locale }),
    story: (locale) => m.storyShrink16to4({}, { locale }),
  },
  naiveGrow: {
    title: (locale) => m.titleNaiveGrow({}, { locale }),
    story: (locale) => m.storyNaiveGrow({}, { locale }),
  },
  naiveShrink: {
    title: (locale) => m.titleNaiveShrink({}, { locale }),
    story: (locale) => m.storyNaiveShrink({}, { locale }),
  },
  tableZeroOnly: {
    title: (locale) => m.titleTableZeroOnly({}, { locale }),
    story: (locale) => m.storyTableZeroOnly({}, { locale }),
  },
  sixtyFour: {
    title: (locale) => m.titleSixtyFour({}, { locale }),
    story: (locale) => m.storySixtyFour({}, { locale }),
  },
  lostBucket: {
    title: (locale) => m.titleLostBucket({}, { locale }),
    story: (locale) => m.storyLostBucket({}, { locale }),
  },
  countPages: {
    title: (locale) => m.titleCountPages({}, { locale }),
    story: (locale) => m.storyCountPages({}, { locale }),
  },
  matchEmpty: {
    title: (locale) => m.titleMatchEmpty({}, { locale }),
    story: (locale) => m.storyMatchEmpty({}, { locale }),
  },
  expiredKeys: {
    title: (locale) => m.titleExpiredKeys({}, { locale }),
    story: (locale) => m.storyExpiredKeys({}, { locale }),
  },
  setConverts: {
    title: (locale) => m.titleSetConverts({}, { locale }),
    story: (locale) => m.storySetConverts({}, { locale }),
  },
  deleteShrinks: {
    title: (locale) => m.titleDeleteShrinks({}, { locale }),
    story: (locale) => m.storyDeleteShrinks({}, { locale }),
  },
  bgsaveHolds: {
    title: (locale) => m.titleBgsaveHolds({}, { locale }),
    story: (locale) => m.storyBgsaveHolds({}, { locale }),
  },
}
