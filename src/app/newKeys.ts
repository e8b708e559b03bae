import { createRandom, utf8Length } from '../engine/index.ts'
import { LIMITS } from '../trace/index.ts'

/** What became of a typed or pasted list. Nothing is dropped in silence. */
export interface NewKeys {
  readonly fitting: readonly string[]
  readonly tooLong: number
  readonly repeated: number
  readonly present: number
  /** Keys that found no room. */
  readonly left: readonly string[]
  /** What stays in the field, as it was written: keys without room and keys to be shortened. */
  readonly stays: readonly string[]
  readonly room: number
}

/** Sorts a pasted text, one key per line, into what can be added and what cannot. */
export function readKeys(text: string, room: number, isPresent: (key: string) => boolean): NewKeys {
  const seen = new Set<string>()
  const fitting: string[] = []
  const left: string[] = []
  const stays: string[] = []
  let tooLong = 0
  let repeated = 0
  let present = 0
  for (const line of text.split('\n')) {
    const key = line.replace(/\r$/, '').trim()
    if (key === '') continue
    if (seen.has(key)) repeated += 1
    else if (key.length > LIMITS.keyBytes || utf8Length(key) > LIMITS.keyBytes) {
      tooLong += 1
      stays.push(key)
    } else if (isPresent(key)) present += 1
    else if (fitting.length < room) fitting.push(key)
    else {
      left.push(key)
      stays.push(key)
    }
    seen.add(key)
  }
  return { fitting, tooLong, repeated, present, left, stays, room }
}

/**
 * `count` names of the form key:<n> that the dict does not hold, as many as a scenario can name at
 * most; the seed decides which.
 */
export function randomKeys(
  count: number,
  seed: number,
  isPresent: (key: string) => boolean,
): readonly string[] {
  const random = createRandom(seed)
  const found = new Set<string>()
  const wanted = Math.min(count, LIMITS.keys)
  while (found.size < wanted) {
    const key = `key:${Math.floor(random() * 100_000)}`
    if (!isPresent(key)) found.add(key)
  }
  return [...found]
}
