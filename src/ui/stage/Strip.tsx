import type { KeyState, Picture, TablePicture } from '../../view/picture.ts'
import type { Scene } from '../../view/scene.ts'
import { barPath, cellAt, stripOf } from '../../view/strip.ts'

const SHOWN: readonly (readonly KeyState[])[] = [
  ['waiting', 'added'],
  ['returned', 'emitting'],
  ['twice'],
  ['dropped'],
  ['missed'],
]

interface Props {
  readonly picture: Picture
  readonly table: TablePicture
  readonly scene: Scene
  readonly onInspect: (cell: string | null) => void
}

/** A table of more buckets than can be told apart: a bar for each chain. */
export function Strip({ picture, table, scene, onInspect }: Props) {
  const { x, y, w, h } = scene.places[table.table]
  const strip = stripOf(picture, table, scene)
  return (
    <g className="strip">
      <rect
        className="cell-box"
        x={x}
        y={y}
        width={w}
        height={h}
        rx={6}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const at = [x + event.clientX - box.left, y + event.clientY - box.top] as const
          onInspect(cellAt(table, scene, ...at))
        }}
      />
      {scene.covered.map((rect) => (
        <rect
          key={rect.x}
          className="strip-covered"
          x={rect.x}
          y={y + 1}
          width={rect.w}
          height={h - 2}
        />
      ))}
      {SHOWN.map((states) => (
        <path key={states[0]} className={`bar is-${states[0]}`} d={barPath(strip, states)} />
      ))}
      {strip.reading.map((rect, index) => (
        <rect
          key={index}
          className="strip-reading"
          x={rect.x}
          y={rect.y}
          width={rect.w}
          height={rect.h}
        />
      ))}
    </g>
  )
}
