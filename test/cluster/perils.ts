import {
  nodeOf,
  ownersOf,
  perilIds,
  rangesOf,
  slotOf,
  type NodeConfig,
  type NodeId,
  type PerilId,
  type SceneCommand,
  type StrategyId,
} from '../../src/cluster/index.ts'
import { createRandom } from '../../src/engine/index.ts'
import { Storyteller } from './storyteller.ts'

/** The version in which a strategy can be tried. */
export const versionFor = (strategy: StrategyId) =>
  strategy === 'clusterScan' ? 'valkey-9.1' : strategy === 'perSlot' ? 'redis-7.4' : 'redis-7.0'

/** Three primaries of unequal size, so that one ends long before the others; replicas after each. */
const FIRST_SLOTS = [0, 3000, 10_000, 16_384]

function nodesOf(hasReplicas: boolean): readonly NodeConfig[] {
  return ['A', 'B', 'C'].flatMap((id, nth): readonly NodeConfig[] => {
    const slots = [{ from: FIRST_SLOTS[nth] ?? 0, to: (FIRST_SLOTS[nth + 1] ?? 0) - 1 }]
    const replica: NodeConfig = { id: id.toLowerCase(), role: 'replica', of: id, slots: [] }
    return [{ id, role: 'primary', of: null, slots }, ...(hasReplicas ? [replica] : [])]
  })
}

type Random = () => number

const KEYS = 120

const pick = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random() * items.length)]

const keysOn = ({ scene }: Storyteller, node: NodeId): readonly string[] => [
  ...(nodeOf(scene.cluster, node)?.server.values.keys() ?? []),
]

/** A slot of a node that has keys; the node's first slot when none has. */
function slotWithKeys(story: Storyteller, node: NodeId, random: Random): number {
  const key = pick(keysOn(story, node).toSorted(), random)
  const [first] = rangesOf(ownersOf(story.scene.cluster), node)
  return key === undefined ? (first?.from ?? 0) : slotOf(key)
}

const primaries = ({ scene }: Storyteller): readonly NodeId[] =>
  scene.cluster.nodes.filter(({ role, alive }) => role === 'primary' && alive).map(({ id }) => id)

const states = (story: Storyteller) =>
  primaries(story).map((id) => ({ id, scan: story.scene.client.scans.get(id) }))

const finished = (story: Storyteller) => states(story).filter(({ scan }) => scan?.finished === true)
const begun = (story: Storyteller) =>
  states(story).filter(({ scan }) => scan !== undefined && !scan.finished)
const waiting = (story: Storyteller) => states(story).filter(({ scan }) => scan === undefined)
const unfinished = (story: Storyteller) => [...begun(story), ...waiting(story)]

const calls = (story: Storyteller, count: number): void => {
  for (let n = 0; n < count && !story.isOver; n++) story.do({ type: 'call' })
}

const move = (slot: number, to: NodeId, how: 'keys' | 'atomic' = 'atomic'): SceneCommand => ({
  type: 'migrate',
  slot,
  to,
  how,
})

/** A slot with keys of a node that is not that one. */
function moveTo(story: Storyteller, to: NodeId, from: readonly NodeId[], random: Random): void {
  const source = pick(
    from.filter((id) => id !== to),
    random,
  )
  if (source !== undefined) {
    story.do(move(slotWithKeys(story, source, random), to, random() < 0.5 ? 'keys' : 'atomic'))
  }
}

const idsOf = (nodes: readonly { readonly id: NodeId }[]) => nodes.map(({ id }) => id)

const perils: Readonly<Record<PerilId, (story: Storyteller, random: Random) => void>> = {
  rest: () => undefined,
  resize: (story, random) => {
    calls(story, 1 + Math.floor(random() * 4))
    const grows = random() < 0.3
    for (let n = 0; n < KEYS - 8; n++) {
      const words = grows ? ['SET', `new${n}`, 'v'] : ['DEL', `k${n}`]
      story.do({ type: 'write', words })
    }
    for (let n = 0; n < 3; n++) {
      story.do({ type: 'tick', ms: 100 })
      calls(story, 1)
    }
  },
  slotToFinished: (story, random) => {
    story.until(() => finished(story).length > 0 && unfinished(story).length > 0)
    calls(story, Math.floor(random() * 4))
    const to = pick(finished(story), random)
    if (to !== undefined) moveTo(story, to.id, idsOf(unfinished(story)), random)
  },
  slotFromFinished: (story, random) => {
    story.until(() => finished(story).length > 0 && unfinished(story).length > 0)
    calls(story, Math.floor(random() * 4))
    const to = pick(unfinished(story), random)
    if (to !== undefined) moveTo(story, to.id, idsOf(finished(story)), random)
  },
  slotBehindCursor: (story, random) => {
    calls(story, 1 + Math.floor(random() * 3))
    const to = pick(begun(story), random)
    if (to !== undefined) moveTo(story, to.id, idsOf(waiting(story)), random)
  },
  slotBehindCursorOldEpoch: (story, random) => {
    // The node that is scanned first takes a slot before the scan, so its epoch is the highest.
    story.do({ type: 'migrate', slot: slotWithKeys(story, 'B', random), to: 'A', how: 'atomic' })
    calls(story, 1 + Math.floor(random() * 3))
    moveTo(story, 'A', ['B', 'C'], random)
  },
  keyByKey: (story, random) => {
    calls(story, 1 + Math.floor(random() * 3))
    const source = pick(unfinished(story), random)
    const to = pick(
      primaries(story).filter((id) => id !== source?.id),
      random,
    )
    if (source === undefined || to === undefined) return
    const slot = slotWithKeys(story, source.id, random)
    story.do({ type: 'migrateBegin', slot, to }, { type: 'migrateKeys', slot, count: 2 })
    calls(story, 1 + Math.floor(random() * 20))
    story.do({ type: 'migrateEnd', slot })
  },
  failoverOtherSeed: (story, random) => {
    calls(story, 1 + Math.floor(random() * 4))
    const node = pick(begun(story), random)?.id ?? 'A'
    story.do({ type: 'failover', node, lost: 0, how: 'crash' })
  },
  failoverSameSeed: (story, random) => perils.failoverOtherSeed(story, random),
  nodeAdded: (story, random) => {
    calls(story, 1 + Math.floor(random() * 4))
    story.do({ type: 'addNode', node: 'D', of: null })
    const from = primaries(story).filter((id) => id !== 'D')
    for (let n = 0; n < 4; n++) moveTo(story, 'D', from, random)
  },
  nodeRemoved: (story, random) => {
    calls(story, 1 + Math.floor(random() * 6))
    story.do({ type: 'removeNode', node: pick(unfinished(story), random)?.id ?? 'C' })
  },
  networkError: (story, random) => {
    calls(story, Math.floor(random() * 4))
    const node = pick(primaries(story), random) ?? 'A'
    story.do({ type: 'networkError', node, calls: 1 + Math.floor(random() * 3) })
  },
}

/** A client in one peril, at a moment that the seed chooses, up to the end of its scan. */
export function inPeril(strategy: StrategyId, peril: PerilId, seed: number): Storyteller {
  const random = createRandom(seed * 2654435761 + perilIds.indexOf(peril))
  const hasReplicas = peril.startsWith('failover') || strategy === 'replicasToo'
  const story = new Storyteller(
    strategy,
    {
      version: versionFor(strategy),
      nodes: nodesOf(hasReplicas),
      seeds: peril === 'failoverSameSeed' ? 'shared' : 'own',
      seed,
      keys: { prefix: 'k', count: KEYS },
    },
    { count: 6, dice: seed },
  )
  perils[peril](story, random)
  return story.toEnd()
}
