import { withCommands, type CommandOf, type ConfigOf, type Scenario } from './scenario.ts'

/** One line of history: a scenario, and where it left another. */
export interface Branch<S extends Scenario = Scenario> {
  readonly id: number
  readonly scenario: S
  /** The branch it was cut from, and after how many of its commands; null for the first. */
  readonly parent: { readonly id: number; readonly after: number } | null
}

/** All branches of one scenario as the user has them; the first is the scenario as it came. */
export interface Tree<S extends Scenario = Scenario> {
  readonly branches: readonly Branch<S>[]
  readonly current: number
}

export const treeOf = <S extends Scenario>(scenario: S): Tree<S> => ({
  branches: [{ id: 1, scenario, parent: null }],
  current: 1,
})

export function currentBranch<S extends Scenario>(tree: Tree<S>): Branch<S> {
  const branch = tree.branches.find(({ id }) => id === tree.current)
  if (branch === undefined) throw new Error(`no branch ${tree.current}`)
  return branch
}

/** A, B, ... Z, AA: the order in which branches were made. */
export function branchName(id: number): string {
  const letter = String.fromCharCode(65 + ((id - 1) % 26))
  return id <= 26 ? letter : branchName(Math.floor((id - 1) / 26)) + letter
}

const nextId = (tree: Tree) => Math.max(...tree.branches.map(({ id }) => id)) + 1

const startsWith = (all: readonly object[], start: readonly object[]) =>
  start.length <= all.length && start.every((command, index) => command === all[index])

function withBranch<S extends Scenario>(tree: Tree<S>, scenario: S, after: number): Tree<S> {
  const id = nextId(tree)
  const branch: Branch<S> = { id, scenario, parent: { id: tree.current, after } }
  return { branches: [...tree.branches, branch], current: id }
}

/**
 * Does `added` after the first `after` commands of the current branch. At its end the branch grows;
 * before its end a new branch begins and the old future stays.
 */
export function edit<S extends Scenario>(
  tree: Tree<S>,
  after: number,
  added: readonly CommandOf<S>[],
): Tree<S> {
  const current = currentBranch(tree)
  const { scenario } = current
  const next = withCommands(scenario, [...scenario.commands.slice(0, after), ...added])
  if (after < scenario.commands.length) return withBranch(tree, next, after)
  const grown = { ...current, scenario: next }
  return {
    ...tree,
    branches: tree.branches.map((branch) => (branch.id === current.id ? grown : branch)),
  }
}

/**
 * The same commands, or others in their place, under another configuration: a new branch from the
 * very beginning.
 */
export function reconfigure<S extends Scenario>(
  tree: Tree<S>,
  change: Partial<ConfigOf<S>>,
  commands?: readonly CommandOf<S>[],
): Tree<S> {
  const { scenario } = currentBranch(tree)
  const next = commands === undefined ? scenario : withCommands(scenario, commands)
  return withBranch(tree, { ...next, config: { ...scenario.config, ...change } }, 0)
}

export const selectBranch = <S extends Scenario>(tree: Tree<S>, id: number): Tree<S> =>
  tree.branches.some((branch) => branch.id === id) ? { ...tree, current: id } : tree

const holderOf = (tree: Tree, lost: Branch): Branch | undefined =>
  tree.branches.find((branch) => branch === lost) ??
  tree.branches.find(
    ({ scenario: { config, commands } }) =>
      config === lost.scenario.config && startsWith(commands, lost.scenario.commands),
  )

/** After how many commands two scenarios part; 0 when they start from different configurations. */
function partingOf(one: Scenario, other: Scenario): number {
  if (one.config !== other.config) return 0
  const parting = one.commands.findIndex((command, index) => command !== other.commands[index])
  return parting === -1 ? one.commands.length : parting
}

/**
 * What an undo took away and a new edit would bury: kept as branches of the new tree, so that
 * nothing a user made is lost. A branch whose name is taken gets a new one.
 */
export function keepLost(tree: Tree, discarded: Tree): Tree {
  const heirs = new Map<number, number>()
  return discarded.branches.reduce((kept, lost) => {
    const holder = holderOf(kept, lost)
    if (holder !== undefined) {
      heirs.set(lost.id, holder.id)
      return kept
    }
    const taken = kept.branches.some(({ id }) => id === lost.id)
    const id = taken ? nextId(kept) : lost.id
    heirs.set(lost.id, id)
    const cutFrom = kept.branches.find((one) => one.id === heirs.get(lost.parent?.id ?? 0))
    const { id: parentId, scenario } = cutFrom ?? currentBranch(kept)
    const parent = { id: parentId, after: partingOf(scenario, lost.scenario) }
    return { ...kept, branches: [...kept.branches, { ...lost, id, parent }] }
  }, tree)
}
