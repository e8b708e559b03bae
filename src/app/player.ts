import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DictCommand, DictConfig } from '../machines/index.ts'
import { FIRST_SCENARIO, scenarios, type ScenarioId } from '../scenarios/index.ts'
import {
  append,
  branchName,
  currentBranch,
  edit,
  edited,
  historyOf,
  LIMITS,
  moved,
  reconfigure,
  redo,
  selectBranch,
  stepAt,
  treeOf,
  truncate,
  undo,
  type DictTrace,
  type History,
  type Tree,
} from '../trace/index.ts'
import { momentAfter, type Grain } from './grain.ts'
import type { Notice } from './notice.ts'
import type { TextStorage } from './storage.ts'
import { traceOf } from './traces.ts'
import { loadHistory, storeHistory } from './workspace.ts'

export interface PlayerState {
  readonly scenarioId: ScenarioId
  readonly history: History
  readonly trace: DictTrace
  readonly moment: number
  readonly playing: boolean
  readonly notice: Notice | null
}

export interface PlayerActions {
  readonly seek: (moment: number) => void
  readonly step: (grain: Grain, direction: 1 | -1) => void
  /** The end of the next call; at the end of the trace a new call is made. */
  readonly nextCall: () => void
  readonly setPlaying: (playing: boolean) => void
  /** Does commands at the present moment; in the past that begins a new branch. */
  readonly run: (commands: readonly DictCommand[]) => void
  readonly configure: (change: Partial<DictConfig>) => void
  readonly scanToEnd: () => void
  readonly undo: () => void
  readonly redo: () => void
  readonly select: (branch: number) => void
  readonly open: (id: ScenarioId) => void
  /** Forgets what was made of this scenario; undo brings it back. */
  readonly startAfresh: () => void
  readonly dismiss: () => void
}

export type Player = PlayerState & PlayerActions
export type PlayerStore = StoreApi<Player>

const SCAN: DictCommand = { type: 'scan' }

/** Where a command given at a moment goes: after how many commands, and whether it had to wait. */
export function placeFor(trace: DictTrace, moment: number) {
  const step = stepAt(trace, moment)
  const found = trace.steps[step]
  const inside = found !== undefined && moment < found.start + found.events.length
  return { after: step + 1, inCall: inside && found.command.type === 'scan' }
}

const freshHistory = (id: ScenarioId): History =>
  historyOf({ tree: treeOf(scenarios[id]), moment: 0 })

function opened(storage: TextStorage, id: ScenarioId): PlayerState {
  const loaded = loadHistory(storage, id)
  const history = loaded.kind === 'loaded' ? loaded.history : freshHistory(id)
  const notice: Notice | null =
    loaded.kind === 'broken'
      ? { kind: 'savedBroken', field: loaded.field, reason: loaded.reason, text: loaded.text }
      : null
  return { scenarioId: id, playing: false, notice, ...shown(history) }
}

/** The trace and moment that a history shows; a moment beyond the end becomes the end. */
function shown(history: History, like?: Tree) {
  const { scenario } = currentBranch(history.present.tree)
  const base = like === undefined ? undefined : currentBranch(like).scenario
  const trace = traceOf(scenario, base)
  return { history, trace, moment: Math.min(history.present.moment, trace.length) }
}

/** Calls until the scan is complete, at most `room`. */
function callsToEnd(trace: DictTrace, after: number, room: number): readonly DictCommand[] {
  const calls: DictCommand[] = []
  let current = truncate(trace, after)
  while (calls.length < room && current.last.scan.status !== 'complete') {
    current = append(current, [SCAN])
    calls.push(SCAN)
  }
  return calls
}

export interface PlayerOptions {
  readonly storage: TextStorage
  readonly scenario?: ScenarioId
}

/** The store behind the screen: a history, a playhead and nothing that can be computed. */
export function createPlayer({ storage, scenario = FIRST_SCENARIO }: PlayerOptions): PlayerStore {
  return createStore<Player>()((set, get) => {
    const save = () => {
      const { scenarioId, history, moment } = get()
      const saved = storeHistory(storage, scenarioId, moved(history, moment))
      if (!saved) set({ notice: { kind: 'notSaved' } })
    }
    /** Shows a changed tree at the moment when its first `commands` commands are done. */
    const change = (tree: Tree, commands: number, notice: Notice | null) => {
      const { history, moment: from } = get()
      const next = edited(moved(history, from), { tree, moment: 0 })
      const view = shown(next, history.present.tree)
      const step = view.trace.steps[commands - 1]
      const moment = step === undefined ? 0 : step.start + step.events.length
      set({ ...view, moment, notice, playing: false })
      save()
    }
    const edges = (history: History, notice: Notice) => {
      set({ ...shown(history), notice, playing: false })
      save()
    }
    return {
      ...opened(storage, scenario),
      seek: (moment) => {
        const { trace } = get()
        set({ moment: Math.max(0, Math.min(trace.length, Math.round(moment))), playing: false })
      },
      step: (grain, direction) => {
        const { trace, moment } = get()
        set({ moment: momentAfter(trace, moment, grain, direction) })
      },
      nextCall: () => {
        const { trace, moment, run } = get()
        if (moment < trace.length) set({ moment: momentAfter(trace, moment, 'call', 1) })
        else if (trace.last.scan.status !== 'complete') run([SCAN])
      },
      setPlaying: (playing) => {
        const { trace, moment } = get()
        if (playing && moment === trace.length) set({ moment: 0, playing })
        else set({ playing })
      },
      run: (commands) => {
        const { trace, moment, history } = get()
        const { tree } = history.present
        const { after, inCall } = placeFor(trace, moment)
        if (after + commands.length > LIMITS.commands) {
          set({ notice: { kind: 'commandsFull' } })
          return
        }
        const next = edit(tree, after, commands)
        const names = { name: branchName(next.current), old: branchName(tree.current) }
        const notice: Notice | null =
          next.current !== tree.current
            ? { kind: 'branched', ...names, afterCall: inCall }
            : inCall
              ? { kind: 'afterCall' }
              : null
        change(next, after + commands.length, notice)
      },
      configure: (difference) => {
        const { trace, moment, history } = get()
        const { tree } = history.present
        const next = reconfigure(tree, difference)
        const names = { name: branchName(next.current), old: branchName(tree.current) }
        change(next, placeFor(trace, moment).after, { kind: 'config', ...names })
      },
      scanToEnd: () => {
        const { trace, moment, run } = get()
        const { after } = placeFor(trace, moment)
        run(callsToEnd(trace, after, LIMITS.commands - after))
      },
      undo: () => {
        const { history, moment } = get()
        if (history.past.length > 0) edges(undo(moved(history, moment)), { kind: 'undone' })
      },
      redo: () => {
        const { history, moment } = get()
        if (history.future.length > 0) edges(redo(moved(history, moment)), { kind: 'redone' })
      },
      select: (branch) => {
        const { history, moment } = get()
        const tree = selectBranch(history.present.tree, branch)
        const present = { tree, moment }
        set({ ...shown({ ...history, present }), playing: false, notice: null })
        save()
      },
      open: (id) => {
        save()
        set(opened(storage, id))
      },
      startAfresh: () => {
        change(treeOf(scenarios[get().scenarioId]), 0, null)
      },
      dismiss: () => {
        set({ notice: null })
      },
    }
  })
}
