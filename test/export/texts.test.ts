import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { traceFileOf } from '../../src/export/traceFile.ts'
import { traceDocument } from '../../src/export/traceSchema.ts'
import { transcriptOf } from '../../src/export/transcript.ts'
import { clusterScenarioIds, clusterScenarios } from '../../src/scenarios/cluster.ts'
import { scenarioIds, scenarios } from '../../src/scenarios/index.ts'
import { loadMachine, parseScenario, recordAny, type Scenario } from '../../src/trace/index.ts'
import { inEnglish } from '../../src/trace/inEnglish.ts'

beforeAll(() => Promise.all([loadMachine('server'), loadMachine('cluster')]))

const stories: Readonly<Record<string, Scenario>> = { ...scenarios, ...clusterScenarios }

describe('a trace as a file', () => {
  it.each([...scenarioIds, ...clusterScenarioIds])(
    '%s is as its schema says, and its scenario makes the same events',
    async (id) => {
      const scenario = stories[id]
      if (scenario === undefined) throw new Error('no story')
      const trace = recordAny(scenario)
      const text = await traceFileOf(
        scenario,
        trace,
        'https://example.org/trace.schema.json',
      ).text()
      const written: unknown = JSON.parse(text)
      const read = v.parse(traceDocument, written)
      expect(read.moments).toBe(trace.length)
      expect(read.steps.reduce((sum, { events }) => sum + events.length, 0)).toBe(trace.length)
      const again = parseScenario(read.scenario)
      if (!again.ok) throw new Error(inEnglish(again))
      const repeated = await traceFileOf(again.value, recordAny(again.value)).text()
      expect(JSON.parse(repeated)).toEqual({ ...(written as object), $schema: undefined })
    },
  )

  it('holds an event that no schema names to be wrong', () => {
    const file = { format: 'scanscope-trace', version: 1, scenario: scenarios.atRest, moments: 1 }
    const steps = [{ start: 0, command: { type: 'scan' }, events: [{ kind: 'no.such' }] }]
    expect(v.safeParse(traceDocument, { ...file, steps }).success).toBe(false)
    expect(v.safeParse(traceDocument, { ...file, steps: [] }).success).toBe(true)
  })
})

describe('a transcript', () => {
  it('of a dict shows its calls as redis-cli prints them, and what was done between them', () => {
    const trace = recordAny(scenarios.grow4to8)
    expect(transcriptOf(trace, 0)).toBe('\n')
    expect(transcriptOf(trace, trace.length)).toBe(
      [
        '> dictScan 0',
        '1) "2"',
        '2) 1) "fig"',
        '> dictExpand 8',
        '> dictRehash 4',
        '> dictScan 2',
        '1) "6"',
        '2) (empty array)',
        '> dictScan 6',
        '1) "1"',
        '2) 1) "hazel"',
        '> dictScan 1',
        '1) "5"',
        '2) 1) "apple"',
        '> dictScan 5',
        '1) "3"',
        '2) (empty array)',
        '> dictScan 3',
        '1) "7"',
        '2) (empty array)',
        '> dictScan 7',
        '1) "0"',
        '2) 1) "cherry"',
        '',
      ].join('\n'),
    )
  })

  it('of a server shows what was typed and what was answered', () => {
    const trace = recordAny(scenarios.setConverts)
    const lines = transcriptOf(trace, trace.length).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '127.0.0.1:6379> OBJECT ENCODING lucky',
      '"intset"',
      '127.0.0.1:6379> SSCAN lucky 0 COUNT 3',
      '1) "0"',
      '2) 1) "1"',
    ])
  })
})
