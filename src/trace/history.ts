import { keepLost, type Tree } from './branches.ts'
import { LIMITS } from './limits.ts'

/** Where the user stands: a tree and a moment of its current branch. */
export interface Place {
  readonly tree: Tree
  readonly moment: number
}

/** Undo and redo over whole trees; trees share what did not change. */
export interface History {
  readonly past: readonly Place[]
  readonly present: Place
  readonly future: readonly Place[]
}

export const historyOf = (place: Place): History => ({ past: [], present: place, future: [] })

/** Playing and seeking: moves the playhead, is no edit. */
export const moved = (history: History, moment: number): History => ({
  ...history,
  present: { ...history.present, moment },
})

/** An edit. What redo could still have brought back becomes branches, the longest ones first. */
export function edited(history: History, next: Place): History {
  const tree = history.future.reduceRight((kept, buried) => keepLost(kept, buried.tree), next.tree)
  return {
    past: [...history.past, history.present].slice(-LIMITS.undo),
    present: { ...next, tree },
    future: [],
  }
}

/** The place before the last edit; the same history when there is none. */
export function undo({ past, present, future }: History): History {
  const before = past.at(-1)
  if (before === undefined) return { past, present, future }
  return { past: past.slice(0, -1), present: before, future: [present, ...future] }
}

/** The place after the edit undone last. */
export function redo({ past, present, future }: History): History {
  const [after, ...rest] = future
  if (after === undefined) return { past, present, future }
  return { past: [...past, present], present: after, future: rest }
}
