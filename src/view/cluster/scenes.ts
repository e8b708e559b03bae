import type { ClusterTrace } from '../../trace/index.ts'
import { reuse } from '../reuse.ts'
import { pictureOfCluster } from './pictureOf.ts'
import type { ClusterPicture, Heat } from './picture.ts'
import { sceneOfCluster, type ClusterScene, type Window } from './scene.ts'

/** A moment as the stage shows it. */
export interface DrawnCluster {
  readonly picture: ClusterPicture
  readonly scene: ClusterScene
  /** The window has another size than that of the picture before; a first one has, too. */
  readonly resized: boolean
}

interface Asked {
  readonly trace: ClusterTrace
  readonly moment: number
  readonly window: Window
}

const isSameHeat = (a: Heat, b: Heat): boolean =>
  a.most === b.most && a.counts.every((count, at) => count === b.counts[at])

/** Counts are no plain lists, which `reuse` would compare: equal ones are shared here. */
function withOldStrips(picture: ClusterPicture, before?: ClusterPicture): ClusterPicture {
  const nodes = picture.nodes.map((node, nth) => {
    const heat = before?.nodes[nth]?.heat ?? null
    const isSame = heat !== null && node.heat !== null && isSameHeat(heat, node.heat)
    return isSame ? { ...node, heat } : node
  })
  return { ...picture, nodes }
}

/**
 * Draws one moment after another. What is equal in two of them is the same object in both, so the
 * screen can tell by identity what has changed.
 */
export function createClusterScenes() {
  let last: (DrawnCluster & Asked) | undefined
  return (trace: ClusterTrace, moment: number, window: Window): DrawnCluster => {
    const isSame = last?.trace === trace && last.moment === moment && last.window === window
    if (last !== undefined && isSame) return last
    const drawn = withOldStrips(pictureOfCluster(trace, moment), last?.picture)
    const picture = reuse(last?.picture, drawn)
    const scene = sceneOfCluster(picture, window, last)
    last = { trace, moment, window, picture, scene, resized: last?.window !== window }
    return last
  }
}
