import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import { dictMachine, type DictConfig, type MachineState } from '../../src/machines/index.ts'
import {
  append,
  CHECKPOINT_BUDGET,
  eventAt,
  positionAt,
  record,
  recordDict,
  stateAt,
  stepAt,
  truncate,
  type DictTrace,
  type DictScenario,
} from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { anyScenario, choices } from './anyScenario.ts'

/** The states of all moments, folded one event at a time and without any checkpoint. */
function foldOf(trace: DictTrace): readonly MachineState[] {
  const states = [dictMachine.init(trace.config)]
  for (const { events } of trace.steps) {
    for (const event of events)
      states.push(dictMachine.reduce(at(states, states.length - 1), event))
  }
  return states
}

const weightOf = ({ checkpoints }: DictTrace): number =>
  [...checkpoints.values()].reduce((sum, state) => sum + dictMachine.weight(state), 0)

describe('a trace of any scenario', () => {
  it('has at every moment the state that its events fold to', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        const states = foldOf(trace)
        expect(trace.length).toBe(states.length - 1)
        expect(trace.last).toEqual(states.at(-1))
        states.forEach((state, moment) => {
          expect(stateAt(trace, moment)).toEqual(state)
        })
      }),
      runs(67),
    )
  })

  it('gives the same states in any order of seeking, whatever its checkpoints', () => {
    fc.assert(
      fc.property(anyScenario, choices(60), choices(20), (scenario, seeks, kept) => {
        const trace = recordDict(scenario)
        const states = foldOf(trace)
        const momentOf = (choice: number) => Math.floor(choice * states.length)
        const places = [0, ...kept.map(momentOf)]
        const some = new Map(places.map((moment) => [moment, at(states, moment)]))
        for (const checkpoints of [trace.checkpoints, new Map([[0, at(states, 0)]]), some]) {
          const other: DictTrace = { ...trace, checkpoints }
          for (const moment of seeks.map(momentOf)) {
            expect(stateAt(other, moment)).toEqual(states[moment])
          }
        }
      }),
      runs(45),
    )
  })

  it('tells every command as at least one event, after which the dict is in order', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        expect(trace.steps.map(({ command }) => command)).toEqual(scenario.commands)
        for (const { start, events } of trace.steps) {
          expect(events.length).toBeGreaterThan(0)
          dictMachine.check(stateAt(trace, start + events.length))
        }
      }),
      runs(90),
    )
  })

  it('is the same when it is recorded again', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const again = structuredClone(scenario)
        expect(recordDict(again).steps).toEqual(recordDict(scenario).steps)
      }),
      runs(45),
    )
  })

  it('is the same when it is cut off anywhere and the rest is appended', () => {
    fc.assert(
      fc.property(anyScenario, choices(4), (scenario, cuts) => {
        const whole = recordDict(scenario)
        for (const cut of cuts) {
          const count = Math.floor(cut * (scenario.commands.length + 1))
          const start = truncate(whole, count)
          expect(start).toMatchObject(recordDict(cutOff(scenario, count)))
          const joined = append(start, scenario.commands.slice(count))
          expect(joined.steps).toEqual(whole.steps)
          expect(joined.last).toEqual(whole.last)
          expect(joined.length).toBe(whole.length)
        }
        expect(whole).toEqual(recordDict(scenario))
      }),
      runs(45),
    )
  })

  it('finds the command and the event of every moment', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        expect(positionAt(trace, 0)).toEqual({ step: -1, event: 0 })
        expect(eventAt(trace, 0)).toBeUndefined()
        let moment = 0
        trace.steps.forEach((step, index) => {
          expect(step.start).toBe(moment)
          step.events.forEach((event, nth) => {
            moment++
            expect(stepAt(trace, moment)).toBe(index)
            expect(positionAt(trace, moment)).toEqual({ step: index, event: nth + 1 })
            expect(eventAt(trace, moment)).toEqual({ step, index, event })
          })
        })
        expect(moment).toBe(trace.length)
        expect(eventAt(trace, trace.length + 1)).toBeUndefined()
      }),
      runs(22),
    )
  })
})

const cutOff = (scenario: DictScenario, count: number): DictScenario => ({
  ...scenario,
  commands: scenario.commands.slice(0, count),
})

describe('a large trace', () => {
  const config: DictConfig = {
    profile: 'redis-7.4',
    algorithm: 'dictScan2018',
    hash: { kind: 'siphash', seed: '000102030405060708090a0b0c0d0e0f' },
    buckets: 4,
    keys: [],
    automatic: { grows: true, shrinks: true, steps: true },
  }
  const keys = Array.from({ length: 4096 }, (_, n) => ({ key: `key:${n}` }))

  it('of 4096 keys added in one command keeps within its budget and reaches any moment', () => {
    const trace = record(dictMachine, { config, commands: [{ type: 'add', keys }] })
    expect(trace.last.dict.nextId).toBe(4097)
    dictMachine.check(trace.last)
    expect(weightOf(trace)).toBeLessThanOrEqual(CHECKPOINT_BUDGET)
    const moments = fc.sample(fc.nat(trace.length), { numRuns: 12, seed: 1 }).sort((a, b) => a - b)
    let state = dictMachine.init(config)
    at(trace.steps, 0).events.forEach((event, nth) => {
      state = dictMachine.reduce(state, event)
      if (moments.includes(nth + 1)) expect(stateAt(trace, nth + 1)).toEqual(state)
    })
    for (const moment of moments.toReversed()) {
      const { dict } = stateAt(trace, moment)
      const added = at(trace.steps, 0).events.slice(0, moment)
      expect(dict.nextId - 1).toBe(added.filter(({ kind }) => kind === 'entry.added').length)
    }
  })

  it('that grows command by command keeps within its budget too', () => {
    let trace = recordDict({
      version: 1,
      machine: 'dict',
      config: { ...config, buckets: 1024, keys: keys.slice(0, 512) },
      commands: [],
    })
    for (let call = 0; call < 1024; call++) {
      trace = append(trace, [{ type: 'scan' }])
      expect(trace.checkpoints.has(0)).toBe(true)
    }
    expect(trace.last.scan.status).toBe('complete')
    expect(weightOf(trace)).toBeLessThanOrEqual(CHECKPOINT_BUDGET)
  })
})
