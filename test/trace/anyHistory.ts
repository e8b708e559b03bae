import fc from 'fast-check'
import {
  currentBranch,
  edit,
  edited,
  historyOf,
  LIMITS,
  moved,
  reconfigure,
  redo,
  selectBranch,
  treeOf,
  undo,
  type History,
  type Scenario,
  type Tree,
} from '../../src/trace/index.ts'
import { at } from '../../src/engine/assert.ts'
import { anyCommand, anyConfig, anyScenario } from './anyScenario.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })

/** A thing that a user can do; `where` chooses among what there is. */
const anyDeed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      where: share,
      commands: fc.array(anyCommand, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      commands: fc.array(anyCommand, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('configure' as const), config: anyConfig }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'undo' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'redo' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('select' as const), where: share }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('seek' as const), moment: fc.nat(200) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'startAfresh' as const }) },
)

export type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never

/** Does a deed as the player does it. */
export function deedDone(history: History, deed: Deed, first: Scenario): History {
  const { tree } = history.present
  const { commands } = currentBranch(tree).scenario
  const to = (next: Tree) => edited(history, { tree: next, moment: 0 })
  switch (deed.do) {
    case 'edit':
      return to(edit(tree, Math.floor(deed.where * (commands.length + 1)), deed.commands))
    case 'append':
      return to(edit(tree, commands.length, deed.commands))
    case 'configure':
      return to(reconfigure(tree, deed.config))
    case 'startAfresh':
      return to(treeOf(first))
    case 'undo':
      return undo(history)
    case 'redo':
      return redo(history)
    case 'seek':
      return moved(history, deed.moment)
    case 'select': {
      const { id } = at(tree.branches, Math.floor(deed.where * tree.branches.length))
      return { ...history, present: { ...history.present, tree: selectBranch(tree, id) } }
    }
  }
}

/** A scenario and what is done to it; never more edits than undo remembers. */
export const anyDeeds = fc.record({
  first: anyScenario.map((scenario) => ({ ...scenario, commands: scenario.commands.slice(0, 6) })),
  deeds: fc.array(anyDeed, { maxLength: LIMITS.undo, size: 'max' }),
})

export const anyHistory: fc.Arbitrary<History> = anyDeeds.map(({ first, deeds }) =>
  deeds.reduce<History>(
    (history, deed) => deedDone(history, deed, first),
    historyOf({ tree: treeOf(first), moment: 0 }),
  ),
)

export const placesOf = ({ past, present, future }: History) => [...past, present, ...future]

/** What is wrong with a tree, if anything. */
export function faultsOf({ branches, current }: Tree): readonly string[] {
  const faults: string[] = []
  const lengths = new Map<number, number>()
  for (const { id, parent, scenario } of branches) {
    if (lengths.has(id)) faults.push(`branch ${id} stands twice`)
    const most = parent === null ? 0 : lengths.get(parent.id)
    if (most === undefined) faults.push(`branch ${id} comes from none before it`)
    else if ((parent?.after ?? 0) > most) faults.push(`branch ${id} parts behind an end`)
    lengths.set(id, scenario.commands.length)
  }
  if (!lengths.has(current)) faults.push(`no current branch ${current}`)
  return faults
}
