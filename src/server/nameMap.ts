import type { Bytes } from './bytes.ts'

const SHARDS = 128

function shardOf(name: Bytes): number {
  let hash = 0
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0
  return (hash ^ (hash >>> 7) ^ (hash >>> 14)) & (SHARDS - 1)
}

type Shard<T> = ReadonlyMap<Bytes, T>

// Filled, so that a copy of it is one of memory.
const EMPTY = new Array<undefined>(SHARDS).fill(undefined)

/**
 * An immutable map of names: a changed one shares all but one of 128 parts with the old, so that an
 * event costs little however many keys there are. Its order says nothing.
 */
export class NameMap<T> implements ReadonlyMap<Bytes, T> {
  readonly size: number
  private readonly shards: readonly (Shard<T> | undefined)[]

  constructor(shards: readonly (Shard<T> | undefined)[] = EMPTY, size = 0) {
    this.shards = shards
    this.size = size
  }

  get(name: Bytes): T | undefined {
    return this.shards[shardOf(name)]?.get(name)
  }

  has(name: Bytes): boolean {
    return this.shards[shardOf(name)]?.has(name) ?? false
  }

  /** The map with another value for a name. */
  with(name: Bytes, value: T): NameMap<T> {
    return this.#changed(name, (shard) => shard.set(name, value))
  }

  without(name: Bytes): NameMap<T> {
    return this.has(name) ? this.#changed(name, (shard) => shard.delete(name)) : this
  }

  *entries(): MapIterator<[Bytes, T]> {
    for (const shard of this.shards) if (shard !== undefined) yield* shard
  }

  *keys(): MapIterator<Bytes> {
    for (const [name] of this.entries()) yield name
  }

  *values(): MapIterator<T> {
    for (const [, value] of this.entries()) yield value
  }

  [Symbol.iterator](): MapIterator<[Bytes, T]> {
    return this.entries()
  }

  forEach(visit: (value: T, name: Bytes, map: ReadonlyMap<Bytes, T>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this)
  }

  #changed(name: Bytes, change: (shard: Map<Bytes, T>) => void): NameMap<T> {
    const index = shardOf(name)
    const old = this.shards[index]
    const shard = new Map(old)
    change(shard)
    const shards = this.shards.slice()
    shards[index] = shard
    return new NameMap(shards, this.size + shard.size - (old?.size ?? 0))
  }
}
