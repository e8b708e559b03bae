import { isClusterTrace, type ClusterTrace } from '../../trace/index.ts'
import { usePlayer } from '../context.ts'
import { useCalmMoment } from '../dom/useCalmMoment.ts'

export interface ClusterShown {
  readonly trace: ClusterTrace
  readonly moment: number
}

/** The trace on the screen; throws when it is not a cluster's. */
export function useClusterTrace(): ClusterTrace {
  const trace = usePlayer((player) => player.trace)
  if (!isClusterTrace(trace)) throw new Error('only for a cluster')
  return trace
}

/** Trace and moment for the picture. */
export function useCluster(): ClusterShown {
  const moment = usePlayer((player) => player.moment)
  return { trace: useClusterTrace(), moment }
}

/** Trace and moment for a panel beside the picture: see `useCalmMoment`. */
export function useCalmCluster(): ClusterShown {
  const { trace, moment } = useCalmMoment()
  if (!isClusterTrace(trace)) throw new Error('only for a cluster')
  return { trace, moment }
}
