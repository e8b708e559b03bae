import type { Bytes } from './bytes.ts'
import { Refusal } from './reply.ts'

const NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/i
const INFINITY = /^([+-]?)inf(inity)?$/i

/** A score as the commands take it; refused when it is no number. */
export function parseScore(words: Bytes): number {
  const infinite = INFINITY.exec(words)
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity
  if (!NUMBER.test(words)) throw new Refusal('ERR value is not a valid float')
  return Number(words)
}

/** C's %.17g. */
function digits17(score: number): string {
  const [digits = '', exponent = '0'] = score.toExponential(16).split('e')
  const power = Number(exponent)
  const trimmed = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
  if (power >= -4 && power < 17) return trimmed(score.toFixed(16 - power))
  const sign = power < 0 ? '-' : '+'
  return `${trimmed(digits)}e${sign}${String(Math.abs(power)).padStart(2, '0')}`
}

/** Beyond half the largest 64-bit integer a whole number is printed as any other. */
const WHOLE_MOST = 2 ** 62

/**
 * The fewest digits that tell a number apart, as Grisu2 and its printer (Loitsch 2010; night-shift's
 * fpconv, in Redis since 7.2) write them: plain as long as few zeros are needed, else with an
 * exponent. Checked on redis-server 8.0.2.
 */
function shortest(score: number): string {
  if (Number.isInteger(score) && Math.abs(score) <= WHOLE_MOST) return BigInt(score).toString()
  const [mantissa = '', exponent = '0'] = Math.abs(score).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const power = Number(exponent)
  const sign = score < 0 ? '-' : ''
  // The power of ten of the last digit.
  const last = power + 1 - digits.length
  if (last >= 0 && power < digits.length + 7) return sign + digits + '0'.repeat(last)
  if (last < 0 && (last > -7 || Math.abs(power) < 4)) {
    const all = digits.padStart(1 - last, '0')
    return `${sign}${all.slice(0, last)}.${all.slice(last)}`
  }
  const [first = '', rest = ''] = [digits.slice(0, 1), digits.slice(1)]
  const fraction = rest === '' ? '' : `.${rest}`
  return `${sign}${first}${fraction}e${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

/** A score as a reply prints it. */
export function printScore(score: number, style: 'digits17' | 'shortest'): Bytes {
  if (!Number.isFinite(score)) return score > 0 ? 'inf' : '-inf'
  if (Object.is(score, -0)) return '-0'
  return style === 'digits17' ? digits17(score) : shortest(score)
}
