import { isServerTrace, type ServerTrace } from '../../trace/index.ts'
import type { Player } from '../../app/playerState.ts'
import { usePlayer } from '../context.ts'
import { useCalmMoment } from '../dom/useCalmMoment.ts'

/** The trace of the server on the screen; throws where there is none. */
export function serverTraceOf({ trace }: Pick<Player, 'trace'>): ServerTrace {
  if (!isServerTrace(trace)) throw new Error('only for a server')
  return trace
}

export const useServerTrace = (): ServerTrace => usePlayer(serverTraceOf)

export interface ServerShown {
  readonly trace: ServerTrace
  readonly moment: number
}

/** Trace and moment for a panel beside the picture, one frame after the picture; see useCalmMoment. */
export function useCalmServer(): ServerShown {
  const shown = useCalmMoment()
  return { trace: serverTraceOf(shown), moment: shown.moment }
}
