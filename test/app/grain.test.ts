import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentAfter, type Grain } from '../../src/app/grain.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { recordDict, type DictTrace } from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { anyScenario } from '../trace/anyScenario.ts'

const trace = recordDict(scenarios.grow4to8)

/** Every moment that steps of a grain come through, from one end to the other. */
function stopsOf(of: DictTrace, grain: Grain, direction: 1 | -1): readonly number[] {
  const stops = [direction === 1 ? 0 : of.length]
  const end = direction === 1 ? of.length : 0
  for (let moment = stops[0] ?? 0; moment !== end;) {
    moment = momentAfter(of, moment, grain, direction)
    stops.push(moment)
    if (stops.length > of.length + 1) throw new Error('steps do not come to an end')
  }
  return stops
}

/** Moments at which something of this kind has just happened. */
const momentsOf = (isWanted: (kind: string) => boolean) =>
  trace.steps.flatMap(({ start, events }) =>
    events.flatMap(({ kind }, nth) => (isWanted(kind) ? [start + nth + 1] : [])),
  )

describe('a step', () => {
  it('by micro-steps comes through every moment, forth and back', () => {
    const all = Array.from({ length: trace.length + 1 }, (_, moment) => moment)
    expect(stopsOf(trace, 'micro', 1)).toEqual(all)
    expect(stopsOf(trace, 'micro', -1)).toEqual(all.toReversed())
  })

  it('by calls comes to the end of every call', () => {
    const ends = momentsOf((kind) => kind === 'scan.returned')
    expect(ends).toHaveLength(7)
    expect(stopsOf(trace, 'call', 1)).toEqual([0, ...ends])
    expect(stopsOf(trace, 'call', -1)).toEqual([0, ...ends].toReversed())
  })

  it('by buckets comes to every bucket that is read and to the end of every command', () => {
    const reads = momentsOf((kind) => kind === 'bucket.read')
    const ends = trace.steps.map(({ start, events }) => start + events.length)
    const stops = [...new Set([0, ...reads, ...ends])].sort((a, b) => a - b)
    expect(stopsOf(trace, 'bucket', 1)).toEqual(stops)
    expect(stopsOf(trace, 'bucket', -1)).toEqual(stops.toReversed())
  })

  it('by calls goes to the end when no call comes any more', () => {
    const { config, commands } = scenarios.grow4to8
    const rehashLast = recordDict({
      version: 1,
      machine: 'dict',
      config,
      commands: commands.slice(0, 3),
    })
    const endOfCall = rehashLast.steps[0]?.events.length ?? 0
    expect(momentAfter(rehashLast, endOfCall, 'call', 1)).toBe(rehashLast.length)
    expect(momentAfter(rehashLast, rehashLast.length, 'call', -1)).toBe(endOfCall)
  })

  it('at an end stays there, at every grain', () => {
    for (const grain of ['micro', 'bucket', 'call'] as const) {
      expect(momentAfter(trace, trace.length, grain, 1)).toBe(trace.length)
      expect(momentAfter(trace, 0, grain, -1)).toBe(0)
    }
  })

  it('leads from one end of any trace to the other, through the same stops both ways', () => {
    fc.assert(
      fc.property(
        anyScenario,
        fc.constantFrom<Grain>('micro', 'bucket', 'call'),
        (scenario, grain) => {
          const any = recordDict(scenario)
          const stops = stopsOf(any, grain, 1)
          expect(stopsOf(any, grain, -1)).toEqual(stops.toReversed())
        },
      ),
      runs(60),
    )
  })
})
