import type { Locale } from '../i18n/index.ts'
import { scenarioIds, scenarios } from '../scenarios/index.ts'
import { currentBranch, historyOf, treeOf, type Place } from '../trace/index.ts'
import { storyIn } from './guests.ts'
import type { Theme } from './preferences.ts'
import type { Panel } from './wanted.ts'
import { isUntouched } from './workspace.ts'

/** What a link leads to. */
export interface Shared {
  /** The id of the work. */
  readonly id: string
  readonly place: Place
  readonly order: 'scan' | 'index'
  /** How the page looks; left out, it looks as its reader likes it. */
  readonly looks?: { readonly theme?: Theme; readonly lang?: Locale; readonly panel?: Panel }
}

/**
 * Query and fragment of the link to a place: what is short can be read in the query, branches that
 * somebody made are packed into the fragment. Rejects when the packer cannot be loaded.
 */
export async function linkTo(shared: Shared): Promise<string> {
  const { id, place, order, looks } = shared
  const { tree, moment } = place
  if (currentBranch(tree).scenario.machine === 'cluster') {
    const { linkToCluster } = await import('./clusterSharing.ts')
    return linkToCluster(shared)
  }
  const story = scenarioIds.find((one) => one === storyIn(id)) ?? null
  const query = new URLSearchParams({
    ...(story !== null && { scenario: story }),
    ...(tree.branches.length > 1 && { branch: String(tree.current) }),
    moment: String(moment),
    order,
    ...looks,
  })
  const isReady = story !== null && isUntouched(historyOf(place), treeOf(scenarios[story]))
  if (isReady) return `?${String(query)}`
  const { writeFragment } = await import('../link/index.ts')
  return `?${String(query)}#${writeFragment({ story, place })}`
}
