import { useDeferredValue } from 'react'
import type { AnyTrace } from '../../trace/index.ts'
import { usePlayer } from '../context.ts'

export interface Shown {
  readonly trace: AnyTrace
  readonly moment: number
}

const shown = new WeakMap<AnyTrace, Shown>()

/** Trace and moment as one object, the same one for all who ask between two steps. */
function shownOf({ trace, moment }: Shown): Shown {
  const known = shown.get(trace)
  if (known?.moment === moment) return known
  const made = { trace, moment }
  shown.set(trace, made)
  return made
}

/**
 * Trace and moment for a panel beside the picture: caption and picture change in the frame of the
 * press, the panels in the next one. For a memoized component, which then skips the first pass.
 */
export const useCalmMoment = (): Shown => useDeferredValue(usePlayer(shownOf))
