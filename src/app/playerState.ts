import type { StoreApi } from 'zustand/vanilla'
import type { AnyTrace, CommandOf, ConfigOf, History, Place, Scenario } from '../trace/index.ts'
import type { Grain } from './grain.ts'
import type { Notice } from './notice.ts'

/** A scenario, and the name under which the work on it is saved. */
export interface Work {
  readonly id: string
  readonly scenario: Scenario
  /** Where a link or a file leads, in the branches that it brought; else the scenario's beginning. */
  readonly start?: Place
  /** A link was followed: its place is shown, whatever was made of the work before. */
  readonly isFresh?: boolean
  /** What is to be said about it. */
  readonly notice?: Notice | null
}

export interface PlayerState {
  /** The id of the work that is open. */
  readonly scenarioId: string
  /** The work as it came. */
  readonly origin: Place
  readonly history: History
  readonly trace: AnyTrace
  readonly moment: number
  readonly playing: boolean
  /** Another work is being loaded. */
  readonly opening: boolean
  readonly notice: Notice | null
}

export interface PlayerActions {
  readonly seek: (moment: number) => void
  readonly step: (grain: Grain, direction: 1 | -1) => void
  /** The end of the next call; at the end of the trace the client goes on with its scan. */
  readonly nextCall: () => void
  readonly setPlaying: (playing: boolean) => void
  /**
   * Does commands at the present moment; in the past that begins a new branch. False: refused, and
   * the notice says why.
   */
  readonly run: (commands: readonly CommandOf<Scenario>[]) => boolean
  /** Another configuration, and other commands if these do not fit it; a new branch. */
  readonly configure: (
    change: Partial<ConfigOf<Scenario>>,
    commands?: readonly CommandOf<Scenario>[],
  ) => void
  readonly scanToEnd: () => void
  readonly undo: () => void
  readonly redo: () => void
  readonly select: (branch: number) => void
  /** Opens another work, at once if nothing has to be loaded for it. */
  readonly open: (work: Work | Promise<Work>) => void
  /** Forgets what was made of this scenario; undo brings it back. */
  readonly startAfresh: () => void
  readonly dismiss: () => void
  /** Stores the work and the moment, to be found after a reload. */
  readonly save: () => void
}

export type Player = PlayerState & PlayerActions
export type PlayerStore = StoreApi<Player>

/** What an action needs of the store. */
export interface Access {
  readonly get: () => Player
  readonly set: (change: Partial<PlayerState>) => void
}
