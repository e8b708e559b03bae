import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import type { RecordingPicture } from '../../view/recording/picture.ts'
import type { RecordingScene } from '../../view/recording/scene.ts'
import type { Register } from '../stage/Ruler.tsx'
import { Strip } from '../stage/Strip.tsx'
import { Cells, Tables } from '../stage/Tables.tsx'
import { useText } from '../context.ts'

interface Props {
  readonly shown: RecordingPicture
  readonly scene: RecordingScene
  readonly register: Register
  readonly onInspect: (part: string | null) => void
}

/** The model's tables where there are any, else the one that the cursors show. */
export function RecordedTables({ shown, scene, register, onInspect }: Props) {
  const { picture, basis } = shown
  if (basis === 'replayed') {
    return <Tables picture={picture} scene={scene} register={register} onInspect={onInspect} />
  }
  const [table] = picture.tables
  const [row] = scene.rows
  if (table === undefined || row === undefined) {
    return shown.span === null ? null : <LargeLabel buckets={shown.span.size} scene={scene} />
  }
  return (
    <g className="table of-0 is-inferred">
      <InferredLabel buckets={table.buckets} scene={scene} />
      <rect
        className="inferred-frame"
        x={row.rect.x}
        y={row.rect.y}
        width={row.rect.w}
        height={row.rect.h}
        rx={6}
      />
      {row.detail === 'strip' ? (
        <Strip picture={picture} table={table} scene={scene} onInspect={onInspect} />
      ) : (
        <Cells
          table={table}
          scene={scene}
          detail={row.detail}
          register={register}
          onInspect={onInspect}
        />
      )}
    </g>
  )
}

/** Of a table that is too large to be drawn its size is told, under the name of the pages. */
function LargeLabel({
  buckets,
  scene,
}: {
  readonly buckets: number
  readonly scene: RecordingScene
}) {
  const text = useText()
  const [{ y }] = scene.places
  if (scene.gutter < 40) return null
  return (
    <>
      <text className="table-size" x={0} y={y + 40}>
        ≥ {number(buckets, text.locale)}
      </text>
      <text className="table-size" x={0} y={y + 56}>
        {m.buckets({}, text)}
      </text>
      <text className="table-size inferred-mark" x={0} y={y + 74}>
        {m.recInferred({}, text)}
      </text>
    </>
  )
}

function InferredLabel({
  buckets,
  scene,
}: {
  readonly buckets: number
  readonly scene: RecordingScene
}) {
  const text = useText()
  const [{ y }] = scene.places
  const size = number(buckets, text.locale)
  if (scene.gutter < 40) {
    return (
      <text className="table-name" x={scene.sight[0] + scene.gutter} y={y - 5}>
        {m.recTableGutter({}, text)}{' '}
        <tspan className="table-size">{m.recInferredTable({ size }, text)}</tspan>
      </text>
    )
  }
  return (
    <>
      <text className="table-name" x={0} y={y + 16}>
        {m.recTableGutter({}, text)}
      </text>
      <text className="table-size" x={0} y={y + 33}>
        ≥ {size}
      </text>
      <text className="table-size" x={0} y={y + 49}>
        {m.buckets({}, text)}
      </text>
      <text className="table-size inferred-mark" x={0} y={y + 67}>
        {m.recInferred({}, text)}
      </text>
    </>
  )
}
