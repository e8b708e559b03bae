import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkDict,
  createRecordingStore,
  EMPTY_DICT,
  entriesOf,
  reduce,
  scanAlgorithmIds,
  scanAlgorithms,
  type DictState,
  type Fact,
} from '../../src/engine/index.ts'
import { anyLife, anyPast, anyRules, createStore, execute, hashes, live } from './driver.ts'
import { runs } from './settings.ts'

/** Freezes a state through and through, so that a reducer that writes into it fails. */
function freeze(state: DictState): DictState {
  for (const table of state.tables) {
    for (const chain of table.buckets) Object.freeze(chain)
    Object.freeze(table.buckets)
    Object.freeze(table)
  }
  return Object.freeze(state)
}

describe.each(scanAlgorithmIds)('under %s', (id) => {
  const { scan } = scanAlgorithms[id]

  it('the state is the fold of the facts, and a scan call adds none', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
        const facts: Fact[] = []
        const store = createStore((fact) => facts.push(fact))
        let cursor = 0
        for (const command of [...past, ...life]) {
          const told = facts.length
          const before = store.state
          if (command.do !== 'scan') execute(store, rules, command, pool)
          else {
            cursor = scan(store, cursor, () => undefined)
            expect(facts.length).toBe(told)
            expect(store.state).toBe(before)
          }
          expect(facts.slice(told).reduce(reduce, before)).toEqual(store.state)
        }
        expect(facts.reduce(reduce, EMPTY_DICT)).toEqual(store.state)
      }),
      runs(60),
    )
  })

  it('a whole life keeps every invariant of the dict', () => {
    fc.assert(
      fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
        live({ rules, pool, past, life, scan })
      }),
      runs(60),
    )
  })
})

it('no fact writes into the state before it', () => {
  fc.assert(
    fc.property(anyRules, hashes, anyPast, (rules, pool, past) => {
      const facts: Fact[] = []
      const store = createStore((fact) => facts.push(fact))
      for (const command of past) execute(store, rules, command, pool)
      const end = facts.reduce((state, fact) => freeze(reduce(state, fact)), freeze(EMPTY_DICT))
      expect(end).toEqual(store.state)
    }),
    runs(100),
  )
})

it('a store can go on from any state as if it had made it', () => {
  fc.assert(
    fc.property(anyRules, hashes, anyPast, anyLife, (rules, pool, past, life) => {
      const whole = createStore()
      for (const command of past) execute(whole, rules, command, pool)
      const resumed = createRecordingStore(whole.state, () => undefined)
      for (const command of life) {
        execute(whole, rules, command, pool)
        execute(resumed, rules, command, pool)
        checkDict(resumed.state)
      }
      expect(resumed.state).toEqual(whole.state)
      expect(entriesOf(resumed.state)).toEqual(entriesOf(whole.state))
    }),
    runs(100),
  )
})
