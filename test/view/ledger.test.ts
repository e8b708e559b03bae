import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { scenarios, type DictScenarioId } from '../../src/scenarios/index.ts'
import { append, recordDict, type DictTrace } from '../../src/trace/index.ts'
import { lanesOf } from '../../src/view/lanes.ts'
import { ledgerOf, type Ledger } from '../../src/view/ledger.ts'
import { chipsOf, pictureOf } from '../../src/view/picture.ts'
import { readingAt } from '../../src/view/reading.ts'
import { runs } from '../engine/settings.ts'
import { anyScenario } from '../trace/anyScenario.ts'

const ledgerAt = (trace: DictTrace, moment: number): Ledger => ledgerOf(readingAt(trace, moment))

const traceOf = (id: DictScenarioId) => recordDict(scenarios[id])

/** The moments at which a call has returned. */
const returnsOf = ({ steps }: DictTrace) =>
  steps
    .filter(({ command }) => command.type === 'scan')
    .map(({ start, events }) => start + events.length)

describe('the ledger', () => {
  it('is idle before the first call, holds in between and is kept at the end', () => {
    const trace = traceOf('atRest')
    expect(ledgerAt(trace, 0)).toMatchObject({ verdict: 'idle', owed: 0, complete: false })
    const verdicts = returnsOf(trace).map((moment) => ledgerAt(trace, moment))
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      ...new Array<string>(7).fill('holds'),
      'kept',
    ])
    expect(verdicts.every(({ owed }) => owed === 8)).toBe(true)
    expect(verdicts.map(({ kept }) => kept)).toEqual([1, 2, 4, 5, 6, 7, 7, 8])
  })

  it('is broken from the call that jumped over a bucket to the end, at every moment', () => {
    const trace = traceOf('lostBucket')
    const broken = at(returnsOf(trace), 5)
    for (let moment = 1; moment <= trace.length; moment++) {
      const { verdict, missed } = ledgerAt(trace, moment)
      expect(verdict).toBe(moment < broken ? 'holds' : 'broken')
      expect([...missed].sort()).toEqual(moment < broken ? [] : ['fig', 'grape'])
    }
  })

  it('draws the keys that were passed over as missed, at every moment from then on', () => {
    const trace = traceOf('lostBucket')
    const broken = at(returnsOf(trace), 5)
    for (let moment = broken; moment <= trace.length; moment++) {
      const { chips } = pictureOf(trace, moment)
      const missed = chips.filter(({ state }) => state === 'missed').map(({ key }) => key)
      expect(missed.sort()).toEqual(['fig', 'grape'])
    }
  })

  it('of a plain counter tells a loss when the scan is complete, for then it is sure', () => {
    const trace = traceOf('naiveShrink')
    const returns = returnsOf(trace)
    for (const moment of returns.slice(0, -1)) expect(ledgerAt(trace, moment).missed).toEqual([])
    expect(ledgerAt(trace, trace.length)).toMatchObject({
      verdict: 'broken',
      missed: ['iris', 'date'],
    })
  })

  it('says that a key came twice as soon as it comes again', () => {
    const trace = traceOf('shrink8to4')
    const again = at(returnsOf(trace), 1)
    expect(ledgerAt(trace, at(returnsOf(trace), 0)).twice).toEqual([])
    expect(ledgerAt(trace, again).twice).toEqual(['fig'])
    const { chips } = pictureOf(trace, trace.length)
    expect(chips.find(({ key }) => key === 'fig')).toMatchObject({ state: 'twice', returned: 2 })
  })

  it('owes nothing for a key that was deleted, and nothing new for one that was added', () => {
    const trace = traceOf('edits')
    const before = at(trace.steps, 5).start
    expect(ledgerAt(trace, before).owed).toBe(5)
    expect(ledgerAt(trace, trace.length)).toMatchObject({ owed: 4, kept: 4, verdict: 'kept' })
    const states = Object.fromEntries(
      pictureOf(trace, trace.length).chips.map(({ key, state }) => [key, state]),
    )
    expect(states).toMatchObject({ quince: 'added', melon: 'returned', fig: 'returned' })
  })

  it('is final when the scan is complete: what is deleted or added later changes nothing', () => {
    const later: readonly DictCommand[] = [
      { type: 'delete', keys: ['fig', 'apple', 'grape', 'date'] },
      { type: 'add', keys: [{ key: 'late' }] },
      { type: 'resize', buckets: 16 },
    ]
    for (const id of ['lostBucket', 'naiveShrink', 'shrink8to4', 'tableZeroOnly'] as const) {
      const trace = traceOf(id)
      const end = ledgerAt(trace, trace.length)
      const longer = append(trace, later)
      expect(ledgerAt(longer, longer.length)).toEqual(end)
    }
  })

  it('begins anew with a new scan', () => {
    const trace = append(traceOf('lostBucket'), [{ type: 'scan' }])
    expect(ledgerAt(trace, trace.length)).toMatchObject({
      verdict: 'holds',
      owed: 4,
      missed: [],
      complete: false,
    })
    const restarted = append(trace, [{ type: 'restartScan' }])
    expect(ledgerAt(restarted, restarted.length)).toMatchObject({ verdict: 'idle', owed: 0 })
  })

  it('draws a deleted key for one moment more, struck out', () => {
    const trace = traceOf('edits')
    const found = trace.steps.flatMap(({ start, events }) =>
      events.flatMap(({ kind }, nth) => (kind === 'entry.removed' ? [start + nth + 1] : [])),
    )
    const removed = at(found, 0)
    const stateOf = (moment: number) =>
      pictureOf(trace, moment).chips.find(({ key }) => key === 'date')?.state
    expect([removed - 1, removed, removed + 1].map(stateOf)).toEqual([
      'waiting',
      'deleted',
      undefined,
    ])
  })

  it('agrees with the picture at every moment of any trace', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        for (let moment = 0; moment <= trace.length; moment += 2) {
          const { missed, owed, kept, verdict, complete } = ledgerAt(trace, moment)
          expect(kept).toBeLessThanOrEqual(owed)
          expect(owed - kept).toBeGreaterThanOrEqual(missed.length)
          expect(verdict === 'broken').toBe(missed.length > 0)
          expect(verdict === 'kept').toBe(complete && missed.length === 0)
          const drawn = chipsOf(readingAt(trace, moment)).filter((chip) => chip.state === 'missed')
          const names = drawn.map(({ key }) => key)
          if (complete) expect(missed).toEqual(expect.arrayContaining(names))
          else expect([...missed].sort()).toEqual(names.sort())
        }
      }),
      runs(30),
    )
  })

  it("of today's rule is never broken", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const config = { ...scenario.config, algorithm: 'dictScan2018' as const }
        const trace = recordDict({ ...scenario, config })
        for (const moment of returnsOf(trace)) expect(ledgerAt(trace, moment).missed).toEqual([])
      }),
      runs(75),
    )
  })
})

describe('the lanes of the timeline', () => {
  it('cover every step of any trace, one after the other', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        const marks = lanesOf(trace)
        expect(marks).toHaveLength(trace.steps.length)
        marks.forEach((mark, index) => {
          expect(mark.from).toBe(marks[index - 1]?.to ?? 0)
          expect(mark.to).toBeGreaterThan(mark.from)
        })
        expect(marks.at(-1)?.to ?? 0).toBe(trace.length)
      }),
      runs(40),
    )
  })

  it('say what each step was', () => {
    const marks = lanesOf(traceOf('grow4to8'))
    expect(marks.slice(0, 4)).toMatchObject([
      { lane: 'calls', kind: 'call', value: 0 },
      { lane: 'table', kind: 'grow', value: 8 },
      { lane: 'table', kind: 'rehash', value: 4 },
      { lane: 'calls', kind: 'call', value: 2 },
    ])
    expect(lanesOf(traceOf('shrink8to4'))[1]).toMatchObject({ kind: 'shrink', value: 4 })
    expect(lanesOf(traceOf('edits')).filter(({ lane }) => lane === 'keys')).toMatchObject([
      { kind: 'add', value: 2 },
      { kind: 'delete', value: 1 },
    ])
  })

  it.each([
    ['atRest', []],
    ['grow4to16', []],
    ['shrink8to4', [[3, 'twice']]],
    ['shrink16to4', [[7, 'twice']]],
    ['lostBucket', [[6, 'missed']]],
    ['naiveShrink', [[5, 'missed']]],
    ['naiveGrow', [[6, 'twice']]],
  ] as const)('of %s have a notch where a key came twice or was lost', (id, notches) => {
    const found = lanesOf(traceOf(id)).flatMap(({ notch }, index) =>
      notch === null ? [] : [[index, notch]],
    )
    expect(found).toEqual(notches)
  })

  it('have a notch again when a second scan loses keys again', () => {
    const again: DictCommand[] = [
      { type: 'delete', keys: ['cherry'] },
      { type: 'resize', buckets: 8 },
      { type: 'rehash', buckets: 4 },
    ]
    const { config, commands } = scenarios.naiveShrink
    const twice = recordDict({
      version: 1,
      machine: 'dict',
      config,
      commands: [...commands, ...again, ...commands],
    })
    const missed = lanesOf(twice).filter(({ notch }) => notch === 'missed')
    expect(missed).toHaveLength(2)
  })
})
