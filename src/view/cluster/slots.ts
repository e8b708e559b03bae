import {
  isServing,
  openSlots,
  slotOf,
  type ClusterNode,
  type ClusterScene,
} from '../../cluster/index.ts'

type Values = ClusterNode['server']['values']
type Counts = ReadonlyMap<number, number>

const counted = new WeakMap<Values, Counts>()

/** Keys of a node by their slot; a scan changes none of them. */
function countsOf(values: Values): Counts {
  const known = counted.get(values)
  if (known !== undefined) return known
  const counts = new Map<number, number>()
  for (const key of values.keys()) {
    const slot = slotOf(key)
    counts.set(slot, (counts.get(slot) ?? 0) + 1)
  }
  counted.set(values, counts)
  return counts
}

const countsIn = ({ cluster }: ClusterScene): readonly Counts[] =>
  cluster.nodes.filter(isServing).map(({ server }) => countsOf(server.values))

/** How many keys living primaries hold of a slot. */
export const keysOfSlot = (scene: ClusterScene, slot: number): number =>
  countsIn(scene).reduce((sum, counts) => sum + (counts.get(slot) ?? 0), 0)

/** The slot that holds most keys; the highest of several. */
function fullestSlot(scene: ClusterScene): number {
  let [best, most] = [0, 0]
  for (const counts of countsIn(scene)) {
    for (const [slot, count] of counts) {
      if (count > most || (count === most && slot > best)) [best, most] = [slot, count]
    }
  }
  return best
}

/** The slot that is on its way, so that its next step is one press; else the fullest one. */
export const slotToMove = (scene: ClusterScene): number =>
  openSlots(scene.cluster.nodes)[0] ?? fullestSlot(scene)
