import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EMPTY_DICT, reduce, WorkingDict, type Fact } from '../../src/engine/index.ts'
import { anyLife, anyPast, anyRules, createStore, execute, hashes } from './driver.ts'
import { runs } from './settings.ts'

it('a working dict becomes what reduce makes of the facts, however often it is looked at', () => {
  fc.assert(
    fc.property(anyRules, hashes, anyPast, anyLife, fc.nat(7), (rules, pool, past, life, every) => {
      const facts: Fact[] = []
      const store = createStore((fact) => facts.push(fact))
      for (const command of [...past, ...life]) {
        if (command.do !== 'scan') execute(store, rules, command, pool)
      }
      const dict = new WorkingDict(EMPTY_DICT)
      const seen: (readonly [state: unknown, text: string])[] = []
      for (const [index, fact] of facts.entries()) {
        dict.apply(fact)
        if (index % (every + 1) === 0) seen.push([dict.state, JSON.stringify(dict.state)])
      }
      expect(dict.state).toEqual(facts.reduce(reduce, EMPTY_DICT))
      expect(dict.state).toEqual(store.state)
      // What was looked at does not change any more.
      for (const [state, text] of seen) expect(JSON.stringify(state)).toBe(text)
    }),
    runs(60),
  )
})
