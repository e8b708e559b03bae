import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currentBranch,
  historyOf,
  LIMITS,
  redo,
  treeOf,
  undo,
  type History,
  type Scenario,
} from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { anyDeeds, anyHistory, deedDone, faultsOf, placesOf, type Deed } from './anyHistory.ts'

const isPrefix = (start: Scenario, whole: Scenario) =>
  start.config === whole.config &&
  start.commands.every((command, index) => command === whole.commands[index])

const isKept = (scenario: Scenario, history: History) =>
  placesOf(history).some(({ tree }) =>
    tree.branches.some((branch) => isPrefix(scenario, branch.scenario)),
  )

describe('whatever is edited, undone, redone, selected and started afresh,', () => {
  it('every scenario that was ever shown is still in the history', () => {
    fc.assert(
      fc.property(anyDeeds, ({ first, deeds }) => {
        let history = historyOf({ tree: treeOf(first), moment: 0 })
        const shown = new Set<Scenario>([first])
        for (const deed of deeds) {
          history = deedDone(history, deed, first)
          shown.add(currentBranch(history.present.tree).scenario)
          for (const scenario of shown) expect(isKept(scenario, history)).toBe(true)
        }
      }),
      runs(60),
    )
  })

  it('every branch of every place comes from one before it', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { tree } of placesOf(history)) expect(faultsOf(tree)).toEqual([])
      }),
      runs(150),
    )
  })

  it('a branch has the commands of its parent up to the place where it parts', () => {
    fc.assert(
      fc.property(anyHistory, ({ present }) => {
        const { branches } = present.tree
        for (const { parent, scenario } of branches) {
          const from = branches.find(({ id }) => id === parent?.id)
          if (parent === null || from === undefined) continue
          const common = from.scenario.commands.slice(0, parent.after)
          expect(scenario.commands.slice(0, parent.after)).toEqual(common)
        }
      }),
      runs(150),
    )
  })

  it('undo and redo to the ends and back come to the same history', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(LIMITS.undo), (history, count) => {
        const most = Math.min(count, history.past.length)
        let there = history
        for (let left = most; left > 0; left--) there = undo(there)
        expect(there.past).toHaveLength(history.past.length - most)
        for (let left = most; left > 0; left--) there = redo(there)
        expect(there).toEqual(history)
      }),
      runs(100),
    )
  })
})

it('undo remembers so many edits and no more', () => {
  let history = historyOf({ tree: treeOf(firstScenario), moment: 0 })
  for (let edits = 0; edits < LIMITS.undo + 30; edits++) {
    const deed: Deed = { do: 'edit', where: 0.5, commands: [{ type: 'scan' }] }
    history = deedDone(history, deed, firstScenario)
  }
  expect(history.past).toHaveLength(LIMITS.undo)
  expect(history.present.tree.branches.length).toBeGreaterThan(LIMITS.undo)
})

const firstScenario: Scenario = {
  version: 1,
  machine: 'dict',
  config: {
    profile: 'redis-7.4',
    algorithm: 'dictScan2018',
    hash: { kind: 'given' },
    buckets: 4,
    keys: [],
    automatic: { grows: true, shrinks: true, steps: true },
  },
  commands: [{ type: 'scan' }],
}
