import { m, type Locale } from '../i18n/index.ts'
import { keyList, numberList } from '../i18n/words.ts'
import type { Grounds, Option, Question } from './predict.ts'

const binary = (value: number, buckets: number): string =>
  (value % buckets).toString(2).padStart(Math.log2(buckets), '0')

/** The question in one sentence. */
export function questionText({ ask }: Question, locale: Locale): string {
  switch (ask) {
    case 'bucket':
      return m.predictBucket({}, { locale })
    case 'cursor':
      return m.predictCursor({}, { locale })
    case 'keys':
      return m.predictKeys({}, { locale })
    case 'twice':
      return m.predictTwice({}, { locale })
    case 'home':
      return m.predictHome({}, { locale })
  }
}

/** An option in words, as it stands in a list. */
export const optionText = ({ table, bucket, buckets, key }: Option, locale: Locale): string =>
  key ?? m.predictCell({ table, bucket, bits: binary(bucket, buckets) }, { locale })

function bucketText(grounds: Grounds, locale: Locale): string {
  const { cursor, read, family, smaller } = grounds
  const [bucket = 0] = read
  if (family.length > 0) {
    return m.predictWhyBuckets({ bucket, family: numberList(family, locale) }, { locale })
  }
  const bits = binary(cursor, smaller)
  return m.predictWhyBucket({ cursor, bits, buckets: smaller, bucket }, { locale })
}

function cursorText({ cursor, next, larger, counting }: Grounds, locale: Locale): string {
  if (next === 0) return m.predictWhyCursorEnd({}, { locale })
  if (counting) return m.predictWhyCursorUp({ before: cursor, cursor: next }, { locale })
  const words = { before: binary(cursor, larger), after: binary(next, larger) }
  return m.predictWhyCursor({ ...words, cursor: next }, { locale })
}

/** Why the right answer is the right one. */
export function whyText({ ask, right, grounds, options }: Question, locale: Locale): string {
  const { read, family } = grounds
  const buckets = numberList(family.length > 0 ? family : read, locale)
  const keys = keyList(grounds.keys, locale)
  switch (ask) {
    case 'bucket':
      return bucketText(grounds, locale)
    case 'cursor':
      return cursorText(grounds, locale)
    case 'keys':
      return grounds.keys.length === 0
        ? m.predictWhyNoKeys({ buckets }, { locale })
        : m.predictWhyKeys({ buckets, keys }, { locale })
    case 'twice':
      return right.length === 0
        ? m.predictWhyNotTwice({ buckets }, { locale })
        : m.predictWhyTwice({ buckets, keys }, { locale })
    case 'home': {
      const home = options.find(({ name }) => right.includes(name))
      const { bucket = 0, buckets: size = 1 } = home ?? {}
      return m.predictWhyHome({ bits: binary(bucket, size), bucket }, { locale })
    }
  }
}
