import * as v from 'valibot'
import type { DictCommand, DictConfig } from '../machines/index.ts'
import type { Branch, Tree } from './branches.ts'
import { LIMITS } from './limits.ts'
import type { History, Place } from './history.ts'
import { keysNamed, type Scenario } from './scenario.ts'
import { commandSchema, configSchema, parseWith, type Parsed } from './schema.ts'

/**
 * A history as JSON. Undo keeps many trees that share nearly all their commands, so commands and
 * configurations are written once and named by number.
 */
const index = v.pipe(v.number(), v.integer(), v.minValue(0))
const branchSchema = v.strictObject({
  id: v.pipe(index, v.minValue(1)),
  config: index,
  commands: v.pipe(v.array(index), v.maxLength(LIMITS.commands)),
  parent: v.nullable(v.strictObject({ id: index, after: index })),
})
const placeSchema = v.strictObject({
  branches: v.pipe(v.array(index), v.minLength(1)),
  current: index,
  moment: index,
})
const savedSchema = v.strictObject({
  version: v.literal(1, 'must be 1'),
  configs: v.array(configSchema),
  commands: v.array(commandSchema),
  branches: v.array(branchSchema),
  past: v.pipe(v.array(placeSchema), v.maxLength(LIMITS.undo)),
  present: placeSchema,
  future: v.pipe(v.array(placeSchema), v.maxLength(LIMITS.undo)),
})
type Saved = v.InferOutput<typeof savedSchema>
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
  const configs = createPool<DictConfig>()
  const commands = createPool<DictCommand>()
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
    configs: configs.all(),
    commands: commands.all(),
    branches: savedBranches,
    ...places,
  }
}

class Broken extends Error {}

function pick<T>(pool: readonly T[], number: number, what: string): T {
  const found = pool[number]
  if (found === undefined) throw new Broken(`${what} ${number} is missing`)
  return found
}

function restore(saved: Saved): History {
  const { configs, commands } = saved
  const branches = saved.branches.map((branch): Branch => {
    const scenario: Scenario = {
      version: 1,
      machine: 'dict',
      config: pick(configs, branch.config, 'configuration'),
      commands: branch.commands.map((number) => pick(commands, number, 'command')),
    }
    if (keysNamed(scenario) > LIMITS.keys) throw new Broken(`branch ${branch.id} names too many keys`)
    return { id: branch.id, scenario, parent: branch.parent }
  })
  const place = ({ branches: numbers, current, moment }: SavedPlace): Place => {
    const tree: Tree = { branches: numbers.map((n) => pick(branches, n, 'branch')), current }
    if (!tree.branches.some(({ id }) => id === current)) throw new Broken(`branch ${current} is missing`)
    return { tree, moment }
  }
  return {
    past: saved.past.map(place),
    present: place(saved.present),
    future: saved.future.map(place),
  }
}

/** Reads a saved history; a fault is told with its field, nothing is thrown. */
export function restoreHistory(data: unknown): Parsed<History> {
  const parsed = parseWith(savedSchema, data)
  if (!parsed.ok) return parsed
  try {
    return { ok: true, value: restore(parsed.value) }
  } catch (error) {
    if (error instanceof Broken) return { ok: false, field: 'history', reason: error.message }
    throw error
  }
}
