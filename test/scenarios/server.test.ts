import { beforeAll, describe, expect, it } from 'vitest'
import { printed } from '../../src/server/index.ts'
import { scenarios, serverScenarioIds, type ServerScenarioId } from '../../src/scenarios/index.ts'
import {
  isServerTrace,
  loadMachine,
  recordAny,
  stateAt,
  type ServerTrace,
} from '../../src/trace/index.ts'
import { ledgerOf } from '../../src/view/ledger.ts'
import { readingAt } from '../../src/view/reading.ts'
import { fourStepsAt, pageOf, type FourSteps } from '../../src/view/server/steps.ts'

beforeAll(() => loadMachine('server'))

function traceOf(id: ServerScenarioId): ServerTrace {
  const trace = recordAny(scenarios[id])
  if (!isServerTrace(trace)) throw new Error(`${id} is no server`)
  return trace
}

/** What each command was answered, in one line. */
const answersOf = ({ steps }: ServerTrace) =>
  steps.map(({ command, events }) => {
    const last = events.at(-1)
    if (command.type !== 'call' || last?.kind !== 'replied') return command.type
    return printed(last.reply, command.words).replaceAll(/\s*\n\s*/g, ' ')
  })

/** The finished scan commands, by their four steps. */
const scansOf = (trace: ServerTrace): readonly FourSteps[] =>
  trace.steps.flatMap(({ start, events }) => {
    const steps = fourStepsAt(trace, start + events.length)
    return steps?.running === true ? [steps] : []
  })

const pagesOf = (trace: ServerTrace) =>
  scansOf(trace).map(({ reply }) => pageOf(reply) ?? { cursor: 'none', items: [] })

const ledgerAtEnd = (trace: ServerTrace) => ledgerOf(readingAt(trace, trace.length))

const shapeAt = (trace: ServerTrace, moment: number) => {
  const { dict } = readingAt(trace, moment)
  return {
    sizes: dict.tables.map(({ buckets }) => buckets.length),
    rehashIndex: dict.rehashIndex,
  }
}

const endOf = (trace: ServerTrace, step: number) => {
  const { start, events } = trace.steps[step] ?? { start: 0, events: [] }
  return start + events.length
}

describe('each ready scenario of a server', () => {
  it.each(serverScenarioIds)('%s is answered without an error, and its scans end', (id) => {
    const answers = answersOf(traceOf(id))
    expect(answers.filter((answer) => answer.startsWith('(error)'))).toEqual([])
    expect(pagesOf(traceOf(id)).at(-1)?.cursor).toBe('0')
  })

  it.each(serverScenarioIds)('%s goes on with the cursors that it was given', (id) => {
    const scans = scansOf(traceOf(id))
    scans.forEach(({ options }, index) => {
      const before = scans[index - 1]
      const given = before === undefined ? '0' : pageOf(before.reply)?.cursor
      // A set that comes whole ends its scan; setConverts tries an old cursor on purpose.
      if (options?.cursor !== '0') expect(options?.cursor).toBe(given)
    })
  })

  it.each(serverScenarioIds)('%s keeps its promise, and has a stage that can be read', (id) => {
    const trace = traceOf(id)
    expect(ledgerAtEnd(trace).missed).toEqual([])
    const keys = stateAt(trace, 0).server.values.size
    expect(keys).toBeGreaterThanOrEqual(1)
    expect(keys).toBeLessThanOrEqual(40)
    for (let moment = 0; moment <= trace.length; moment++) {
      for (const size of shapeAt(trace, moment).sizes) expect(size).toBeLessThanOrEqual(16)
    }
  })
})

describe('COUNT and what comes back', () => {
  it('gives pages of 3 and of 4 for COUNT 3, and all for COUNT 100', () => {
    const pages = pagesOf(traceOf('countPages'))
    expect(pages.map(({ items }) => items.length)).toEqual([3, 4, 4, 3, 14])
    const stops = scansOf(traceOf('countPages')).map(({ stoppedBy }) => stoppedBy)
    expect(stops).toEqual(['count', 'count', 'count', 'end', 'end'])
  })
})

describe('MATCH that empties pages', () => {
  it('brings three empty pages before the two keys, and an empty one with cursor 0', () => {
    const pages = pagesOf(traceOf('matchEmpty'))
    expect(pages).toEqual([
      { cursor: '2', items: [] },
      { cursor: '6', items: [] },
      { cursor: '13', items: [] },
      { cursor: '15', items: ['u2', 'u1'] },
      { cursor: '0', items: [] },
    ])
  })

  it('collects 15 keys and drops 13, all by MATCH; two are owed and two come', () => {
    const trace = traceOf('matchEmpty')
    const dropped = scansOf(trace).flatMap((steps) => steps.dropped)
    expect(dropped).toHaveLength(13)
    expect(new Set(dropped.map(({ by }) => by))).toEqual(new Set(['match']))
    expect(ledgerAtEnd(trace)).toMatchObject({ owed: 2, kept: 2, returned: 2, verdict: 'kept' })
  })
})

describe('expired keys', () => {
  it('are counted until a scan comes upon them, and are gone then', () => {
    const answers = answersOf(traceOf('expiredKeys'))
    expect([answers[0], answers[2], answers.at(-1)]).toEqual([
      '(integer) 14',
      '(integer) 14',
      '(integer) 7',
    ])
  })

  it('are dropped by the clock, and only they', () => {
    const dropped = scansOf(traceOf('expiredKeys')).flatMap((steps) => steps.dropped)
    expect(dropped.map(({ key }) => key).sort()).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7'])
    expect(new Set(dropped.map(({ by }) => by))).toEqual(new Set(['expiry']))
  })
})

describe('a set that changes its encoding', () => {
  it('comes whole, then page by page, then whole again in the middle of the scan', () => {
    const trace = traceOf('setConverts')
    expect(scansOf(trace).map(({ stoppedBy }) => stoppedBy)).toEqual(['whole', 'count', 'whole'])
    expect(pagesOf(trace).map(({ cursor, items }) => [cursor, items.length])).toEqual([
      ['0', 8],
      ['14', 3],
      ['0', 3],
    ])
    expect(answersOf(trace)).toEqual(expect.arrayContaining(['"intset"', '"hashtable"']))
  })
})

describe('delete while scanning', () => {
  it('shrinks the table from 16 to 4 buckets by itself, and one key comes twice', () => {
    const trace = traceOf('deleteShrinks')
    expect(shapeAt(trace, 0).sizes).toEqual([16, 0])
    expect(shapeAt(trace, endOf(trace, 4)).sizes).toEqual([16, 4])
    expect(shapeAt(trace, trace.length).sizes).toEqual([4, 0])
    expect(ledgerAtEnd(trace)).toMatchObject({ twice: ['j3'], missed: [], verdict: 'kept' })
  })

  it('leaves 2 of 16 as they are before 7.4: that shrinks at less than a tenth', () => {
    const { config, ...rest } = scenarios.deleteShrinks
    const trace = recordAny({ ...rest, config: { ...config, profile: 'redis-7.2' } })
    if (!isServerTrace(trace)) throw new Error('no server')
    expect(shapeAt(trace, trace.length).sizes).toEqual([16, 0])
    expect(ledgerAtEnd(trace)).toMatchObject({ twice: [], missed: [] })
  })
})

describe('BGSAVE', () => {
  it('holds the rehash while the child lives: neither a lookup nor serverCron moves a bucket', () => {
    const trace = traceOf('bgsaveHolds')
    const moved = (step: number) => shapeAt(trace, endOf(trace, step)).rehashIndex
    const used = (step: number) =>
      readingAt(trace, endOf(trace, step)).dict.tables.map((table) => table.used)
    expect(shapeAt(trace, endOf(trace, 1)).sizes).toEqual([8, 16])
    // GET before BGSAVE moves a bucket, GET after it does not; nor does the tick.
    expect(used(2)).toEqual([7, 2])
    for (const step of [3, 4, 5, 6, 7, 8]) {
      expect(used(step)).toEqual([7, 2])
      expect(moved(step)).toBe(moved(2))
    }
    expect(shapeAt(trace, endOf(trace, 9))).toEqual({ sizes: [16, 0], rehashIndex: -1 })
    expect(ledgerAtEnd(trace)).toMatchObject({ missed: [], twice: [], verdict: 'kept' })
  })
})
