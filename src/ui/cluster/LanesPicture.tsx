import { useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import type { ClusterPicture, NodePicture } from '../../view/cluster/picture.ts'
import {
  chipMarksOf,
  isWide,
  type ArrowScene,
  type ClusterScene,
} from '../../view/cluster/scene.ts'
import { useText } from '../context.ts'
import { ChipView } from '../stage/ChipView.tsx'
import type { Register } from '../stage/Ruler.tsx'
import { Hatch } from '../stage/StagePicture.tsx'
import { Lane } from './Lane.tsx'
import { SlotBand } from './SlotBand.tsx'

interface Props {
  readonly picture: ClusterPicture
  readonly scene: ClusterScene
  readonly register: Register
  readonly onInspect?: (cell: string) => void
  /** The id of the sentence that it is labelled by, or the sentence itself. */
  readonly label: { readonly id: string } | { readonly text: string }
}

const nobody = () => {}

/**
 * The picture of a cluster on the screen and in every file: the band of slots, and each node with
 * its ruler, its tables and its cursor.
 */
export function LanesPicture(props: Props) {
  const { picture, scene, register, onInspect = nobody, label } = props
  const { width, height } = scene
  return (
    <svg
      className="stage-picture lanes-picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      {...('id' in label ? { 'aria-labelledby': label.id } : { 'aria-label': label.text })}
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
            wide={isWide(width)}
            {...{ register, onInspect }}
          />
        )
      })}
      <Chips lanes={picture.nodes} scene={scene} register={register} />
      {scene.arrows.map((arrow) => (
        <Arrow key={arrow.move.slot} arrow={arrow} />
      ))}
    </svg>
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
