import { createStore } from 'zustand/vanilla'
import {
  edited,
  historyOf,
  LIMITS,
  moved,
  TooLong,
  treeOf,
  type History,
  type Place,
} from '../trace/index.ts'
import { choosing, editing, shown } from './editing.ts'
import { isGuest } from './guests.ts'
import type { Notice } from './notice.ts'
import { loadBeside } from './otherTabs.ts'
import { hasParts, loadParts } from './parts.ts'
import { playing } from './playing.ts'
import type { Access, Player, PlayerState, PlayerStore, Work } from './playerState.ts'
import type { TextStorage } from './storage.ts'
import {
  isUntouched,
  keepHistory,
  loadHistory,
  mustJoin,
  setAside,
  type Loaded,
  type Seen,
} from './workspace.ts'

/** What was made of a work before. What makes too many micro-steps is broken, too. */
function loadedFrom(storage: TextStorage, { id, scenario }: Work) {
  const loaded = loadHistory(storage, id, scenario.machine)
  if (loaded.kind !== 'loaded') return { loaded, view: null }
  try {
    return { loaded, view: shown(loaded.history) }
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    const reason = { kind: 'tooManyMoments', most: LIMITS.moments } as const
    const broken: Loaded = { kind: 'broken', field: 'commands', reason, text: loaded.text }
    setAside(storage, id, loaded.text)
    return { loaded: broken, view: null }
  }
}

/** The place of a link that was followed. What the reader had made before is one undo away. */
function followed(before: History, start: Place) {
  const isNew = isUntouched(before, start.tree)
  const view = shown(isNew ? historyOf(start) : edited(before, start))
  return { ...view, notice: isNew ? null : ({ kind: 'linkAgain' } as const) }
}

interface Opened {
  readonly state: PlayerState
  /** The text that it was read from; null when there was none, undefined when it was not looked for. */
  readonly text: string | null | undefined
}

/** What is shown when a work is opened: the work of last time, or the work as it came. */
function opened(storage: TextStorage, work: Work, unsaved?: History): Opened {
  const { id, scenario, notice = null, isFresh = false } = work
  const origin = work.start ?? { tree: treeOf(scenario), moment: 0 }
  const base = { scenarioId: id, origin, playing: false, opening: false }
  const { loaded, view } =
    unsaved === undefined ? loadedFrom(storage, work) : { loaded: null, view: shown(unsaved) }
  const text = loaded?.kind === 'loaded' ? loaded.text : loaded === null ? undefined : null
  if (view !== null && isFresh) {
    const found = followed(view.history, origin)
    return { state: { ...base, ...found, notice: notice ?? found.notice }, text }
  }
  const broken: Notice | null =
    loaded?.kind === 'broken'
      ? { kind: 'savedBroken', field: loaded.field, reason: loaded.reason, text: loaded.text }
      : null
  const told = { notice: broken ?? notice }
  return { state: { ...base, ...told, ...(view ?? shown(historyOf(origin))) }, text }
}

export interface PlayerOptions extends Work {
  readonly storage: TextStorage
}

/** A work, once all is there that it needs; null when something cannot be loaded. */
async function loaded(work: Work | Promise<Work>): Promise<Work | null> {
  try {
    const found = await work
    await loadParts(found.scenario.machine)
    return found
  } catch {
    return null
  }
}

/** Opens works: at once when their machine is there, else as soon as it is loaded. */
function opening({ get, set }: Access, show: (work: Work) => void) {
  let latest = 0
  const soon = async (work: Work | Promise<Work>): Promise<void> => {
    const turn = ++latest
    set({ opening: true, playing: false })
    const found = await loaded(work)
    // A later press may have been quicker.
    if (turn !== latest) return
    if (found === null) set({ opening: false, notice: { kind: 'notLoaded' } })
    else show(found)
  }
  return (work: Work | Promise<Work>) => {
    get().save()
    if ('scenario' in work && hasParts(work.scenario.machine)) {
      latest++
      show(work)
    } else void soon(work)
  }
}

/**
 * The store behind the screen: a history, a playhead and nothing that can be computed. What its
 * first work needs must be loaded: see `loadParts`. Throws `TooLong`.
 */
export const createPlayer = ({ storage, ...first }: PlayerOptions): PlayerStore =>
  createStore<Player>()((set, get) => {
    const access: Access = { get, set }
    /** What the storage does not take: kept as long as the page is open. */
    const unsaved = new Map<string, History>()
    /** Guests that nobody worked on: their links lead to them again. */
    const visited = new Map<string, History>()
    const seen = new Map<string, Seen>()
    /** A save waits until the work of another tab can be joined; one that comes meanwhile does not. */
    let waits = false
    const look = (work: Work): PlayerState => {
      const { state, text } = opened(storage, work, unsaved.get(work.id) ?? visited.get(work.id))
      if (text !== undefined) seen.set(work.id, { text, history: state.history })
      return state
    }
    const show = (work: Work) => {
      const { notice } = get()
      const next = look(work)
      const stays = notice?.kind === 'notSaved' || notice?.kind === 'otherAside'
      set(next.notice === null && stays ? { ...next, notice } : next)
    }
    return {
      ...look(first),
      ...playing(access),
      ...editing(access),
      ...choosing(access),
      open: opening(access, show),
      save: () => {
        const { scenarioId, history, moment, origin } = get()
        const work = moved(history, moment)
        if (isGuest(scenarioId) && isUntouched(work, origin.tree)) {
          visited.set(scenarioId, work)
          return
        }
        visited.delete(scenarioId)
        const before = seen.get(scenarioId)
        if (!waits && mustJoin(storage, scenarioId, before)) {
          waits = true
          void loadBeside().then(() => {
            get().save()
            waits = false
          })
          return
        }
        const kept = keepHistory(storage, scenarioId, work, before)
        if (kept.seen === null) {
          // Said once: it would hide what each edit has to say.
          if (unsaved.size === 0) set({ notice: { kind: 'notSaved' } })
          unsaved.set(scenarioId, work)
        } else {
          seen.set(scenarioId, kept.seen)
          unsaved.delete(scenarioId)
          if (kept.seen.history !== work) set({ history: kept.seen.history })
        }
        if (kept.notice !== null) set({ notice: kept.notice })
      },
      dismiss: () => {
        set({ notice: null })
      },
    }
  })
