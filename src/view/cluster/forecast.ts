import { forecast, isServing, type ClusterScene, type Missed } from '../../cluster/index.ts'
import { stateAt, stepAt, type ClusterTrace } from '../../trace/index.ts'

const NONE: readonly Missed[] = []

/** With more keys, or more calls to come, nobody waits for a forecast. */
const MOST_KEYS = 256
const MOST_CALLS = 160

const known = new WeakMap<ClusterScene, readonly Missed[]>()

const keysIn = ({ cluster }: ClusterScene): number =>
  cluster.nodes.filter(isServing).reduce((sum, { server }) => sum + server.values.size, 0)

/**
 * The moment from which the rest is foretold: what the world does to a cluster is done whole, so in
 * the middle of it that is its end.
 */
function settled(trace: ClusterTrace, moment: number): number {
  const step = trace.steps[stepAt(trace, moment)]
  if (step === undefined || step.command.type === 'call') return moment
  return step.start + step.events.length
}

/** Keys that were missed; before the end of the scan, those that will be if nothing else happens. */
export function missedAt(trace: ClusterTrace, moment: number): readonly Missed[] {
  const now = stateAt(trace, moment)
  if (now.ledger.missed !== null) return now.ledger.missed
  if (now.client.status !== 'running' || keysIn(now) > MOST_KEYS) return NONE
  const scene = stateAt(trace, settled(trace, moment))
  const found = known.get(scene)
  if (found !== undefined) return found
  const { missed } = forecast(scene, trace.config, MOST_CALLS)
  known.set(scene, missed)
  return missed
}
