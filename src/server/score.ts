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

/** A score as a reply prints it. */
export function printScore(score: number, style: 'digits17' | 'shortest'): Bytes {
  if (!Number.isFinite(score)) return score > 0 ? 'inf' : '-inf'
  if (Object.is(score, -0)) return '-0'
  return style === 'digits17' ? digits17(score) : String(score)
}
