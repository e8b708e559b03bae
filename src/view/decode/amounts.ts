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

/** A share of the walk, in tenths of a percent; only the end is 100 %, only the start 0 %. */
export function share(place: number, locale: Locale): string {
  const tenths = Math.floor(place * 1000)
  if (tenths === 0 && place > 0) return `< ${percent(0.001, locale)}`
  return percent(tenths / 1000, locale)
}
