import { describe, expect, it } from 'vitest'
import type { DictCommand } from '../../src/machines/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import {
  branchName,
  currentBranch,
  edit,
  edited,
  historyOf,
  keepLost,
  moved,
  reconfigure,
  redo,
  selectBranch,
  treeOf,
  undo,
  type Tree,
} from '../../src/trace/index.ts'

const start = treeOf(scenarios.atRest)
const grow: DictCommand = { type: 'resize', buckets: 16 }
const shrink: DictCommand = { type: 'resize', buckets: 4 }
const scan: DictCommand = { type: 'scan' }

const commandsOf = (tree: Tree, id: number) =>
  tree.branches.find((branch) => branch.id === id)?.scenario.commands

const parentsOf = (tree: Tree) => tree.branches.map(({ id, parent }) => [id, parent])

describe('a tree of branches', () => {
  it('grows its current branch when the edit is at the end', () => {
    const tree = edit(start, 8, [grow])
    expect(tree.branches).toHaveLength(1)
    expect(commandsOf(tree, 1)).toEqual([...scenarios.atRest.commands, grow])
    expect(commandsOf(start, 1)).toHaveLength(8)
  })

  it('begins a branch when the edit is in the past, and keeps the old future', () => {
    const tree = edit(start, 2, [grow])
    expect(tree.current).toBe(2)
    expect(commandsOf(tree, 1)).toBe(scenarios.atRest.commands)
    expect(commandsOf(tree, 2)).toEqual([scan, scan, grow])
    expect(currentBranch(tree).parent).toEqual({ id: 1, after: 2 })
  })

  it('begins a branch with the same commands when the configuration changes', () => {
    const tree = reconfigure(start, { algorithm: 'naive' })
    expect(tree.current).toBe(2)
    expect(commandsOf(tree, 2)).toBe(scenarios.atRest.commands)
    expect(currentBranch(tree).scenario.config.algorithm).toBe('naive')
    expect(currentBranch(selectBranch(tree, 1)).scenario).toBe(scenarios.atRest)
    expect(currentBranch(tree).parent).toEqual({ id: 1, after: 0 })
  })

  it('stays on its branch when one is selected that it does not have', () => {
    expect(selectBranch(start, 7)).toBe(start)
  })

  it('names its branches A to Z, AA, AB', () => {
    expect([1, 2, 26, 27, 28, 52, 53, 703].map(branchName)).toEqual(
      'A B Z AA AB AZ BA AAA'.split(' '),
    )
  })
})

describe('undo and redo', () => {
  const first = historyOf({ tree: start, moment: 5 })
  const second = edited(first, { tree: edit(start, 2, [grow]), moment: 20 })

  it('lead back to the very same places', () => {
    const undone = undo(moved(second, 17))
    expect(undone.present).toBe(first.present)
    expect(redo(undone).present).toEqual({ tree: second.present.tree, moment: 17 })
    expect(redo(undone).present.tree).toBe(second.present.tree)
    expect(redo(undone).past).toEqual(second.past)
  })

  it('do nothing at their ends', () => {
    expect(undo(first)).toEqual(first)
    expect(redo(second)).toEqual(second)
  })

  it('bury nothing: an edit after an undo keeps what redo would have brought', () => {
    const { tree } = edited(undo(second), { tree: edit(start, 8, [shrink]), moment: 0 }).present
    expect(tree.current).toBe(1)
    expect(commandsOf(tree, 1)?.at(-1)).toBe(shrink)
    expect(commandsOf(tree, 2)).toEqual([scan, scan, grow])
  })

  it('give a buried branch a new name when its own is taken, and its children follow it', () => {
    const deep = edit(edit(start, 2, [grow]), 1, [shrink])
    const kept = keepLost(edit(start, 3, [shrink]), deep)
    expect(commandsOf(kept, 2)).toEqual([scan, scan, scan, shrink])
    expect(commandsOf(kept, 3)).toEqual([scan, scan, grow])
    expect(commandsOf(kept, 4)).toEqual([scan, shrink])
    expect(parentsOf(kept)).toEqual([
      [1, null],
      [2, { id: 1, after: 3 }],
      [3, { id: 1, after: 2 }],
      [4, { id: 3, after: 1 }],
    ])
  })

  it('say where a branch parts when it grew from a command that was undone', () => {
    const kept = keepLost(edit(start, 8, [grow]), edit(start, 8, [shrink]))
    expect(parentsOf(kept)).toEqual([
      [1, null],
      [2, { id: 1, after: 8 }],
    ])
  })

  it('bury nothing either when one of the undone edits was a fresh start', () => {
    const fresh = edited(second, { tree: treeOf(scenarios.atRest), moment: 0 })
    const back = undo(undo(fresh))
    const { tree } = edited(back, { tree: edit(start, 8, [shrink]), moment: 0 }).present
    expect(tree.branches.map(({ scenario }) => scenario.commands)).toContainEqual([
      scan,
      scan,
      grow,
    ])
  })
})
