import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../src/scenarios/index.ts'
import { joined, standingAt } from '../../src/trace/join.ts'
import {
  currentBranch,
  edit,
  edited,
  historyOf,
  LIMITS,
  restoreHistory,
  saveHistory,
  selectBranch,
  treeOf,
  undo,
  type History,
  type Scenario,
  type Tree,
} from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { anyDeeds, deedDone, faultsOf, placesOf, type Deed } from './anyHistory.ts'

/** As another tab reads it: equal, but no object is the same. */
function reread(history: History): History {
  const read = restoreHistory(JSON.parse(JSON.stringify(saveHistory(history))))
  if (!read.ok) throw new Error(read.reason.kind)
  return read.value
}

const done = (start: History, deeds: readonly Deed[], first: Scenario) =>
  deeds.reduce((history, deed) => deedDone(history, deed, first), start)

/** Two tabs that opened the same saved work and went on, each for itself. */
const anyTwo = fc
  .tuple(anyDeeds, fc.nat(100), fc.nat(100))
  .map(([{ first, deeds }, some, more]) => {
    const [least, most] = [Math.min(some, more), Math.max(some, more)]
    const [ofBoth, ofOne, ofOther] = [
      deeds.slice(0, least),
      deeds.slice(least, most),
      deeds.slice(most),
    ]
    const common = done(historyOf({ tree: treeOf(first), moment: 0 }), ofBoth, first)
    return {
      one: done(common, ofOne, first),
      other: reread(done(reread(common), ofOther, first)),
    }
  })

/** The texts of a scenario's beginnings, the longest last: what is in one is in the whole. */
const textsOf = ({ config, commands }: Scenario): readonly string[] =>
  [config, ...commands].map((_, count) => JSON.stringify([config, commands.slice(0, count)]))

const heldBy = (history: History): ReadonlySet<string> => {
  const all = placesOf(reread(history)).flatMap(({ tree }) => tree.branches)
  return new Set([...new Set(all)].flatMap(({ scenario }) => textsOf(scenario)))
}

const together = (own: History, other: History): History => {
  const found = joined(own, other)
  if (found === null) throw new Error('too large')
  return found
}

describe('two histories that grew from a common one, joined,', () => {
  it('hold every branch of both, whatever undo and redo have of them', () => {
    let joinedSome = 0
    fc.assert(
      fc.property(anyTwo, ({ one, other }) => {
        const both = together(one, other)
        const held = heldBy(both)
        for (const text of heldBy(one)) expect(held).toContain(text)
        for (const text of heldBy(other)) expect(held).toContain(text)
        if (both !== one) joinedSome++
      }),
      runs(100),
    )
    expect(joinedSome).toBeGreaterThan(20)
  })

  it('leave the reader where he is, and what he can undo and redo', () => {
    fc.assert(
      fc.property(anyTwo, ({ one, other }) => {
        const { past, present, future } = together(one, other)
        expect(past).toBe(one.past)
        expect(future).toBe(one.future)
        expect(present.moment).toBe(one.present.moment)
        expect(currentBranch(present.tree)).toBe(currentBranch(one.present.tree))
        const ids = present.tree.branches.map(({ id }) => id)
        const before = one.present.tree.branches.map(({ id }) => id)
        expect(ids.slice(0, before.length)).toEqual(before)
      }),
      runs(100),
    )
  })

  it('are a tree in order, and can be saved and read again', () => {
    fc.assert(
      fc.property(anyTwo, ({ one, other }) => {
        const both = together(one, other)
        expect(faultsOf(both.present.tree)).toEqual([])
        expect(reread(both)).toEqual(both)
        const { branches } = both.present.tree
        for (const { parent, scenario } of branches) {
          const from = branches.find(({ id }) => id === parent?.id)?.scenario.commands ?? []
          const after = parent?.after ?? 0
          expect(scenario.commands.slice(0, after)).toEqual(from.slice(0, after))
        }
      }),
      runs(100),
    )
  })

  it('are joined once and for all: a second time nothing is new, in either tab', () => {
    fc.assert(
      fc.property(anyTwo, ({ one, other }) => {
        const both = together(one, other)
        expect(joined(both, other)).toBe(both)
        expect(joined(both, reread(both))).toBe(both)
        const inOther = together(other, reread(both))
        expect(joined(inOther, reread(both))).toBe(inOther)
        expect(joined(both, reread(inOther))).toBe(both)
      }),
      runs(60),
    )
  })

  it('double nothing: of two branches that were joined none is the beginning of another', () => {
    fc.assert(
      fc.property(anyTwo, ({ one, other }) => {
        const known = new Set(one.present.tree.branches)
        const held = heldBy(one)
        const all = together(one, other).present.tree.branches
        for (const branch of all.filter((each) => !known.has(each))) {
          const text = textsOf(branch.scenario).at(-1) ?? ''
          expect(held).not.toContain(text)
          const others = all.filter((each) => each !== branch)
          expect(others.flatMap(({ scenario }) => textsOf(scenario))).not.toContain(text)
        }
      }),
      runs(60),
    )
  })
})

const scan = { type: 'scan' } as const
const grow = { type: 'resize', buckets: 16 } as const
const shrink = { type: 'resize', buckets: 4 } as const
const start = treeOf(scenarios.atRest)
const at = (tree: Tree) => historyOf({ tree, moment: 0 })

const shapeOf = ({ present }: History) =>
  present.tree.branches.map(({ id, parent, scenario }) => [
    id,
    parent?.id ?? null,
    scenario.commands.length,
  ])

describe('a branch of another tab', () => {
  it('gets a new name when its own is taken', () => {
    const both = together(at(edit(start, 2, [grow])), reread(at(edit(start, 3, [shrink]))))
    expect(shapeOf(both)).toEqual([
      [1, null, 8],
      [2, 1, 3],
      [3, 1, 4],
    ])
  })

  it('that goes on where ours ends makes ours longer', () => {
    const ours = edit(start, 2, [grow])
    const theirs = selectBranch(edit(ours, 3, [scan, scan]), 2)
    const both = together(at(selectBranch(ours, 1)), reread(at(theirs)))
    expect(shapeOf(both)).toEqual([
      [1, null, 8],
      [2, 1, 5],
    ])
    const more = together(both, reread(at(edit(theirs, 5, [shrink]))))
    expect(shapeOf(more)).toEqual([
      [1, null, 8],
      [2, 1, 6],
    ])
  })

  it('that goes on where the reader stands is a branch beside it', () => {
    const both = together(at(start), reread(at(edit(start, 8, [grow]))))
    expect(shapeOf(both)).toEqual([
      [1, null, 8],
      [2, 1, 9],
    ])
  })

  it('of which ours has undone the edits comes not back', () => {
    const first = at(start)
    const undone = undo(edited(first, { tree: edit(start, 2, [grow]), moment: 0 }))
    expect(joined(undone, reread(at(edit(start, 2, [grow]))))).toBe(undone)
  })

  it('is not joined when a tree cannot hold both', () => {
    const commands = new Array<typeof scan>(LIMITS.commands).fill(scan)
    const many = (kind: 'dictScan2018' | 'naive') => {
      const config = { ...scenarios.atRest.config, algorithm: kind }
      const branches = Array.from({ length: 110 }, (_, nth) => ({
        id: nth + 1,
        scenario: { ...scenarios.atRest, config, commands: [...commands.slice(nth + 1), grow] },
        parent: nth === 0 ? null : { id: 1, after: 0 },
      }))
      return at({ branches, current: 1 })
    }
    expect(joined(many('naive'), at(start)) === null).toBe(false)
    expect(joined(many('naive'), many('dictScan2018')) === null).toBe(true)
  })
})

describe('a reader who made nothing', () => {
  it('stands in the other history at the branch that goes on with his', () => {
    const longer = at(edit(start, 8, [grow]))
    const { present } = standingAt(longer, reread(historyOf({ tree: start, moment: 7 })).present)
    expect(present).toEqual({ tree: longer.present.tree, moment: 7 })
  })

  it('is not moved to a branch that is not his', () => {
    const other = at(start)
    expect(standingAt(other, { tree: edit(start, 2, [grow]), moment: 3 })).toBe(other)
  })
})
