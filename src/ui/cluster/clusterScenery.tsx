import { stateAt, type ClusterTrace } from '../../trace/index.ts'
import { heightOfCluster, marksOfCluster } from '../../view/cluster/scene.ts'
import { createClusterScenes } from '../../view/cluster/scenes.ts'
import type { Scenery } from '../export/scenery.tsx'
import type { Shooting } from '../export/studio.tsx'
import { LanesPicture } from './LanesPicture.tsx'

/** The pictures of a cluster; each is as high as its nodes need. */
export function clusterScenery(trace: ClusterTrace, { window, title }: Shooting): Scenery {
  const draw = createClusterScenes()
  const label = { text: title }
  return {
    sightAt: (moment) => {
      const { picture, scene } = draw(trace, moment, window)
      return {
        marks: marksOfCluster(scene),
        picture: (register) => <LanesPicture {...{ picture, scene, register, label }} />,
      }
    },
    sizeOf: ({ from, to }) => {
      let height = 0
      for (let moment = from; moment <= to; moment++) {
        const { nodes } = stateAt(trace, moment).cluster
        height = Math.max(height, heightOfCluster(window, nodes.length))
      }
      return { width: window.width, height }
    },
  }
}
