import type { DictCommand } from '../machines/index.ts'
import { scenarios } from '../scenarios/index.ts'
import {
  append,
  branchName,
  currentBranch,
  edit,
  edited,
  keysNamed,
  LIMITS,
  moved,
  reconfigure,
  redo,
  selectBranch,
  treeOf,
  truncate,
  undo,
  type DictTrace,
  type History,
  type Tree,
} from '../trace/index.ts'
import type { Notice } from './notice.ts'
import { momentOfCommands, placeFor } from './placeFor.ts'
import type { Access, PlayerActions } from './playerState.ts'
import { traceOf } from './traces.ts'

type Editing = Pick<PlayerActions, 'run' | 'configure' | 'scanToEnd' | 'startAfresh'>
type Choosing = Pick<PlayerActions, 'undo' | 'redo' | 'select'>

/** The trace and moment that a history shows; a moment beyond the end becomes the end. */
export function shown(history: History, like?: Tree) {
  const { scenario } = currentBranch(history.present.tree)
  const base = like === undefined ? undefined : currentBranch(like).scenario
  const trace = traceOf(scenario, base)
  return { history, trace, moment: Math.min(history.present.moment, trace.length) }
}

/** Shows a changed tree at the moment when its first `commands` commands are done. */
function change({ get, set }: Access, tree: Tree, commands: number, notice: Notice | null): void {
  const { history, moment: from, save } = get()
  const next = edited(moved(history, from), { tree, moment: 0 })
  const view = shown(next, history.present.tree)
  set({ ...view, moment: momentOfCommands(view.trace, commands), notice, playing: false })
  save()
}

const SCAN: DictCommand = { type: 'scan' }

/** Calls until the scan is complete, at most `room`. */
function callsToEnd(trace: DictTrace, after: number, room: number) {
  const calls: DictCommand[] = []
  let current = truncate(trace, after)
  while (calls.length < room && current.last.scan.status !== 'complete') {
    current = append(current, [SCAN])
    calls.push(SCAN)
  }
  return { calls, complete: current.last.scan.status === 'complete' }
}

function noticeOf(before: Tree, after: Tree, inCall: boolean): Notice | null {
  const names = { name: branchName(after.current), old: branchName(before.current) }
  if (after.current !== before.current) return { kind: 'branched', ...names, afterCall: inCall }
  return inCall ? { kind: 'afterCall' } : null
}

/** What makes history: each of these can be undone. */
export const editing = (access: Access): Editing => ({
  run: (commands) => {
    const { trace, moment, history } = access.get()
    const { tree } = history.present
    const { after, inCall } = placeFor(trace, moment)
    if (commands.length === 0) return
    if (after + commands.length > LIMITS.commands) {
      access.set({ notice: { kind: 'commandsFull' } })
      return
    }
    const next = edit(tree, after, commands)
    if (keysNamed(currentBranch(next).scenario) > LIMITS.keys) {
      access.set({ notice: { kind: 'keysFull' } })
      return
    }
    change(access, next, after + commands.length, noticeOf(tree, next, inCall))
  },
  configure: (difference) => {
    const { trace, moment, history } = access.get()
    const { tree } = history.present
    const next = reconfigure(tree, difference)
    const names = { name: branchName(next.current), old: branchName(tree.current) }
    change(access, next, placeFor(trace, moment).after, { kind: 'config', ...names })
  },
  scanToEnd: () => {
    const { trace, moment, run } = access.get()
    const { after } = placeFor(trace, moment)
    const { calls, complete } = callsToEnd(trace, after, LIMITS.commands - after)
    run(calls)
    if (!complete) access.set({ notice: { kind: 'commandsFull' } })
  },
  startAfresh: () => {
    change(access, treeOf(scenarios[access.get().scenarioId]), 0, null)
  },
})

/** Walks between what was made. */
export function choosing({ get, set }: Access): Choosing {
  const show = (history: History, notice: Notice | null) => {
    set({ ...shown(history), notice, playing: false })
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
