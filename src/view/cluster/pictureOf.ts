import {
  clusterProfiles,
  isServing,
  ownersOf,
  SLOTS,
  strategies,
  type ClusterNode,
  type ClusterScene,
  type Missed,
  type SlotOwners,
} from '../../cluster/index.ts'
import { eventAt, stateAt, type ClusterTrace } from '../../trace/index.ts'
import type { Interval } from '../interval.ts'
import { missedAt } from './forecast.ts'
import { huesOf } from './hues.ts'
import { eventsSoFar, movesAt } from './moves.ts'
import { isCrowded, tablesOf, type SlotDict } from './nodePicture.ts'
import type {
  BandPicture,
  ClusterPicture,
  NodePicture,
  NodeStatus,
  SlotMove,
  SlotRun,
} from './picture.ts'
import { coveredBy, placeOf, slotScale } from './places.ts'
import { stripOf } from './strip.ts'
import { createTold } from './told.ts'

const runsKnown = new WeakMap<SlotOwners, { readonly hues: string; readonly runs: SlotRun[] }>()

/** The slots by their owners; what nobody owns is a run, too. */
function runsOf(owners: SlotOwners, hues: ReadonlyMap<string, number>): readonly SlotRun[] {
  const key = [...hues].join()
  const known = runsKnown.get(owners)
  if (known?.hues === key) return known.runs
  const runs: SlotRun[] = []
  let next = 0
  const gap = (to: number) => {
    if (to > next) runs.push({ from: next, to, hue: -1, owner: null })
  }
  for (const { from, to, owner } of owners) {
    gap(from)
    runs.push({ from, to: to + 1, hue: hues.get(owner) ?? 0, owner })
    next = to + 1
  }
  gap(SLOTS)
  runsKnown.set(owners, { hues: key, runs })
  return runs
}

/** The slots that the client takes for scanned. */
export function scannedSlots({ client }: ClusterScene): readonly Interval[] {
  if (client.memory === null) return []
  const { scanned } = strategies[client.strategy].progress(client.memory, client.view)
  return scanned.map(({ from, to }): Interval => [from / SLOTS, (to + 1) / SLOTS])
}

function statusOf({ client }: ClusterScene, node: ClusterNode): NodeStatus {
  if (client.status === 'idle') return 'idle'
  const scan = client.scans.get(node.id)
  if (scan !== undefined) return scan.finished ? 'finished' : 'scanning'
  if (client.start?.passed.includes(node.id) === true) return 'passed'
  return isServing(node) ? 'waiting' : 'idle'
}

interface Drawing {
  readonly scene: ClusterScene
  readonly hues: ReadonlyMap<string, number>
  readonly bySlot: boolean
  readonly missed: readonly Missed[]
  readonly told: ReturnType<typeof createTold>
}

/** On a lane of slots all places are told by the slots that hold keys. */
function scaleOf(bySlot: boolean, dicts: readonly SlotDict[], strip: boolean) {
  if (!bySlot || strip) return (place: number) => place
  return slotScale(dicts.map(({ slot }) => slot ?? 0))
}

const dictsKnown = new WeakMap<object, readonly SlotDict[]>()

/** The one dict of a node, or that of each slot that holds keys, in ascending order. */
function dictsOf({ server: { keyspace, slots } }: ClusterNode): readonly SlotDict[] {
  if (slots === null) return [{ slot: null, dict: keyspace }]
  const known = dictsKnown.get(slots)
  if (known !== undefined) return known
  const dicts = [...slots.entries()].map(([slot, own]) => ({ slot, dict: own.keyspace }))
  dictsKnown.set(slots, dicts)
  return dicts
}

/** Slots that a lane draws one by one. */
const MOST_SLOTS = 64

function nodeOf(node: ClusterNode, nth: number, drawing: Drawing): NodePicture {
  const { scene, hues, bySlot, missed, told } = drawing
  const { client } = scene
  const scan = client.scans.get(node.id)
  const dicts = dictsOf(node)
  const scale = scaleOf(bySlot, dicts, dicts.length > MOST_SLOTS)
  const places = scan === undefined ? [] : coveredBy(scan.calls, bySlot)
  const holding = scan !== undefined && !scan.finished && node.alive
  const covered = places.map(([from, to]): Interval => [scale(from), scale(to)])
  const asked = scan !== undefined
  const { returned } = scene.ledger
  const tables = isCrowded(dicts)
    ? { tables: [], chips: [], heat: stripOf(dicts, { returned, missed, asked }) }
    : {
        ...tablesOf(node.id, dicts, places, told(isServing(node) ? 0 : nth + 1, asked)),
        heat: null,
      }
  return {
    id: node.id,
    hue: hues.get(node.id) ?? 0,
    address: node.address,
    of: node.of,
    alive: node.alive,
    slow: node.latencyMs > 5,
    keys: node.server.values.size,
    slots: 0,
    status: statusOf(scene, node),
    cursor: holding ? scan.cursor : null,
    reached: holding ? scale(placeOf(scan.cursor, bySlot)) : null,
    covered: covered.filter(([from, to]) => from < to),
    bySlot,
    asked: client.inFlight.some((sent) => sent.node === node.id),
    ...tables,
  }
}

function bandOf(drawing: Drawing, moves: readonly SlotMove[]): BandPicture {
  const { scene, hues } = drawing
  return { runs: runsOf(ownersOf(scene.cluster), hues), scanned: scannedSlots(scene), moves }
}

/** The picture of a moment. */
export function pictureOfCluster(trace: ClusterTrace, moment: number): ClusterPicture {
  const scene = stateAt(trace, moment)
  const event = eventAt(trace, moment)?.event ?? null
  const missed = missedAt(trace, moment)
  const drawing: Drawing = {
    scene,
    missed,
    hues: huesOf(trace, scene),
    bySlot: clusterProfiles[trace.config.cluster.version].dictPerSlot,
    told: createTold(scene, event, missed),
  }
  const nodes = scene.cluster.nodes.map((node, nth) => nodeOf(node, nth, drawing))
  return {
    band: bandOf(drawing, movesAt(scene, eventsSoFar(trace, moment))),
    nodes,
    keys: scene.cluster.nodes.reduce(
      (sum, node) => sum + (isServing(node) ? node.server.values.size : 0),
      0,
    ),
  }
}
