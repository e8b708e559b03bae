import {
  chainFold,
  handedOut,
  snapshotCost,
  type ClusterScene,
  type Exchange,
  type SnapshotCost,
} from '../../cluster/index.ts'
import { stateAt, type ClusterTrace } from '../../trace/index.ts'
import { huesOf } from './hues.ts'
import { scannedSlots } from './pictureOf.ts'

/** How far the scan was at a time: shares of keys, slots, and of keys that came again. */
export interface Sample {
  readonly at: number
  readonly keys: number
  readonly slots: number
  readonly twice: number
}

/** What a node had to do. */
export interface NodeMetrics {
  readonly id: string
  readonly hue: number
  readonly calls: number
  readonly keys: number
  readonly errors: number
  readonly busy: number
}

/** The scan over the model's clock. */
export interface MetricsPicture {
  readonly samples: readonly Sample[]
  readonly until: number
  readonly now: number
  readonly calls: number
  readonly keys: number
  readonly twice: number
  readonly slots: number
  readonly nodes: readonly NodeMetrics[]
  /** Keys that the client's user has got. */
  readonly handed: number
  readonly snapshot: SnapshotCost
}

/** Points of a curve: more than there are pixels help nobody. */
const POINTS = 120

function sampleOf(scene: ClusterScene): Sample {
  const { client, ledger } = scene
  const owed = Math.max(1, ledger.owed)
  return {
    at: client.now,
    keys: Math.min(1, ledger.returned.size / owed),
    slots: scannedSlots(scene).reduce((sum, [from, to]) => sum + to - from, 0),
    twice: ledger.doubled.length / owed,
  }
}

const curves = new WeakMap<ClusterTrace, readonly Sample[]>()

/** The curve of a whole trace, in so many points at most. */
function curveOf(trace: ClusterTrace): readonly Sample[] {
  const known = curves.get(trace)
  if (known !== undefined) return known
  const every = Math.max(1, Math.ceil(trace.steps.length / POINTS))
  const ends = trace.steps
    .filter((_, index) => index % every === every - 1)
    .map(({ start, events }) => start + events.length)
  const moments = [...new Set([0, ...ends, trace.length])]
  const samples = moments.map((moment) => sampleOf(stateAt(trace, moment)))
  curves.set(trace, samples)
  return samples
}

type Counts = Pick<NodeMetrics, 'calls' | 'keys' | 'errors'>

const NOTHING: Counts = { calls: 0, keys: 0, errors: 0 }

/** What came from each node. */
const countsOf = chainFold(
  new Map<string, Counts>() as ReadonlyMap<string, Counts>,
  (counts, { node, keys, answer }: Exchange) => {
    const { calls, keys: before, errors } = counts.get(node) ?? NOTHING
    const failed = answer.kind === 'reply' ? 0 : 1
    const now = { calls: calls + 1, keys: before + keys.length, errors: errors + failed }
    return new Map(counts).set(node, now)
  },
)

/** What each node had to do, counted as the answers came. */
function nodesOf(trace: ClusterTrace, scene: ClusterScene): readonly NodeMetrics[] {
  const hues = huesOf(trace, scene)
  const counts = countsOf(scene.client.exchanges)
  return scene.cluster.nodes.map(({ id }) => ({
    id,
    hue: hues.get(id) ?? 0,
    ...NOTHING,
    ...counts.get(id),
    busy: scene.client.busy.get(id) ?? 0,
  }))
}

/** The metrics at a moment; the curve is that of the whole trace. */
export function metricsAt(trace: ClusterTrace, moment: number): MetricsPicture {
  const scene = stateAt(trace, moment)
  const { client, ledger } = scene
  return {
    samples: curveOf(trace),
    until: trace.last.client.now,
    now: client.now,
    calls: client.exchanges.length,
    keys: ledger.returned.size,
    twice: ledger.doubled.length,
    slots: sampleOf(scene).slots,
    nodes: nodesOf(trace, scene),
    handed: handedOut(scene),
    snapshot: snapshotCost(scene),
  }
}
