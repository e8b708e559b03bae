import type { Bytes } from '../server/index.ts'

const WAYS = 64

function hashOf(name: Bytes): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}

type Leaf<T> = ReadonlyMap<Bytes, T>
type Branch<T> = readonly (Leaf<T> | undefined)[]

/**
 * An immutable map of keys for a hundred thousand of them: a changed one shares all but one of
 * 64 * 64 leaves with the old.
 */
export class KeyTable<T> {
  readonly size: number
  readonly #branches: readonly (Branch<T> | undefined)[]

  constructor(branches: readonly (Branch<T> | undefined)[] = [], size = 0) {
    this.#branches = branches
    this.size = size
  }

  get(key: Bytes): T | undefined {
    const hash = hashOf(key)
    return this.#branches[hash % WAYS]?.[(hash >>> 6) % WAYS]?.get(key)
  }

  has(key: Bytes): boolean {
    return this.get(key) !== undefined
  }

  with(key: Bytes, value: T): KeyTable<T> {
    return this.withMany([[key, value]])
  }

  /** The table with other values for some keys: each part of it is copied once. */
  withMany(entries: readonly (readonly [Bytes, T])[]): KeyTable<T> {
    return this.#changed(
      entries.map(([key]) => key),
      (leaf, nth) => {
        const entry = entries[nth]
        if (entry !== undefined) leaf.set(entry[0], entry[1])
      },
    )
  }

  without(key: Bytes): KeyTable<T> {
    return this.has(key) ? this.#changed([key], (leaf) => leaf.delete(key)) : this
  }

  *entries(): Generator<[Bytes, T]> {
    for (const branch of this.#branches) {
      for (const leaf of branch ?? []) if (leaf !== undefined) yield* leaf
    }
  }

  /** The keys that may have another value than in an older table: those of parts not shared. */
  changedSince(before: KeyTable<T>): readonly Bytes[] {
    const changed: Bytes[] = []
    for (let first = 0; first < WAYS; first++) {
      const [branch, old] = [this.#branches[first], before.#branches[first]]
      if (branch === old) continue
      for (let second = 0; second < WAYS; second++) {
        const [leaf, oldLeaf] = [branch?.[second], old?.[second]]
        if (leaf === oldLeaf) continue
        for (const key of leaf?.keys() ?? []) changed.push(key)
        for (const key of oldLeaf?.keys() ?? []) if (leaf?.has(key) !== true) changed.push(key)
      }
    }
    return changed
  }

  #changed(keys: readonly Bytes[], change: (leaf: Map<Bytes, T>, nth: number) => void) {
    const branches = [...this.#branches]
    const fresh = new Map<number, (Leaf<T> | undefined)[]>()
    let { size } = this
    for (const [nth, key] of keys.entries()) {
      const hash = hashOf(key)
      const [first, second] = [hash % WAYS, (hash >>> 6) % WAYS]
      const branch = fresh.get(first) ?? [...(branches[first] ?? [])]
      const old = branch[second]
      const leaf = new Map(old)
      change(leaf, nth)
      size += leaf.size - (old?.size ?? 0)
      branch[second] = leaf
      branches[first] = branch
      fresh.set(first, branch)
    }
    return new KeyTable(branches, size)
  }
}
