/** A list that grows at its end and shares all of its past: an event never copies it. */
export interface Chain<T> {
  readonly length: number
  readonly last: T | null
  readonly before: Chain<T> | null
}

export const EMPTY_CHAIN: Chain<never> = { length: 0, last: null, before: null }

export const linked = <T>(chain: Chain<T>, last: T): Chain<T> => ({
  length: chain.length + 1,
  last,
  before: chain,
})

/** The newest first, at most so many. */
export function newest<T>(chain: Chain<T>, most = Infinity): readonly T[] {
  const found: T[] = []
  let link: Chain<T> | null = chain
  while (link !== null && link.last !== null && found.length < most) {
    found.push(link.last)
    link = link.before
  }
  return found
}
