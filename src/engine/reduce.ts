import { assert, at } from './assert.ts'
import type { Fact } from './events.ts'
import {
  EMPTY_CHAIN,
  EMPTY_DICT,
  NO_TABLE,
  tableOf,
  type Chain,
  type DictState,
  type Table,
  type TableIndex,
} from './state.ts'

const withChain = (table: Table, bucket: number, chain: Chain): Table => ({
  used: table.used + chain.length - at(table.buckets, bucket).length,
  buckets: table.buckets.with(bucket, chain.length === 0 ? EMPTY_CHAIN : chain),
})

const withTable = (dict: DictState, index: TableIndex, table: Table): DictState => ({
  ...dict,
  tables: index === 0 ? [table, dict.tables[1]] : [dict.tables[0], table],
})

function move(dict: DictState, bucket: number, target: number, id: number): DictState {
  const [source, goal] = dict.tables
  const [head, ...rest] = at(source.buckets, bucket)
  assert(head?.id === id, `entry ${id} is the head of bucket ${bucket}`)
  const chain = [head, ...at(goal.buckets, target)]
  return {
    ...dict,
    tables: [withChain(source, bucket, rest), withChain(goal, target, chain)],
  }
}

/** The state after a fact: the only writer of `DictState`. */
export function reduce(dict: DictState, fact: Fact): DictState {
  switch (fact.kind) {
    case 'table.allocated': {
      const next = withTable(dict, fact.table, tableOf(fact.buckets))
      return fact.table === 0 ? next : { ...next, rehashIndex: 0 }
    }
    case 'table.replaced':
      return withTable(dict, 0, tableOf(fact.buckets))
    case 'entry.added': {
      const { table, bucket, id, key, hash } = fact
      const old = dict.tables[table]
      const chain = [{ id, key, hash }, ...at(old.buckets, bucket)]
      return { ...withTable(dict, table, withChain(old, bucket, chain)), nextId: id + 1 }
    }
    case 'entry.removed': {
      const old = dict.tables[fact.table]
      const chain = at(old.buckets, fact.bucket).filter((entry) => entry.id !== fact.id)
      return withTable(dict, fact.table, withChain(old, fact.bucket, chain))
    }
    case 'entry.moved':
      return move(dict, fact.bucket, fact.target, fact.id)
    case 'rehash.advanced':
      return { ...dict, rehashIndex: fact.to }
    case 'rehash.completed':
      return { ...dict, tables: [dict.tables[1], NO_TABLE], rehashIndex: -1 }
    case 'rehash.pausesChanged':
      return { ...dict, rehashPauses: fact.pauses }
    case 'autoResize.pausesChanged':
      return { ...dict, autoResizePauses: fact.pauses }
    case 'policy.changed':
      return { ...dict, policy: fact.policy }
    case 'dict.emptied':
      return { ...EMPTY_DICT, policy: dict.policy, nextId: dict.nextId }
  }
}
