import { useCallback, useMemo, useRef, useState } from 'react'
import { TWEEN } from '../../app/clock.ts'
import { m } from '../../i18n/index.ts'
import { stateAt, type ClusterTrace } from '../../trace/index.ts'
import { ledgerAt, type LedgerPicture } from '../../view/cluster/ledgerView.ts'
import type { ClusterPicture } from '../../view/cluster/picture.ts'
import { createClusterScenes } from '../../view/cluster/scenes.ts'
import { marksOfCluster, roomFor } from '../../view/cluster/scene.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { useMarks } from '../dom/useMarks.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useSize, type Size } from '../dom/useSize.ts'
import { LaneInspector } from './LaneInspector.tsx'
import { LanesPicture } from './LanesPicture.tsx'
import { useCluster } from './useCluster.ts'

/** A first guess before the element is measured, so that the first paint is nearly right. */
const FIRST_SIZE: Size = { width: 760, height: 480 }

/** The sentence that the picture is labelled by. */
const LABEL = { id: 'cluster-summary' }

function useDuration(resized: boolean): number {
  const reduced = useReducedMotion()
  const speed = usePreferences((preferences) => preferences.speed)
  const playing = usePlayer((player) => player.playing)
  if (reduced || resized || (playing && speed >= 4)) return 0
  // Keys that change their node have a longer way than keys that change their table.
  return playing ? TWEEN / Math.max(1, speed) : TWEEN * 1.5
}

function useDrawn(trace: ClusterTrace, moment: number, size: Size) {
  const [draw] = useState(createClusterScenes)
  return useMemo(() => draw(trace, moment, size), [draw, trace, moment, size])
}

/** What the picture shows, as one sentence that it is labelled by. */
function summaryOf(
  { nodes, keys }: ClusterPicture,
  { returned, twice, missed }: LedgerPicture,
  text: ReturnType<typeof useText>,
): string {
  const found = m.clusterNow({ returned, twice, missed }, text)
  return m.clusterSummary({ nodes: nodes.length, keys, found }, text)
}

/**
 * The picture in its window, and the look into one of its cells. `fits`: for an audience, and in a
 * frame, the lanes shrink until all of them are in sight.
 */
export function ClusterStage({ fits }: { readonly fits: boolean }) {
  const text = useText()
  const { trace, moment } = useCluster()
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame) ?? FIRST_SIZE
  const count = stateAt(trace, moment).cluster.nodes.length
  const room = useMemo(() => (fits ? roomFor(size, count) : size), [fits, size, count])
  const { picture, scene, resized } = useDrawn(trace, moment, room)
  const marks = useMemo(() => marksOfCluster(scene), [scene])
  const register = useMarks(marks, useDuration(resized))
  const [inspected, setInspected] = useState<string | null>(null)
  const close = useCallback(() => {
    setInspected(null)
    frame.current?.focus()
  }, [])
  return (
    <div
      className="stage cluster-stage"
      ref={frame}
      id="stage"
      tabIndex={0}
      aria-label={m.clusterStage({}, text)}
      role="group"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && inspected !== null) close()
      }}
    >
      <p id={LABEL.id} hidden>
        {summaryOf(picture, ledgerAt(trace, moment), text)}
      </p>
      <div className="lanes-room" style={{ zoom: size.width / room.width }}>
        <LanesPicture {...{ picture, scene, register }} label={LABEL} onInspect={setInspected} />
        {inspected !== null && (
          <LaneInspector picture={picture} scene={scene} cell={inspected} onClose={close} />
        )}
      </div>
    </div>
  )
}
