import {
  keysNamed,
  LIMITS,
  mostKeys,
  type Branch,
  type Place,
  type Scenario,
  type Tree,
} from '../trace/index.ts'
import type { Reason } from '../trace/reason.ts'
import { machineIn } from '../trace/schema.ts'
import { parseWith, refused, type Parsed } from '../trace/shapes.ts'
import { clusterDocument, dictDocument, serverDocument, type Document } from './document.ts'

/** What is shared: a tree and where one stands in it, and the ready scenario that it comes from. */
export interface Work {
  readonly story: string | null
  readonly place: Place
}

const FIRST = 1

function sharedCommands({ commands }: Scenario, parent: Scenario): number {
  const parting = commands.findIndex((command, index) => command !== parent.commands[index])
  return parting === -1 ? commands.length : parting
}

function branchOf({ branches }: Tree, { id, scenario, parent }: Branch) {
  const from = branches.find((branch) => branch.id === parent?.id)
  if (from === undefined) throw new Error(`branch ${id} comes from none`)
  const after = Math.min(parent?.after ?? 0, sharedCommands(scenario, from.scenario))
  return {
    id,
    from: from.id,
    after,
    ...(scenario.config !== from.scenario.config && { config: scenario.config }),
    commands: scenario.commands.slice(after),
  }
}

/** A work as plain data, each command written once. */
export function documentOf({ story, place: { tree, moment } }: Work) {
  const [first, ...others] = tree.branches
  if (first === undefined) throw new Error('a tree has a branch')
  const { version, machine, config, commands } = first.scenario
  return {
    version,
    machine,
    ...(story !== null && { story }),
    config,
    commands,
    ...(others.length > 0 && { branches: others.map((branch) => branchOf(tree, branch)) }),
    ...(tree.current !== FIRST && { branch: tree.current }),
    moment,
  }
}

/** What is wrong with a branch besides its shape; `total` counts the commands of all branches. */
function faultOf(scenario: Scenario, total: number): Reason | null {
  if (scenario.commands.length > LIMITS.commands) {
    return { kind: 'tooManyCommandsInAll', most: LIMITS.commands }
  }
  if (total > LIMITS.treeCommands) {
    return { kind: 'tooManyCommandsOfTree', most: LIMITS.treeCommands }
  }
  const most = mostKeys(scenario)
  return keysNamed(scenario) > most ? { kind: 'tooManyKeysInAll', most } : null
}

function treeOfDocument(document: Document): Parsed<Tree> {
  const { version, machine, config, commands, branches = [], branch: current = FIRST } = document
  // The schema holds configurations and commands to the one machine of the document.
  const first = { version, machine, config, commands } as Scenario
  const known = new Map<number, Branch>([[FIRST, { id: FIRST, scenario: first, parent: null }]])
  let total = commands.length
  const reason = faultOf(first, total)
  if (reason !== null) return refused('scenario', reason)
  for (const [nth, { id, from, after, ...own }] of branches.entries()) {
    const parent = known.get(from)
    const field = `branches.${nth}`
    if (parent === undefined) return refused(`${field}.from`, { kind: 'lateParent' })
    if (known.has(id)) return refused(`${field}.id`, { kind: 'branchTwice', branch: id })
    const shared = parent.scenario.commands
    if (after > shared.length) {
      return refused(`${field}.after`, { kind: 'atMost', most: shared.length })
    }
    const scenario = {
      ...first,
      config: own.config ?? parent.scenario.config,
      commands: [...shared.slice(0, after), ...own.commands],
    } as Scenario
    total += scenario.commands.length
    const wrong = faultOf(scenario, total)
    if (wrong !== null) return refused(field, wrong)
    known.set(id, { id, scenario, parent: { id: from, after } })
  }
  if (!known.has(current)) return refused('branch', { kind: 'branchMissing', branch: current })
  return { ok: true, value: { branches: [...known.values()], current } }
}

function parseDocument(data: unknown): Parsed<Document> {
  switch (machineIn(data)) {
    case 'server':
      return parseWith(serverDocument, data, 'scenario')
    case 'cluster':
      return parseWith(clusterDocument, data, 'scenario')
    case 'dict':
      return parseWith(dictDocument, data, 'scenario')
  }
}

/** Reads a work from unknown data; a fault is told with its field, nothing is thrown. */
export function parseWork(data: unknown): Parsed<Work> {
  const document = parseDocument(data)
  if (!document.ok) return document
  const tree = treeOfDocument(document.value)
  if (!tree.ok) return tree
  const { story = null, moment = 0 } = document.value
  return { ok: true, value: { story, place: { tree: tree.value, moment } } }
}
