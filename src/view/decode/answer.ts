import {
  bitLength,
  clusteredOf,
  clusterPlaceOf,
  placeOf,
  roundedBits,
  type Layout,
  type Meaning,
  type NumberMeaning,
  type Oddity,
} from '../../decode/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { bytes, power, share } from './amounts.ts'
import { backwardsBits, leastExponent } from './bits.ts'

type ClusterScan = Meaning & { readonly kind: 'clusterScan' }

/** More bits than this are not read one by one. */
const READABLE = 16
/** Tables from 2^36 buckets on need half a terabyte for their pointers. */
const HUGE = 36

/** What a number means as a cursor, sentence by sentence; `isEnd`: the 0 that ended a scan. */
export function answer(cursor: bigint, layout: Layout, isEnd: boolean, locale: Locale): string[] {
  const text = { locale }
  if (cursor === 0n) return [isEnd ? m.decodeAnswerEnd({}, text) : m.decodeAnswerZero({}, text)]
  return layout === 'table' ? tableAnswer(cursor, locale) : slotAnswer(cursor, locale)
}

function tableAnswer(cursor: bigint, locale: Locale): string[] {
  const text = { locale }
  const percent = share(placeOf(cursor), locale)
  const fraction = `0.${backwardsBits(cursor)}₂`
  const buckets = power(leastExponent(cursor), locale)
  const long = leastExponent(cursor) > READABLE
  if (leastExponent(cursor) >= HUGE) {
    return [m.decodeAnswerHuge({ cursor: String(cursor), percent }, text)]
  }
  return [
    m.decodeAnswerPlace({ cursor: String(cursor), percent }, text),
    long
      ? m.decodeAnswerSizeLong({ buckets }, text)
      : m.decodeAnswerSize({ fraction, buckets }, text),
  ]
}

function slotAnswer(cursor: bigint, locale: Locale): string[] {
  const text = { locale }
  const { slot, dictCursor } = clusteredOf(cursor)
  const percent = share(clusterPlaceOf(cursor), locale)
  if (dictCursor === 0n) return [m.decodeAnswerSlotStart({ slot, percent }, text)]
  const inside = share(placeOf(dictCursor), locale)
  return [
    m.decodeAnswerSlot({ slot, cursor: String(dictCursor), percent, inside }, text),
    m.decodeAnswerSlotSize({ buckets: power(leastExponent(dictCursor), locale) }, text),
  ]
}

/** What the same number is in the other layout. */
export function otherAnswer(cursor: bigint, layout: Layout, locale: Locale): string {
  const text = { locale }
  if (layout === 'cluster') {
    return m.decodeAnswerOtherTable({ percent: share(placeOf(cursor), locale) }, text)
  }
  const { slot, dictCursor } = clusteredOf(cursor)
  return m.decodeAnswerOther({ slot, cursor: String(dictCursor) }, text)
}

/** One part of a CLUSTERSCAN cursor. */
export interface Part {
  readonly name: string
  readonly words: string
  readonly says: string
}

/** A CLUSTERSCAN cursor taken apart. */
export function partsOf(meaning: ClusterScan, locale: Locale): Part[] {
  const text = { locale }
  const { fingerprint, tag, slot, local, dictCursor } = meaning
  const params = { slot, cursor: String(dictCursor) }
  return [
    {
      name: m.decodePartFingerprint({}, text),
      words: fingerprint ?? '0',
      says:
        fingerprint === null ? m.decodeFingerprintNone({}, text) : m.decodeFingerprintSet({}, text),
    },
    {
      name: m.decodePartTag({}, text),
      words: `{${tag}}`,
      says: m.decodeTagSlot({ slot }, text),
    },
    {
      name: m.decodePartLocal({}, text),
      words: String(local),
      says:
        local === dictCursor ? m.decodeLocalOwn(params, text) : m.decodeLocalCarries(params, text),
    },
  ]
}

const oddityText: Readonly<Record<Oddity, (text: { readonly locale: Locale }) => string>> = {
  empty: (text) => m.decodeOddEmpty({}, text),
  space: (text) => m.decodeOddSpace({}, text),
  plus: (text) => m.decodeOddPlus({}, text),
  zeros: (text) => m.decodeOddZeros({}, text),
  negative: (text) => m.decodeOddNegative({}, text),
  exponent: (text) => m.decodeOddExponent({}, text),
  fraction: (text) => m.decodeOddFraction({}, text),
  hex: (text) => m.decodeOddHex({}, text),
  digits: (text) => m.decodeOddDigits({}, text),
  tooLarge: (text) => m.decodeOddTooLarge({}, text),
  absent: (text) => m.decodeOddAbsent({}, text),
  word: (text) => m.decodeOddWord({}, text),
}

/** Zero bits that make a single number look rounded. */
const ROUNDED_BITS = 4
/** A pointer has 2^3 bytes. */
const POINTER = 3

const special: readonly (readonly [bigint, (text: { readonly locale: Locale }) => string])[] = [
  [2n ** 64n - 1n, (text) => m.decodeTraitAllOnes({}, text)],
  [2n ** 63n - 1n, (text) => m.decodeTraitInt64Max({}, text)],
  [2n ** 32n - 1n, (text) => m.decodeTraitUint32Max({}, text)],
  [2n ** 31n - 1n, (text) => m.decodeTraitInt32Max({}, text)],
]

/** What is striking about a number, however it is laid out. */
export function traits(value: bigint, layout: Layout, locale: Locale): string[] {
  const text = { locale }
  const known = special.find(([number]) => number === value)
  if (known !== undefined) return [known[1](text)]
  const zeros = roundedBits(value)
  const exponent = bitLength(layout === 'table' ? value : clusteredOf(value).dictCursor)
  return [
    ...(zeros >= ROUNDED_BITS ? [m.decodeTraitRounded({ odds: power(zeros, locale) }, text)] : []),
    ...(exponent >= HUGE
      ? [m.decodeTraitHuge({ size: bytes(exponent + POINTER, locale) }, text)]
      : []),
  ]
}

/** Why the words are not simply a cursor, and what was probably meant. */
export function oddities({ oddity, until72, since74, value }: NumberMeaning, locale: Locale) {
  const text = { locale }
  if (oddity === null) return []
  const guessed = value !== null && until72 === null && since74 === null
  const meant = guessed ? [m.decodeMeant({ value: String(value) }, text)] : []
  return [oddityText[oddity](text), ...meant]
}
