import {
  branchName,
  currentBranch,
  edit,
  edited,
  beginningOf,
  goesOn,
  keysNamed,
  mostKeys,
  LIMITS,
  moved,
  reconfigure,
  recordAny,
  redo,
  selectBranch,
  TooLong,
  undo,
  withCommands,
  type AnyTrace,
  type CommandOf,
  type History,
  type Scenario,
  type Tree,
} from '../trace/index.ts'
import type { Notice } from './notice.ts'
import { momentOfCommands, placeFor } from './placeFor.ts'
import type { Access, PlayerActions } from './playerState.ts'
import { traceOf } from './traces.ts'

type Editing = Pick<PlayerActions, 'run' | 'configure' | 'scanToEnd' | 'startAfresh'>
type Choosing = Pick<PlayerActions, 'undo' | 'redo' | 'select'>

/**
 * The trace and moment that a history shows; a moment beyond the end becomes the end. Throws
 * `TooLong`.
 */
export function shown(history: History, like?: Tree) {
  const { scenario } = currentBranch(history.present.tree)
  const base = like === undefined ? undefined : currentBranch(like).scenario
  const trace = traceOf(scenario, base)
  return { history, trace, moment: Math.min(history.present.moment, trace.length) }
}

/**
 * Shows a changed tree at the moment when its first `commands` commands are done. False, and a
 * notice, when these make too many micro-steps.
 */
function change(
  { get, set }: Access,
  tree: Tree,
  commands: number,
  notice: Notice | null,
): boolean {
  const { history, moment: from, save } = get()
  const next = edited(moved(history, from), { tree, moment: 0 })
  try {
    const view = shown(next, history.present.tree)
    set({ ...view, moment: momentOfCommands(view.trace, commands), notice, playing: false })
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    set({ notice: { kind: 'tooLong' }, playing: false })
    return false
  }
  save()
  return true
}

/** Calls until the scan is complete, at most `room`. Throws `TooLong`. */
function callsToEnd(scenario: Scenario, trace: AnyTrace, after: number, room: number) {
  let current = beginningOf(scenario, after)
  let end = recordAny(current, trace, after)
  const calls: CommandOf<Scenario>[] = []
  let next = goesOn(end)
  while (calls.length < room && next !== null) {
    calls.push(next)
    current = withCommands(current, [...current.commands, next])
    end = recordAny(current, end, current.commands.length - 1)
    next = goesOn(end)
  }
  return { calls, complete: next === null }
}

function noticeOf(before: Tree, after: Tree, inCall: boolean): Notice | null {
  const names = { name: branchName(after.current), old: branchName(before.current) }
  if (after.current !== before.current) return { kind: 'branched', ...names, afterCall: inCall }
  return inCall ? { kind: 'afterCall' } : null
}

/** Commands at the present moment; false when there are too many of something. */
function run(access: Access, commands: readonly CommandOf<Scenario>[]): boolean {
  const { trace, moment, history } = access.get()
  const { tree } = history.present
  const { after, inCall } = placeFor(trace, moment)
  if (commands.length === 0) return true
  if (after + commands.length > LIMITS.commands) {
    access.set({ notice: { kind: 'commandsFull' } })
    return false
  }
  const next = edit(tree, after, commands)
  const { scenario } = currentBranch(next)
  if (keysNamed(scenario) > mostKeys(scenario)) {
    access.set({ notice: { kind: 'keysFull' } })
    return false
  }
  return change(access, next, after + commands.length, noticeOf(tree, next, inCall))
}

function scanToEnd(access: Access): void {
  const { trace, moment, history } = access.get()
  const { scenario } = currentBranch(history.present.tree)
  const { after } = placeFor(trace, moment)
  try {
    const { calls, complete } = callsToEnd(scenario, trace, after, LIMITS.commands - after)
    run(access, calls)
    if (!complete) access.set({ notice: { kind: 'commandsFull' } })
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    access.set({ notice: { kind: 'tooLong' } })
  }
}

/** What makes history: each of these can be undone. */
export const editing = (access: Access): Editing => ({
  run: (commands) => run(access, commands),
  configure: (difference, commands) => {
    const { trace, moment, history } = access.get()
    const { tree } = history.present
    const next = reconfigure(tree, difference, commands)
    const names = { name: branchName(next.current), old: branchName(tree.current) }
    const { length } = currentBranch(next).scenario.commands
    const done = Math.min(placeFor(trace, moment).after, length)
    change(access, next, done, { kind: 'config', ...names })
  },
  scanToEnd: () => {
    scanToEnd(access)
  },
  startAfresh: () => {
    change(access, access.get().origin.tree, 0, null)
  },
})

/** Walks between what was made. */
export function choosing({ get, set }: Access): Choosing {
  const show = (history: History, notice: Notice | null) => {
    try {
      set({ ...shown(history), notice, playing: false })
    } catch (error) {
      if (!(error instanceof TooLong)) throw error
      set({ notice: { kind: 'tooLong' }, playing: false })
      return
    }
    get().save()
  }
  return {
    undo: () => {
      const { history, moment } = get()
      if (history.past.length > 0) show(undo(moved(history, moment)), { kind: 'undone' })
    },
    redo: () => {
      const { history, moment } = get()
      if (history.future.length > 0) show(redo(moved(history, moment)), { kind: 'redone' })
    },
    select: (branch) => {
      const { history, moment } = get()
      const tree = selectBranch(history.present.tree, branch)
      show({ ...history, present: { tree, moment } }, null)
    },
  }
}
