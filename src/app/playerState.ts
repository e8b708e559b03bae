import type { StoreApi } from 'zustand/vanilla'
import type { DictCommand, DictConfig } from '../machines/index.ts'
import type { ScenarioId } from '../scenarios/index.ts'
import type { DictTrace, History } from '../trace/index.ts'
import type { Grain } from './grain.ts'
import type { Notice } from './notice.ts'

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
