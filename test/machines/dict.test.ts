import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import { entriesOf, maskOf } from '../../src/engine/index.ts'
import {
  dictMachine,
  passedBy,
  type DictCommand,
  type DictConfig,
} from '../../src/machines/index.ts'
import { recordDict, stateAt, type DictTrace } from '../../src/trace/index.ts'

const config: DictConfig = {
  profile: 'redis-7.4',
  algorithm: 'dictScan2018',
  hash: { kind: 'siphash', seed: '000102030405060708090a0b0c0d0e0f' },
  buckets: 16,
  keys: [
    { key: 'fig', hash: 3 },
    { key: 'apple', hash: 5 },
  ],
  automatic: { grows: false, shrinks: false, steps: false },
}

const after = (commands: readonly DictCommand[], change: Partial<DictConfig> = {}): DictTrace =>
  recordDict({ version: 1, machine: 'dict', config: { ...config, ...change }, commands })

const hashesOf = ({ last }: DictTrace) =>
  Object.fromEntries(entriesOf(last.dict).map(({ key, hash }) => [key, hash]))

const kindsOf = ({ steps }: DictTrace) =>
  steps.flatMap(({ events }) => events.map(({ kind }) => kind))

describe('a key that was given a hash', () => {
  it('is known by its name, whatever hash it is added with again', () => {
    const trace = after([
      { type: 'add', keys: [{ key: 'fig' }] },
      { type: 'add', keys: [{ key: 'apple', hash: 9 }] },
    ])
    expect(kindsOf(trace)).toEqual(['key.exists', 'key.exists'])
    dictMachine.check(trace.last)
  })

  it('is one key when it stands twice among the first ones', () => {
    const keys = [{ key: 'fig', hash: 1 }, { key: 'fig', hash: 2 }, { key: 'fig' }]
    const trace = after([], { keys })
    expect(entriesOf(trace.last.dict)).toHaveLength(1)
    dictMachine.check(trace.last)
  })

  it('comes back to its bucket when it was deleted and is added again', () => {
    const trace = after([
      { type: 'delete', keys: ['fig'] },
      { type: 'add', keys: [{ key: 'fig' }] },
    ])
    expect(hashesOf(trace)['fig']).toBe(3)
  })

  it('is found by a delete, also in the command that follows its add', () => {
    const trace = after([
      { type: 'add', keys: [{ key: 'quince', hash: 8 }] },
      { type: 'delete', keys: ['quince', 'quince', 'fig'] },
    ])
    expect(kindsOf(trace)).toEqual(['entry.added', 'entry.removed', 'key.absent', 'entry.removed'])
  })
})

describe('the machine', () => {
  it('places a key without a hash by SipHash, or by the number in its name', () => {
    const add: DictCommand = { type: 'add', keys: [{ key: 'k10' }] }
    expect(hashesOf(after([add], { hash: { kind: 'given' } }))['k10']).toBe(10)
    const { k10 } = hashesOf(after([add]))
    expect(k10).not.toBe(10)
  })

  it('fills the first table without growing it, at the size asked for', () => {
    const keys = Array.from({ length: 40 }, (_, n) => ({ key: `k${n}` }))
    const automatic = { grows: true, shrinks: true, steps: true }
    const { last } = after([], { keys, buckets: 4, automatic })
    expect(last.dict.tables.map(({ buckets, used }) => [buckets.length, used])).toEqual([
      [4, 40],
      [0, 0],
    ])
    for (const { hash } of at(last.dict.tables[0].buckets, 2)) {
      expect((hash & maskOf(4)) >>> 0).toBe(2)
    }
  })

  it('does by itself what the scenario says, until a command says otherwise', () => {
    const automatic = { grows: true, shrinks: false, steps: false }
    const keys = Array.from({ length: 4 }, (_, n) => ({ key: `k${n}` }))
    const add: DictCommand = { type: 'add', keys: [{ key: 'more' }] }
    const grown = after([add], { keys, buckets: 4, automatic })
    expect(kindsOf(grown)).toEqual(['table.allocated', 'entry.added'])
    const off: DictCommand = { type: 'automatic', grows: false, shrinks: false, steps: false }
    expect(kindsOf(after([off, add], { keys, buckets: 4, automatic }))).toEqual([
      'automatic.changed',
      'entry.added',
    ])
  })

  it('begins a new scan after a complete one, and forgets one that is restarted', () => {
    const calls = (count: number) => new Array<DictCommand>(count).fill({ type: 'scan' })
    const small = { buckets: 4 }
    expect(after(calls(4), small).last.scan).toMatchObject({ status: 'complete', reached: 1 })
    const anew = after(calls(5), small).last.scan
    expect(anew.calls).toHaveLength(1)
    expect(anew).toMatchObject({ status: 'between', lost: [] })
    const restarted = after([...calls(2), { type: 'restartScan' }], small).last.scan
    expect(restarted).toMatchObject({ status: 'idle', cursor: 0, calls: [], witnesses: [] })
  })

  it('counts as passed, inside a call, only what the calls before it have passed', () => {
    const trace = after([{ type: 'scan' }, { type: 'scan' }], { buckets: 4 })
    const [first, second] = trace.steps
    const ends = [first, second].map((step) => (step?.start ?? 0) + (step?.events.length ?? 0))
    const passed = Array.from({ length: trace.length + 1 }, (_, moment) =>
      passedBy(stateAt(trace, moment).scan),
    )
    expect(passed.slice(0, ends[0]).every((place) => place === 0)).toBe(true)
    expect(passed.slice(ends[0], ends[1]).every((place) => place === 1 / 4)).toBe(true)
    expect(passed.at(-1)).toBe(1 / 2)
  })

  it('returns no key from a dict that was emptied, and the scan is complete', () => {
    const trace = after([
      { type: 'scan' },
      { type: 'delete', keys: ['fig', 'apple'] },
      { type: 'scan' },
    ])
    expect(trace.last.scan).toMatchObject({ status: 'complete', witnesses: [], lost: [] })
    expect(at(trace.last.scan.calls, 1)).toMatchObject({ next: 0, reads: [], emitted: [] })
  })
})
