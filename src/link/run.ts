import {
  currentBranch,
  LIMITS,
  loadMachine,
  recordAny,
  TooLong,
  type AnyTrace,
  type Tree,
} from '../trace/index.ts'

/** Runs all branches; throws `TooLong` when they make too many micro-steps that they do not share. */
function runBranches({ branches }: Tree): void {
  const traces = new Map<number, AnyTrace>()
  let made = 0
  for (const { id, scenario, parent } of branches) {
    const from = parent === null ? undefined : traces.get(parent.id)
    const isBase = from !== undefined && from.config === scenario.config
    const shared = isBase && parent !== null ? parent.after : 0
    const trace = recordAny(scenario, isBase ? from : null, shared)
    made += trace.length - (isBase ? (from.steps[shared]?.start ?? from.length) : 0)
    if (made > LIMITS.moments) throw new TooLong(`branch ${id}`)
    traces.set(id, trace)
  }
}

/**
 * Whether a work can be run: a few hundred bytes can ask for hours of micro-steps. This stops soon
 * after the bound. Loads the machine if need be.
 */
export async function canRun(tree: Tree): Promise<boolean> {
  await loadMachine(currentBranch(tree).scenario.machine)
  try {
    runBranches(tree)
    return true
  } catch (error) {
    if (error instanceof TooLong) return false
    throw error
  }
}
