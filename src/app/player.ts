import { createStore } from 'zustand/vanilla'
import { FIRST_SCENARIO, scenarios, type ScenarioId } from '../scenarios/index.ts'
import { historyOf, moved, treeOf, type History } from '../trace/index.ts'
import { choosing, editing, shown } from './editing.ts'
import type { Notice } from './notice.ts'
import { playing } from './playing.ts'
import type { Access, Player, PlayerState, PlayerStore } from './playerState.ts'
import type { TextStorage } from './storage.ts'
import { loadHistory, storeHistory, type Loaded } from './workspace.ts'

/** What is shown when a scenario is opened: the work of last time, or the scenario as it came. */
function opened(storage: TextStorage, id: ScenarioId, unsaved?: History): PlayerState {
  const loaded: Loaded =
    unsaved === undefined ? loadHistory(storage, id) : { kind: 'loaded', history: unsaved }
  const history =
    loaded.kind === 'loaded'
      ? loaded.history
      : historyOf({ tree: treeOf(scenarios[id]), moment: 0 })
  const notice: Notice | null =
    loaded.kind === 'broken'
      ? { kind: 'savedBroken', field: loaded.field, reason: loaded.reason, text: loaded.text }
      : null
  return { scenarioId: id, playing: false, notice, ...shown(history) }
}

export interface PlayerOptions {
  readonly storage: TextStorage
  readonly scenario?: ScenarioId
}

/** The store behind the screen: a history, a playhead and nothing that can be computed. */
export const createPlayer = ({ storage, scenario = FIRST_SCENARIO }: PlayerOptions): PlayerStore =>
  createStore<Player>()((set, get) => {
    const access: Access = { get, set }
    /** What the storage does not take: kept as long as the page is open. */
    const unsaved = new Map<ScenarioId, History>()
    return {
      ...opened(storage, scenario),
      ...playing(access),
      ...editing(access),
      ...choosing(access),
      open: (id) => {
        get().save()
        const { notice } = get()
        const next = opened(storage, id, unsaved.get(id))
        set(next.notice === null && notice?.kind === 'notSaved' ? { ...next, notice } : next)
      },
      save: () => {
        const { scenarioId, history, moment } = get()
        const work = moved(history, moment)
        if (storeHistory(storage, scenarioId, work)) {
          unsaved.delete(scenarioId)
          return
        }
        // Said once: it would hide what each edit has to say.
        if (unsaved.size === 0) set({ notice: { kind: 'notSaved' } })
        unsaved.set(scenarioId, work)
      },
      dismiss: () => {
        set({ notice: null })
      },
    }
  })
