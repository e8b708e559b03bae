import { useDeferredValue, useMemo } from 'react'
import type { AnyTrace } from '../../trace/index.ts'
import { usePlayer } from '../context.ts'

export interface Shown {
  readonly trace: AnyTrace
  readonly moment: number
}

/**
 * Trace and moment for a panel beside the picture: caption and picture change in the frame of the
 * press, the panels in the next one. For a memoized component, which then skips the first pass.
 */
export function useCalmMoment(): Shown {
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  return useDeferredValue(useMemo(() => ({ trace, moment }), [trace, moment]))
}
