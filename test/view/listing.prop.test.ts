import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanAlgorithms } from '../../src/engine/index.ts'
import { dictScenarioIds, scenarios } from '../../src/scenarios/index.ts'
import { eventAt, recordDict, stateAt, type DictTrace } from '../../src/trace/index.ts'
import { linesOfCell, listingAt, masksAt } from '../../src/view/listing.ts'
import { runs } from '../engine/settings.ts'
import { anyScenario } from '../trace/anyScenario.ts'

const currentOf = (trace: DictTrace, moment: number) =>
  listingAt(trace, moment).filter(({ current }) => current)

describe('the listing', () => {
  it('marks the line of every step of a call, and none outside a call', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        for (let moment = 0; moment <= trace.length; moment++) {
          const event = eventAt(trace, moment)?.event
          const marked = currentOf(trace, moment).map(({ id }) => id)
          expect(marked).toEqual(event !== undefined && 'line' in event ? [event.line] : [])
        }
      }),
      runs(30),
    )
  })

  it('keeps its lines, whatever happens', () => {
    for (const id of dictScenarioIds) {
      const trace = recordDict(scenarios[id])
      const { listing } = scanAlgorithms[trace.config.algorithm]
      for (let moment = 0; moment <= trace.length; moment += 7) {
        expect(listingAt(trace, moment)).toMatchObject(listing)
      }
    }
  })

  it('lights the cells that the call has read, and finds the lines of a cell', () => {
    const trace = recordDict(scenarios.rehashUnderWay)
    const call = trace.steps[3]
    const end = (call?.start ?? 0) + (call?.events.length ?? 0)
    const lines = listingAt(trace, end)
    expect(lines.find(({ id }) => id === 'small')?.cells).toEqual(['4:2'])
    expect(lines.find(({ id }) => id === 'large')?.cells).toEqual(['8:2', '8:6'])
    expect(linesOfCell(lines, '8:6')).toEqual(['large'])
    expect(linesOfCell(lines, '8:7')).toEqual([])
  })

  it('speaks live values: the cursor, the masks, the bucket, the bits that are left', () => {
    const trace = recordDict(scenarios.rehashUnderWay)
    const call = trace.steps[3]
    const end = (call?.start ?? 0) + (call?.events.length ?? 0)
    const values = Object.fromEntries(listingAt(trace, end).map(({ id, value }) => [id, value]))
    expect(values).toMatchObject({
      call: 'v = 2',
      masks: '011, 111',
      small: '10',
      large: '110',
      loop: '0',
      mirrorBack: '1',
      done: '= 1',
    })
    const before = listingAt(trace, 0)
    expect(before.every(({ value, cells }) => value === '' && cells.length === 0)).toBe(true)
  })

  it('keeps the line marked that has called next(), while next() runs', () => {
    const callersOf = (trace: DictTrace, step: number) => {
      const { start, events } = trace.steps[step] ?? { start: 0, events: [] }
      const found = events.flatMap((_, nth) =>
        listingAt(trace, start + nth + 1)
          .filter(({ calling }) => calling)
          .map(({ id }) => id),
      )
      return [...new Set(found)]
    }
    const today = recordDict(scenarios.rehashUnderWay)
    expect(callersOf(today, 0)).toEqual(['atRest'])
    expect(callersOf(today, 3)).toEqual(['step'])
    const lost = recordDict(scenarios.lostBucket)
    expect(callersOf(lost, 6)).toEqual(['done'])
    expect(callersOf(recordDict(scenarios.tableZeroOnly), 3)).toEqual(['atRest'])
    expect(callersOf(recordDict(scenarios.naiveGrow), 0)).toEqual([])
  })
})

describe('the masks of the register', () => {
  it('are those of the running call, else of the live tables', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        for (let moment = 0; moment <= trace.length; moment += 3) {
          const state = stateAt(trace, moment)
          const { m0, m1 } = masksAt(state)
          expect(m0).toBeLessThanOrEqual(m1)
          for (const mask of [m0, m1]) {
            expect(Math.log2(mask + 1) % 1).toBe(0)
            expect(mask).toBeGreaterThanOrEqual(3)
          }
          const sizes = state.dict.tables.map(({ buckets }) => buckets.length)
          expect(sizes).toContain(m0 + 1)
        }
      }),
      runs(20),
    )
  })
})
