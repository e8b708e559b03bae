import { strategyIds, type StrategyId } from '../cluster/index.ts'
import {
  clusterScenarioIds,
  clusterScenarioKinds,
  clusterScenarios,
  type ClusterScenarioId,
} from '../scenarios/cluster.ts'
import { currentBranch, treeOf, type ClusterScenario, type Place } from '../trace/index.ts'
import type { Address, AddressStore } from './address.ts'
import { fitted } from './fitted.ts'
import { guestId } from './guestId.ts'
import { CLUSTER_STORY as PREFIX, clusterStoryIn, isGuest } from './guests.ts'
import { loadParts } from './parts.ts'
import type { PlayerStore, Work } from './playerState.ts'
import type { TextStorage } from './storage.ts'
import { followed, type OpeningFault } from './visit.ts'
import { readQuery, type Unread } from './wanted.ts'
import { isUntouched, storedHistory } from './workspace.ts'

/** What a first visit of the Cluster screen shows. */
const FIRST_CLUSTER: ClusterScenarioId = 'finishedNode'

/** A ready scenario, and whose client scans it. */
export interface ReadyCluster {
  readonly scenario: ClusterScenarioId
  readonly strategy: StrategyId
}

/** The id under which work on a ready scenario is kept: its own strategy is not named. */
export const clusterWorkId = ({ scenario, strategy }: ReadyCluster): string =>
  clusterScenarios[scenario].config.strategy === strategy
    ? PREFIX + scenario
    : `${PREFIX}${scenario}_${strategy}`

/** The ready scenario that a work is or was made of; null for a work of nobody's. */
export function readyIn(id: string): ReadyCluster | null {
  const named = clusterStoryIn(id)
  const scenario = clusterScenarioIds.find((one) => one === named?.scenario)
  if (scenario === undefined) return null
  const own = clusterScenarios[scenario].config.strategy
  return { scenario, strategy: strategyIds.find((one) => one === named?.strategy) ?? own }
}

/** Whether it is played as it was recorded from a real cluster. */
export const isRecorded = ({ scenario, strategy }: ReadyCluster): boolean =>
  clusterScenarioKinds[scenario] === 'real' &&
  clusterScenarios[scenario].config.strategy === strategy

const made = new Map<string, ClusterScenario>()

/** A ready scenario under a strategy: its own, or another, to which the calls are fitted. */
export function readyCluster(ready: ReadyCluster): ClusterScenario {
  const scenario = clusterScenarios[ready.scenario]
  if (scenario.config.strategy === ready.strategy) return scenario
  const id = clusterWorkId(ready)
  const known = made.get(id)
  if (known !== undefined) return known
  const config = { ...scenario.config, strategy: ready.strategy }
  const other = { ...scenario, config, commands: fitted(config, scenario.commands) }
  made.set(id, other)
  return other
}

export const clusterNames: readonly string[] = clusterScenarioIds

/** A ready scenario by the name that it has in links; null when there is none. */
export function clusterNamed(name: string): Work | null {
  const scenario = clusterScenarioIds.find((id) => id === name)
  if (scenario === undefined) return null
  const ready = { scenario, strategy: clusterScenarios[scenario].config.strategy }
  return { id: clusterWorkId(ready), scenario: readyCluster(ready) }
}

const unknown = (name: 'scenario' | 'strategy', value: string): Unread => ({
  name,
  value,
  want: { kind: 'known' },
})

/** The ready scenario that a query names, and what of it is not known. */
function readyWanted(query: URLSearchParams): {
  readonly ready: ReadyCluster
  readonly unread: readonly Unread[]
} {
  const [named, client] = [query.get('scenario'), query.get('strategy')]
  const found = clusterScenarioIds.find((id) => id === named)
  const scenario = found ?? FIRST_CLUSTER
  const own = clusterScenarios[scenario].config.strategy
  const strategy = strategyIds.find((id) => id === client)
  const unread: Unread[] = []
  if (named !== null && found === undefined) unread.push(unknown('scenario', named))
  if (client !== null && strategy === undefined) unread.push(unknown('strategy', client))
  return { ready: { scenario, strategy: strategy ?? own }, unread }
}

const PLACES = ['branch', 'moment', 'call'] as const

/** What of the query is a place, without the scenario, which is another screen's to read. */
function placeWanted(query: URLSearchParams) {
  const { wanted, unread } = readQuery(query)
  const asked = PLACES.filter((name) => wanted[name] !== undefined)
  return { wanted, isExact: asked.length > 0, unread: unread.filter(isPlace) }
}

const isPlace = ({ name }: Unread) => PLACES.some((place) => place === name)

function noticeOf(unread: readonly Unread[], fault: OpeningFault | null): Work['notice'] {
  if (unread.length === 0 && fault === null) return null
  return { kind: 'link', report: { followed: [], unread, fault } }
}

/** A work that stands at a place; one of the reader's own is not overwritten by a link's. */
function placed(storage: TextStorage, id: string, start: Place, notice: Work['notice']): Work {
  const { scenario } = currentBranch(start.tree)
  const own = isGuest(id) ? null : storedHistory(storage, id)
  const isFree = own === null || isUntouched(own, start.tree)
  const free = isFree ? id : guestId(id, start.tree)
  return { id: free, scenario, start, isFresh: true, notice: notice ?? null }
}

function readyWork(storage: TextStorage, query: URLSearchParams, fault: OpeningFault | null): Work {
  const { ready, unread } = readyWanted(query)
  const scenario = readyCluster(ready)
  const id = clusterWorkId(ready)
  const place = placeWanted(query)
  if (!place.isExact) return { id, scenario, notice: noticeOf(unread, fault) ?? null }
  const found = followed({ tree: treeOf(scenario), moment: 0 }, place.wanted)
  const all = [...unread, ...place.unread, ...found.unread]
  return placed(storage, id, found.start, noticeOf(all, fault))
}

async function packedWork(
  storage: TextStorage,
  { query, fragment }: Address,
): Promise<Work | OpeningFault> {
  try {
    const { readFragment } = await import('../link/index.ts')
    const read = await readFragment(fragment)
    if (!read.ok) return read.fault
    const { place, story } = read.value
    if (currentBranch(place.tree).scenario.machine !== 'cluster') {
      return { why: 'invalid', field: 'machine', reason: { kind: 'oneOf', names: ['cluster'] } }
    }
    const wanted = placeWanted(query)
    const found = followed(place, wanted.wanted)
    const notice = noticeOf([...wanted.unread, ...found.unread], null)
    return placed(storage, guestId(story, place.tree), found.start, notice)
  } catch {
    return { why: 'notLoaded' }
  }
}

/** The work that an address of the Cluster screen leads to. Rejects when it cannot be loaded. */
export async function clusterAt(address: Address, storage: TextStorage): Promise<Work> {
  await loadParts('cluster')
  const { query, fragment } = address
  const named = query.get('scenario')
  if (/(^|&)s=/.test(fragment)) {
    const found = await packedWork(storage, address)
    return 'id' in found ? found : readyWork(storage, query, found)
  }
  if (named !== null && isGuest(named)) {
    const history = storedHistory(storage, named)
    const first = history?.present.tree.branches[0]?.scenario
    if (first?.machine === 'cluster') return { id: named, scenario: first }
  }
  return readyWork(storage, query, null)
}

/** The query that leads to a work of the Cluster screen. */
export function clusterQuery(id: string): Readonly<Record<string, string>> {
  const ready = isGuest(id) ? null : readyIn(id)
  if (ready === null) return { scenario: id }
  const own = clusterScenarios[ready.scenario].config.strategy
  return {
    scenario: ready.scenario,
    ...(ready.strategy !== own && { strategy: ready.strategy }),
  }
}

/** Whether an address leads to this work, however it is written. */
function leadsTo(query: URLSearchParams, id: string): boolean {
  const named = query.get('scenario')
  if (isGuest(id)) return named === id
  return clusterWorkId(readyWanted(query).ready) === id
}

/**
 * A work that is opened becomes an entry of the browser's history; steps and edits do not. Returns
 * what ends it.
 */
export const followCluster = (address: AddressStore, player: PlayerStore): (() => void) =>
  player.subscribe(({ scenarioId }, before) => {
    if (scenarioId === before.scenarioId) return
    const { screen, query, fragment, go } = address.getState()
    if (screen !== 'cluster' || fragment !== '' || leadsTo(query, scenarioId)) return
    go('cluster', clusterQuery(scenarioId))
  })
