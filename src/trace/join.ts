import { currentBranch, type Branch, type Tree } from './branches.ts'
import type { History, Place } from './history.ts'
import { LIMITS } from './limits.ts'
import { withCommands, type Scenario } from './scenario.ts'

/** More than there are different commands in a history that any storage holds. */
const MOST_NAMES = 2 ** 26

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1)))
    : value

/**
 * Numbers the states that scenarios go through, one after each command: equal numbers are equal
 * configurations and commands up to there. Two tabs have no object in common, so content decides.
 */
function createWays() {
  const texts = new Map<string, number>()
  const names = new Map<object, number>()
  const states = new Map<number, number>()
  const nameOf = (value: object): number => {
    const known = names.get(value)
    if (known !== undefined) return known
    const text = JSON.stringify(value, sorted)
    const name = texts.get(text) ?? texts.size + 1
    texts.set(text, name)
    names.set(value, name)
    return name
  }
  return ({ config, commands }: Scenario): readonly number[] => {
    let state = 0
    return [config, ...commands].map((value) => {
      const step = state * MOST_NAMES + nameOf(value)
      state = states.get(step) ?? states.size + 1
      states.set(step, state)
      return state
    })
  }
}

type Ways = ReturnType<typeof createWays>

const endOf = (way: readonly number[]): number => way.at(-1) ?? 0

const branchesOf = ({ past, present, future }: History): readonly Branch[] => [
  ...new Set([present, ...future, ...past].flatMap(({ tree }) => tree.branches)),
]

/** The branches of the other history that ours does not go through; none is the beginning of another. */
function missingIn(own: History, other: History, wayOf: Ways): readonly Branch[] {
  const held = new Set(branchesOf(own).flatMap(({ scenario }) => wayOf(scenario)))
  const branches = branchesOf(other)
  const missing = new Set<Branch>()
  const lengthOf = ({ scenario }: Branch) => scenario.commands.length
  for (const branch of [...branches].sort((one, two) => lengthOf(two) - lengthOf(one))) {
    const way = wayOf(branch.scenario)
    if (held.has(endOf(way))) continue
    missing.add(branch)
    for (const state of way) held.add(state)
  }
  return branches.filter((branch) => missing.has(branch))
}

/**
 * Hangs branches of another history onto a tree, each where it parts from what is there. One that
 * goes on where ours ends makes ours longer, unless the reader stands on it: his picture stays.
 */
function withMissing(tree: Tree, missing: readonly Branch[], wayOf: Ways): Tree {
  const kept = new Map<number, Branch>()
  /** Who leads through a state first, and who ends there. */
  const leads = new Map<number, number>()
  const ends = new Map<number, number>()
  const put = (branch: Branch) => {
    const way = wayOf(branch.scenario)
    kept.set(branch.id, branch)
    for (const state of way) if (!leads.has(state)) leads.set(state, branch.id)
    if (branch.id !== tree.current) ends.set(endOf(way), branch.id)
  }
  for (const branch of tree.branches) put(branch)
  for (const { id, scenario } of missing) {
    const way = wayOf(scenario)
    const after = Math.max(
      0,
      way.findLastIndex((state) => leads.has(state)),
    )
    const state = way[after] ?? 0
    const grows = ends.get(state)
    const from = kept.get(grows ?? leads.get(state) ?? tree.current) ?? currentBranch(tree)
    // What is equal is one object again: so it is saved once, and an undo knows it.
    const start = from.scenario.commands.slice(0, after)
    const whole = withCommands(leads.has(state) ? from.scenario : scenario, [
      ...start,
      ...scenario.commands.slice(after),
    ])
    if (grows === undefined) {
      const free = kept.has(id) ? Math.max(...kept.keys()) + 1 : id
      put({ id: free, scenario: whole, parent: { id: from.id, after } })
    } else {
      ends.delete(state)
      put({ ...from, scenario: whole })
    }
  }
  return { ...tree, branches: [...kept.values()] }
}

function fits({ branches }: Tree): boolean {
  const commands = branches.reduce((sum, { scenario }) => sum + scenario.commands.length, 0)
  return branches.length <= LIMITS.branches && commands <= LIMITS.treeCommands
}

/**
 * Our history with all that another one has made, undone or not, as branches of the present tree.
 * The reader's branch and moment, undo and redo stay. Ours itself when the other has nothing more;
 * null when a tree cannot hold it all.
 */
export function joined(own: History, other: History): History | null {
  const wayOf = createWays()
  const missing = missingIn(own, other, wayOf)
  if (missing.length === 0) return own
  const tree = withMissing(own.present.tree, missing, wayOf)
  return fits(tree) ? { ...own, present: { ...own.present, tree } } : null
}

/** A history at a place of another one: on the branch that leads through it, if there is one. */
export function standingAt(history: History, { tree, moment }: Place): History {
  const wayOf = createWays()
  const end = endOf(wayOf(currentBranch(tree).scenario))
  const { branches } = history.present.tree
  const found = branches.find(({ scenario }) => wayOf(scenario).includes(end))
  if (found === undefined) return history
  return { ...history, present: { tree: { branches, current: found.id }, moment } }
}
