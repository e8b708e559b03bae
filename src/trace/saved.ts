import * as v from 'valibot'
import { currentBranch, type Branch, type Tree } from './branches.ts'
import { LIMITS } from './limits.ts'
import type { History, Place } from './history.ts'
import { keysNamed, mostKeys, type Scenario } from './scenario.ts'
import type * as ClusterSchema from './clusterSchema.ts'
import { clusterSchemaLoaded } from './lateSchema.ts'
import type { Reason } from './reason.ts'
import { commandSchema, configSchema, dictMachine, machineIn } from './schema.ts'
import { serverCommandSchema, serverStartSchema } from './serverSchema.ts'
import { just, listOf, object, parseWith, refused, whole, type Parsed } from './shapes.ts'

/**
 * A history as JSON. Undo keeps many trees that share nearly all their commands, so commands and
 * configurations are written once and named by number.
 */
const MANY = Number.MAX_SAFE_INTEGER
const index = whole(0, MANY)
const branchSchema = object({
  id: whole(1, MANY),
  config: index,
  commands: listOf(index, 'commands', LIMITS.commands),
  parent: v.nullable(object({ id: index, after: index })),
})
const placeSchema = object({
  branches: listOf(index, 'branches', MANY),
  current: index,
  moment: index,
})

/** A saved history over the configurations and commands of one machine. */
const savedOver = <
  const Machine,
  const Config extends v.GenericSchema,
  const Command extends v.GenericSchema,
>(
  machine: v.GenericSchema<unknown, Machine>,
  config: Config,
  command: Command,
) =>
  object({
    version: just(1),
    machine,
    configs: listOf(config, 'configurations', MANY),
    commands: listOf(command, 'commands', MANY),
    branches: listOf(branchSchema, 'branches', MANY),
    past: listOf(placeSchema, 'places', LIMITS.undo),
    present: placeSchema,
    future: listOf(placeSchema, 'places', LIMITS.undo),
  })

/** Before there were servers a history did not name its machine. */
const dictSchema = savedOver(v.optional(dictMachine, 'dict'), configSchema, commandSchema)
const serverSchema = savedOver(v.literal('server'), serverStartSchema, serverCommandSchema)
const clusterOver = ({ sceneConfigSchema, sceneCommandSchema }: typeof ClusterSchema) =>
  savedOver(v.literal('cluster'), sceneConfigSchema, sceneCommandSchema)
type Saved =
  | v.InferOutput<typeof dictSchema>
  | v.InferOutput<typeof serverSchema>
  | v.InferOutput<ReturnType<typeof clusterOver>>
type SavedPlace = v.InferOutput<typeof placeSchema>

function createPool<T>() {
  const numbers = new Map<T, number>()
  const number = (value: T): number => {
    const known = numbers.get(value)
    if (known !== undefined) return known
    numbers.set(value, numbers.size)
    return numbers.size - 1
  }
  return { number, all: () => [...numbers.keys()] }
}

/** The history as plain data; equal values that are one object are written once. */
export function saveHistory({ past, present, future }: History) {
  const configs = createPool<Scenario['config']>()
  const commands = createPool<Scenario['commands'][number]>()
  const branches = createPool<Branch>()
  const savePlace = ({ tree, moment }: Place): SavedPlace => ({
    branches: tree.branches.map((branch) => branches.number(branch)),
    current: tree.current,
    moment,
  })
  const places = {
    past: past.map(savePlace),
    present: savePlace(present),
    future: future.map(savePlace),
  }
  const savedBranches = branches.all().map(({ id, scenario, parent }) => ({
    id,
    config: configs.number(scenario.config),
    commands: scenario.commands.map((command) => commands.number(command)),
    parent,
  }))
  return {
    version: 1,
    machine: currentBranch(present.tree).scenario.machine,
    configs: configs.all(),
    commands: commands.all(),
    branches: savedBranches,
    ...places,
  }
}

class Broken extends Error {
  readonly field: string
  readonly reason: Reason
  constructor(field: string, reason: Reason) {
    super(reason.kind)
    this.field = field
    this.reason = reason
  }
}

function pick<T>(pool: readonly T[], number: number, field: string): T {
  const found = pool[number]
  if (found === undefined) throw new Broken(field, { kind: 'numberMissing', number })
  return found
}

/** Throws unless each branch but the first was cut from one before it: so there are no circles. */
function checkTree({ branches, current }: Tree, field: string): void {
  const lengths = new Map<number, number>()
  for (const { id, scenario, parent } of branches) {
    if (lengths.has(id)) throw new Broken(field, { kind: 'branchTwice', branch: id })
    const most = parent === null ? undefined : lengths.get(parent.id)
    if (parent !== null && (most === undefined || parent.after > most)) {
      throw new Broken(field, { kind: 'branchAdrift', branch: id })
    }
    lengths.set(id, scenario.commands.length)
  }
  if (!lengths.has(current)) throw new Broken(field, { kind: 'branchMissing', branch: current })
}

function scenarioOf(
  saved: Saved,
  { config, commands }: Saved['branches'][number],
  field: string,
): Scenario {
  const named = <T>(all: readonly T[], numbers: readonly number[]) =>
    numbers.map((number) => pick(all, number, `${field}.commands`))
  // The schema holds configurations and commands to the one machine of the history.
  return {
    version: 1,
    machine: saved.machine,
    config: pick<Scenario['config']>(saved.configs, config, `${field}.config`),
    commands: named<Scenario['commands'][number]>(saved.commands, commands),
  } as Scenario
}

function restore(saved: Saved): History {
  const branches = saved.branches.map((branch, nth): Branch => {
    const { id, parent } = branch
    const field = `branches.${nth}`
    const scenario = scenarioOf(saved, branch, field)
    const most = mostKeys(scenario)
    if (keysNamed(scenario) > most) throw new Broken(field, { kind: 'tooManyKeysInAll', most })
    return { id, scenario, parent }
  })
  const place = (numbers: SavedPlace, field: string): Place => {
    const { current, moment } = numbers
    const named = numbers.branches.map((number) => pick(branches, number, `${field}.branches`))
    const tree: Tree = { branches: named, current }
    checkTree(tree, field)
    return { tree, moment }
  }
  return {
    past: saved.past.map((one, nth) => place(one, `past.${nth}`)),
    present: place(saved.present, 'present'),
    future: saved.future.map((one, nth) => place(one, `future.${nth}`)),
  }
}

function parseSaved(data: unknown): Parsed<Saved> {
  switch (machineIn(data)) {
    case 'server':
      return parseWith(serverSchema, data, 'history')
    case 'cluster': {
      const schema = clusterSchemaLoaded()
      return schema === undefined
        ? refused('machine', { kind: 'notLoaded' })
        : parseWith(clusterOver(schema), data, 'history')
    }
    case 'dict':
      return parseWith(dictSchema, data, 'history')
  }
}

/** Reads a saved history; a fault is told with its field, nothing is thrown. */
export function restoreHistory(data: unknown): Parsed<History> {
  const parsed = parseSaved(data)
  if (!parsed.ok) return parsed
  try {
    return { ok: true, value: restore(parsed.value) }
  } catch (error) {
    if (error instanceof Broken) return refused(error.field, error.reason)
    throw error
  }
}
