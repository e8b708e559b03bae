import { describe, expect, it, test } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import { dictMachine } from '../../src/machines/index.ts'
import {
  FIRST_SCENARIO,
  dictScenarioIds,
  scenarios,
  type DictScenarioId,
} from '../../src/scenarios/index.ts'
import { recordDict, stateAt, type DictTrace } from '../../src/trace/index.ts'
import { ledgerOf } from '../../src/view/ledger.ts'
import { readingAt } from '../../src/view/reading.ts'

const traceOf = (id: DictScenarioId): DictTrace => recordDict(scenarios[id])

const endOf = (id: DictScenarioId) => {
  const trace = traceOf(id)
  return ledgerOf(readingAt(trace, trace.length))
}

const cursorsOf = (id: DictScenarioId) => traceOf(id).last.scan.calls.map(({ cursor }) => cursor)

/** The calls of a scenario as `size:bucket ...` of what they read. */
const readsOf = (id: DictScenarioId) =>
  traceOf(id).last.scan.calls.map(({ reads }) =>
    reads.map(({ bucket, buckets }) => `${buckets}:${bucket}`).join(' '),
  )

describe('every ready scenario', () => {
  it.each(dictScenarioIds)('%s runs to the end of its scan, and no command is refused', (id) => {
    const trace = traceOf(id)
    expect(trace.last.scan.status).toBe('complete')
    expect(trace.last.scan.cursor).toBe(0)
    const events = trace.steps.flatMap((step) => step.events)
    expect(events.filter(({ kind }) => kind === 'command.refused')).toEqual([])
    for (const { start } of trace.steps) dictMachine.check(stateAt(trace, start))
  })

  it.each(dictScenarioIds)(
    '%s shrinks only to a size that holds its keys, as the dict demands',
    (id) => {
      const trace = traceOf(id)
      for (const { command, start } of trace.steps) {
        if (command.type !== 'resize') continue
        const { dict } = stateAt(trace, start)
        expect(dict.tables[0].used).toBeLessThanOrEqual(command.buckets)
      }
    },
  )

  it.each(dictScenarioIds)('%s ends with its scan: the last moment is the verdict', (id) => {
    const last = at(traceOf(id).steps, scenarios[id].commands.length - 1)
    expect(last.events.at(-1)).toMatchObject({ kind: 'scan.returned', cursor: 0 })
  })
})

test('the first visit shows a scenario of at least 40 micro-steps', () => {
  expect(traceOf(FIRST_SCENARIO).length).toBeGreaterThanOrEqual(40)
})

describe('what is covered is read in the order of the ruler:', () => {
  it('eight buckets at rest', () => {
    expect(cursorsOf('atRest')).toEqual([0, 4, 2, 6, 1, 5, 3, 7])
    expect(endOf('atRest')).toMatchObject({ owed: 8, kept: 8, twice: [], missed: [] })
  })

  it('4 to 8 after the first call', () => {
    expect(readsOf('grow4to8')).toEqual(['4:0', '8:2', '8:6', '8:1', '8:5', '8:3', '8:7'])
    expect(cursorsOf('grow4to8')).toEqual([0, 2, 6, 1, 5, 3, 7])
  })

  it('4 to 16 after the first call', () => {
    const sixteen = [2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15]
    expect(readsOf('grow4to16')).toEqual(['4:0', ...sixteen.map((bucket) => `16:${bucket}`)])
    expect(cursorsOf('grow4to16')).toEqual([0, ...sixteen])
  })

  it('8 to 4 after the first call: the old bucket 0 again', () => {
    expect(readsOf('shrink8to4')).toEqual(['8:0', '4:0', '4:2', '4:1', '4:3'])
    expect(cursorsOf('shrink8to4')).toEqual([0, 4, 2, 1, 3])
  })

  it('16 to 4 with cursor 10: the old bucket 2 again', () => {
    expect(cursorsOf('shrink16to4')).toEqual([0, 8, 4, 12, 2, 10, 1, 3])
    expect(readsOf('shrink16to4').slice(5)).toEqual(['4:2', '4:1', '4:3'])
  })

  it('sixty-four buckets, each once and from left to right', () => {
    const { calls } = traceOf('sixtyFour').last.scan
    expect(calls.flatMap(({ reads }) => reads)).toHaveLength(64)
    expect(cursorsOf('sixtyFour').slice(0, 5)).toEqual([0, 32, 16, 48, 8])
    expect(endOf('sixtyFour')).toMatchObject({ owed: 64, kept: 64, twice: [], missed: [] })
  })
})

describe('growing returns every key once:', () => {
  it.each(['grow4to8', 'grow4to16', 'rehashUnderWay'] as const)('%s', (id) => {
    const { keys } = scenarios[id].config
    expect(endOf(id)).toMatchObject({ verdict: 'kept', twice: [], missed: [] })
    expect(endOf(id).returned).toBe(keys.length)
    const emitted = traceOf(id).last.scan.calls.flatMap((call) => call.emitted)
    expect(emitted).toHaveLength(keys.length)
  })
})

describe('shrinking returns a key twice and misses none:', () => {
  it.each([
    ['shrink8to4', 'fig'],
    ['shrink16to4', 'elder'],
  ] as const)('%s', (id, key) => {
    const { owed } = endOf(id)
    expect(endOf(id)).toMatchObject({ verdict: 'kept', kept: owed, twice: [key], missed: [] })
  })
})

test('with a rehash under way each call reads both tables, and keys come from both', () => {
  expect(readsOf('rehashUnderWay')).toEqual(['4:0', '4:2 8:2 8:6', '4:1 8:1 8:5', '4:3 8:3 8:7'])
  const second = at(traceOf('rehashUnderWay').last.scan.calls, 1)
  expect(second).toMatchObject({ cursor: 2, next: 1 })
  const events = traceOf('rehashUnderWay').steps.flatMap((step) => step.events)
  const tables = events.filter(({ kind }) => kind === 'entry.emitted')
  expect(tables.map((event) => 'table' in event && event.table)).toEqual([0, 0, 1, 1, 0])
})

test('of the keys that come and go, those that stay are promised', () => {
  expect(endOf('edits')).toMatchObject({ verdict: 'kept', owed: 4, kept: 4, missed: [] })
  const emitted = traceOf('edits').last.scan.calls.flatMap((call) => call.emitted)
  const names = emitted.map(({ key }) => key)
  expect(names).toContain('melon')
  expect(names).not.toContain('quince')
  expect(names).not.toContain('date')
})

describe('rules that do not hold:', () => {
  it('a plain counter reads twice when the table grows', () => {
    expect(endOf('naiveGrow')).toMatchObject({ verdict: 'kept', twice: ['fig'], missed: [] })
  })

  it('a plain counter loses keys when the table shrinks', () => {
    expect(endOf('naiveShrink')).toMatchObject({ verdict: 'broken', missed: ['iris', 'date'] })
  })

  it('a rule that reads only ht[0] loses the keys that have moved', () => {
    expect(endOf('tableZeroOnly')).toMatchObject({ verdict: 'broken', missed: ['apple', 'grape'] })
  })

  it('the rule of 2013 jumps over bucket 6 and loses fig and grape, nothing else', () => {
    expect(readsOf('lostBucket')[5]).toBe('4:2 16:10 16:14')
    expect(cursorsOf('lostBucket')).toEqual([0, 8, 4, 12, 2, 10, 1, 3])
    expect(endOf('lostBucket')).toMatchObject({
      verdict: 'broken',
      owed: 4,
      kept: 2,
      twice: [],
    })
    expect([...endOf('lostBucket').missed].sort()).toEqual(['fig', 'grape'])
    const hashes = scenarios.lostBucket.config.keys.map(({ key, hash }) => [key, (hash ?? 0) & 15])
    expect(hashes.filter(([, bucket]) => bucket === 6)).toEqual([
      ['fig', 6],
      ['grape', 6],
    ])
  })

  it("today's rule keeps its promise on the same commands", () => {
    const { config, commands } = scenarios.lostBucket
    const today = recordDict({
      version: 1,
      machine: 'dict',
      config: { ...config, algorithm: 'dictScan2018' },
      commands,
    })
    expect(ledgerOf(readingAt(today, today.length))).toMatchObject({ verdict: 'kept', missed: [] })
  })
})
