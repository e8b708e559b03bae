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

/** A fold that remembers what it has found: of a chain only what is new is looked at. */
export function chainFold<T, Sum>(empty: Sum, add: (sum: Sum, one: T) => Sum) {
  const known = new WeakMap<Chain<T>, Sum>()
  return (chain: Chain<T>): Sum => {
    const fresh: Chain<T>[] = []
    let link: Chain<T> | null = chain
    for (; link !== null && !known.has(link); link = link.before) fresh.push(link)
    let sum = (link === null ? undefined : known.get(link)) ?? empty
    for (const one of fresh.reverse()) {
      if (one.last !== null) sum = add(sum, one.last)
      known.set(one, sum)
    }
    return sum
  }
}
