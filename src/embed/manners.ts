import { createStore } from 'zustand/vanilla'
import type { Keys, Wanted } from '../app/wanted.ts'

/** How a frame behaves in its host; the page itself has no such thing. */
export interface Manners {
  readonly keys: Keys
  /** Whether the reader is asked before each call. */
  readonly predict: 'on' | 'off'
}

/** The manners that a frame's URL asks for. */
export const createManners = ({ keys = 'focus', predict = 'off' }: Wanted) =>
  createStore<Manners>()(() => ({ keys, predict }))

export type MannersStore = ReturnType<typeof createManners>
