import { assert, at } from './assert.ts'
import type { Fact } from './events.ts'
import { reduce } from './reduce.ts'
import { EMPTY_CHAIN, type Chain, type DictState, type Table, type TableIndex } from './state.ts'

/** A table under work: its buckets are its own, not shared with any state. */
interface WorkTable {
  used: number
  readonly buckets: Chain[]
}

const copyOf = ({ used, buckets }: Table): WorkTable => ({ used, buckets: buckets.slice() })

/**
 * A dict that many facts change in a row. It does what `reduce` does, but copies the buckets of a
 * table once for all facts between two looks at the state, not once for each.
 */
export class WorkingDict {
  #state: DictState
  /** The tables while facts come in; null when `#state` tells all. */
  #tables: [WorkTable, WorkTable] | null = null

  constructor(state: DictState) {
    this.#state = state
  }

  /** The value after the last fact; whoever holds it, it does not change any more. */
  get state(): DictState {
    if (this.#tables !== null) {
      this.#state = { ...this.#state, tables: this.#tables }
      this.#tables = null
    }
    return this.#state
  }

  /** All but the tables, which may be under work. */
  get bare(): Omit<DictState, 'tables'> {
    return this.#state
  }

  table(index: TableIndex): Table {
    return (this.#tables ?? this.#state.tables)[index]
  }

  apply(fact: Fact): void {
    switch (fact.kind) {
      case 'entry.added': {
        const { table, bucket, id, key, hash } = fact
        this.#setChain(table, bucket, [{ id, key, hash }, ...this.#chain(table, bucket)])
        this.#state = { ...this.#state, nextId: id + 1 }
        return
      }
      case 'entry.removed': {
        const left = this.#chain(fact.table, fact.bucket).filter(({ id }) => id !== fact.id)
        this.#setChain(fact.table, fact.bucket, left)
        return
      }
      case 'entry.moved': {
        const [head, ...rest] = this.#chain(0, fact.bucket)
        assert(head?.id === fact.id, `entry ${fact.id} is the head of bucket ${fact.bucket}`)
        this.#setChain(0, fact.bucket, rest)
        this.#setChain(1, fact.target, [head, ...this.#chain(1, fact.target)])
        return
      }
      case 'rehash.advanced':
        this.#state = { ...this.#state, rehashIndex: fact.to }
        return
      default:
        // All else is rare, or does not touch the buckets one by one.
        this.#state = reduce(this.state, fact)
    }
  }

  #chain(table: TableIndex, bucket: number): Chain {
    return at(this.table(table).buckets, bucket)
  }

  #setChain(index: TableIndex, bucket: number, chain: Chain): void {
    const [table0, table1] = this.#state.tables
    this.#tables ??= [copyOf(table0), copyOf(table1)]
    const table = this.#tables[index]
    table.used += chain.length - at(table.buckets, bucket).length
    table.buckets[bucket] = chain.length === 0 ? EMPTY_CHAIN : chain
  }
}
