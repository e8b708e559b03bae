import { useCallback, useMemo, useRef, useState } from 'react'
import { TWEEN } from '../../app/clock.ts'
import { m } from '../../i18n/index.ts'
import type { ClusterTrace } from '../../trace/index.ts'
import { ledgerAt, type LedgerPicture } from '../../view/cluster/ledgerView.ts'
import type { ClusterPicture, NodePicture } from '../../view/cluster/picture.ts'
import { createClusterScenes } from '../../view/cluster/scenes.ts'
import {
  chipMarksOf,
  marksOfCluster,
  type ArrowScene,
  type ClusterScene,
} from '../../view/cluster/scene.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { useMarks } from '../dom/useMarks.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useSize, type Size } from '../dom/useSize.ts'
import { ChipView } from '../stage/ChipView.tsx'
import type { Register } from '../stage/Ruler.tsx'
import { Hatch } from '../stage/StagePicture.tsx'
import { Lane } from './Lane.tsx'
import { LaneInspector } from './LaneInspector.tsx'
import { SlotBand } from './SlotBand.tsx'
import { useCluster } from './useCluster.ts'

/** A first guess before the element is measured, so that the first paint is nearly right. */
const FIRST_SIZE: Size = { width: 760, height: 480 }

const WIDE = 560

/** The sentence that the picture is labelled by. */
const SUMMARY = 'cluster-summary'

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

/** The picture: the band of slots, and each node with its ruler, its tables and its cursor. */
export function ClusterStage() {
  const text = useText()
  const { trace, moment } = useCluster()
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame) ?? FIRST_SIZE
  const { picture, scene, resized } = useDrawn(trace, moment, size)
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
      <p id={SUMMARY} hidden>
        {summaryOf(picture, ledgerAt(trace, moment), text)}
      </p>
      <svg
        className="stage-picture"
        width={scene.width}
        height={scene.height}
        role="img"
        aria-labelledby={SUMMARY}
      >
        <Hatch />
        <SlotBand picture={picture.band} band={scene.band} />
        {picture.nodes.map((node, index) => {
          const lane = scene.lanes[index]
          return lane === undefined ? null : (
            <Lane
              key={node.id}
              node={node}
              scene={lane}
              wide={size.width >= WIDE}
              register={register}
              onInspect={setInspected}
            />
          )
        })}
        <Chips lanes={picture.nodes} scene={scene} register={register} />
        {scene.arrows.map((arrow) => (
          <Arrow key={arrow.move.slot} arrow={arrow} />
        ))}
      </svg>
      {inspected !== null && (
        <LaneInspector picture={picture} scene={scene} cell={inspected} onClose={close} />
      )}
    </div>
  )
}

/** From node to node, for the keys of a slot that moves. */
function Arrow({ arrow: { move, path, head, label } }: { readonly arrow: ArrowScene }) {
  const text = useText()
  return (
    <g className="slot-arrow">
      <path className="shaft" d={path} />
      <path className="head" d={head} />
      {move.keys > 0 && (
        <text x={label.x} y={label.y}>
          {m.clusterKeysTravel({ count: move.keys }, text)}
        </text>
      )}
    </g>
  )
}

interface ChipsProps {
  readonly lanes: readonly NodePicture[]
  readonly scene: ClusterScene
  readonly register: Register
}

/** The keys of all nodes, above all else: a key keeps its chip when its slot moves. */
function Chips({ lanes, scene, register }: ChipsProps) {
  const marks = useMemo(() => chipMarksOf(scene), [scene])
  const chips = lanes.flatMap((node) => node.chips)
  return chips.map((chip) => {
    const mark = marks.get(chip.id)
    return mark === undefined ? null : (
      <ChipView
        key={chip.id}
        id={chip.id}
        name={chip.key}
        state={chip.state}
        returned={chip.returned}
        text={mark.text}
        width={mark.rect.w}
        height={mark.rect.h}
        dot={mark.dot}
        register={register}
      />
    )
  })
}
