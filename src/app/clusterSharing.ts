import { historyOf, treeOf } from '../trace/index.ts'
import { clusterQuery, readyCluster, readyIn } from './cluster.ts'
import { isGuest, storyIn } from './guests.ts'
import type { Shared } from './sharing.ts'
import { isUntouched } from './workspace.ts'

/**
 * Query and fragment of the link to a place in the work on a cluster: an untouched ready scenario is
 * named with its strategy, branches that somebody made are packed.
 */
export async function linkToCluster({ id, place, looks }: Shared): Promise<string> {
  const { tree, moment } = place
  const story = storyIn(id)
  const ready = readyIn(story)
  const query = new URLSearchParams({
    screen: 'cluster',
    ...(ready !== null && clusterQuery(story)),
    ...(tree.branches.length > 1 && { branch: String(tree.current) }),
    moment: String(moment),
    ...looks,
  })
  const isReady =
    ready !== null && !isGuest(id) && isUntouched(historyOf(place), treeOf(readyCluster(ready)))
  if (isReady) return `?${String(query)}`
  const { writeFragment } = await import('../link/index.ts')
  return `?${String(query)}#${writeFragment({ story: ready === null ? null : story, place })}`
}
