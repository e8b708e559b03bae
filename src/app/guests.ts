import type { TextStorage } from './storage.ts'

/**
 * Works that came by a link or a file stand beside the reader's own. Their id is the ready scenario
 * that they were made of, a point, and a hash of their branches.
 */
const GUEST = /^\w{1,64}\.[0-9a-f]{16}$/

const NAME = 'scanscope.guests'

export const isGuest = (id: unknown): id is string => typeof id === 'string' && GUEST.test(id)

/** Begins the names of works that are of a cluster's ready scenario. */
export const CLUSTER_STORY = 'cluster_'

/** The name of the ready scenario that a work is or was made of. */
export const storyIn = (id: string): string => id.split('.')[0] ?? id

/** The names in the id of a work on a cluster: its strategy only if it is not the scenario's own. */
export function clusterStoryIn(
  id: string,
): { readonly scenario: string; readonly strategy?: string } | null {
  const story = storyIn(id)
  if (!story.startsWith(CLUSTER_STORY)) return null
  const [scenario = '', strategy] = story.slice(CLUSTER_STORY.length).split('_')
  return { scenario, ...(strategy !== undefined && { strategy }) }
}

/** The ids of guests that were worked on, in the order of their coming. */
export function keptGuests(storage: TextStorage): readonly string[] {
  try {
    const list: unknown = JSON.parse(storage.getItem(NAME) ?? '[]')
    return Array.isArray(list) ? list.filter(isGuest) : []
  } catch {
    return []
  }
}

/** Puts a guest on the list, so that it can be chosen again. */
export function keepGuest(storage: TextStorage, id: string): void {
  const kept = keptGuests(storage)
  if (kept.includes(id)) return
  try {
    storage.setItem(NAME, JSON.stringify([...kept, id]))
  } catch {
    // Its link or file leads to it again.
  }
}
