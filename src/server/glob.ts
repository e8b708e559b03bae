import type { Bytes } from './bytes.ts'

/** C's char is signed on the machines Redis is built for; ranges in a class compare such chars. */
const signedAt = (bytes: Bytes, index: number) => (bytes.charCodeAt(index) << 24) >> 24

interface ClassMatch {
  readonly matches: boolean
  /** The index of the closing bracket, or of the last byte when there is none. */
  readonly end: number
}

/** Matches one byte with the class that begins after the bracket at `start`. */
function matchClass(pattern: Bytes, start: number, byte: Bytes): ClassMatch {
  const value = signedAt(byte, 0)
  let index = start + 1
  const negated = pattern[index] === '^'
  if (negated) index++
  let matches = false
  for (; pattern[index] !== ']'; index++) {
    const left = pattern.length - index
    if (left >= 2 && pattern[index] === '\\') {
      index++
      if (pattern[index] === byte) matches = true
    } else if (left <= 0) {
      index = pattern.length - 1
      break
    } else if (left >= 3 && pattern[index + 1] === '-') {
      const ends = [signedAt(pattern, index), signedAt(pattern, index + 2)]
      if (value >= Math.min(...ends) && value <= Math.max(...ends)) matches = true
      index += 2
    } else if (pattern[index] === byte) matches = true
  }
  return { matches: matches !== negated, end: index }
}

/** How a comparison ended; `hopeless`: no later start in the string can do better. */
type Outcome = 'match' | 'fail' | 'hopeless'

function skipStars(pattern: Bytes, start: number): number {
  let index = start
  while (pattern[index] === '*') index++
  return index
}

/** A star tries each rest that is not empty; an empty one is left to the end of the pattern. */
function matchStar(pattern: Bytes, rest: number, string: Bytes, start: number): Outcome {
  if (rest === pattern.length) return 'match'
  for (let at = start; at < string.length; at++) {
    const outcome = matchFrom(pattern, rest, string, at)
    if (outcome !== 'fail') return outcome
  }
  return 'hopeless'
}

function matchFrom(pattern: Bytes, p0: number, string: Bytes, s0: number): Outcome {
  let p = p0
  let s = s0
  while (p < pattern.length && s < string.length) {
    const token = pattern[p]
    if (token === '*') return matchStar(pattern, skipStars(pattern, p), string, s)
    if (token === '[') {
      const { matches, end } = matchClass(pattern, p, string.charAt(s))
      if (!matches) return 'fail'
      p = end
    } else if (token !== '?') {
      if (token === '\\' && p + 1 < pattern.length) p++
      if (pattern[p] !== string[s]) return 'fail'
    }
    p++
    s++
    if (s === string.length) p = skipStars(pattern, p)
  }
  return p === pattern.length && s === string.length ? 'match' : 'fail'
}

/**
 * Whether a string matches a pattern of KEYS and MATCH: star, question mark, classes with ranges
 * and negation, backslash. The bounds of Redis' own rule hold here too: after a star has failed no
 * earlier star is tried again, so the time stays polynomial. An empty string matches nothing but
 * the empty pattern (a lone star never comes here: the commands take it for no pattern).
 */
export const matchesGlob = (pattern: Bytes, string: Bytes): boolean =>
  matchFrom(pattern, 0, string, 0) === 'match'
