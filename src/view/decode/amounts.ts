import type { Locale } from '../../i18n/index.ts'
import { number, percent } from '../../i18n/words.ts'

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const PLAIN_BITS = 20

const raised = (exponent: number): string =>
  Array.from(String(exponent), (digit) => RAISED.charAt(Number(digit))).join('')

/** 2^exponent as people write it: in digits up to a million, then as a power. */
export const power = (exponent: number, locale: Locale): string =>
  exponent <= PLAIN_BITS ? number(2 ** exponent, locale) : `2${raised(exponent)}`

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** 2^exponent bytes. */
export function bytes(exponent: number, locale: Locale): string {
  const unit = Math.min(UNITS.length - 1, Math.floor(exponent / 10))
  return `${number(2 ** (exponent - 10 * unit), locale)} ${UNITS[unit] ?? ''}`
}

/** A share of the walk, rounded down: only the end is 100 %, only the start 0 %. */
export function share(place: number, locale: Locale, digits = 1): string {
  const parts = 100 * 10 ** digits
  const least = 1 / parts
  if (place > 0 && place < least) return `< ${exactPercent(least, locale, digits)}`
  return exactPercent(Math.floor(place * parts) / parts, locale, digits)
}

const exactPercent = (value: number, locale: Locale, digits: number): string =>
  digits === 1
    ? percent(value, locale)
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(
        value,
      )

const MOST_DIGITS = 8

/** Digits after the point that tell the cells of a table of 2^exponent buckets apart. */
export const digitsFor = (exponent: number): number =>
  Math.max(1, Math.min(MOST_DIGITS, Math.ceil(exponent * Math.log10(2)) - 1))
