import type { Locale } from '../i18n/index.ts'
import {
  isClusterTrace,
  isServerTrace,
  loadMachine,
  type AnyTrace,
  type Scenario,
} from '../trace/index.ts'
import type * as ClusterParts from '../view/cluster/index.ts'
import { lanesOf, type LaneMark } from '../view/lanes.ts'
import { narrate, type Caption } from '../view/narrate.ts'
import type * as ServerParts from '../view/server/index.ts'

let serverParts: typeof ServerParts | undefined
let clusterParts: typeof ClusterParts | undefined

/**
 * Loads all that scenarios of a machine need: its rules and its words. Only those of a dict are part
 * of the first load. Rejects when they cannot be fetched.
 */
export async function loadParts(machine: Scenario['machine']): Promise<void> {
  if (hasParts(machine)) return
  if (machine === 'cluster') {
    const [parts] = await Promise.all([import('../view/cluster/index.ts'), loadMachine(machine)])
    clusterParts = parts
  } else {
    const [parts] = await Promise.all([import('../view/server/index.ts'), loadMachine(machine)])
    serverParts = parts
  }
}

/** Whether scenarios of a machine can be shown at once. */
export const hasParts = (machine: Scenario['machine']): boolean =>
  machine === 'dict' || (machine === 'server' ? serverParts : clusterParts) !== undefined

function ofServer(): typeof ServerParts {
  if (serverParts === undefined) throw new Error('loadParts("server") comes first')
  return serverParts
}

function ofCluster(): typeof ClusterParts {
  if (clusterParts === undefined) throw new Error('loadParts("cluster") comes first')
  return clusterParts
}

/** What a moment says; `story` is the text of the beginning. */
export function captionAt(
  trace: AnyTrace,
  moment: number,
  locale: Locale,
  story?: string,
): Caption {
  if (isServerTrace(trace)) return ofServer().narrateServer(trace, moment, locale, story)
  if (isClusterTrace(trace)) return ofCluster().narrateCluster(trace, moment, locale, story)
  return narrate(trace, moment, locale, story)
}

/** What happened, in three lanes; a cluster has lanes of its own. */
export function lanesAt(trace: AnyTrace): readonly LaneMark[] {
  if (isServerTrace(trace)) return ofServer().serverLanesOf(trace)
  return isClusterTrace(trace) ? [] : lanesOf(trace)
}

/** The opening sentence of a cluster's ready scenario; undefined for any other work. */
export const clusterStoryOf = (id: string, locale: Locale): string | undefined =>
  clusterParts?.clusterStory(id, locale)

/** Its title. */
export const clusterTitleOf = (id: string, locale: Locale): string | undefined =>
  clusterParts?.clusterTitle(id, locale)
