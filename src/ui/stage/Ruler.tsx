import { memo } from 'react'
import { positionOf } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { percent } from '../../i18n/words.ts'
import { fitText } from '../../view/fitText.ts'
import type { Picture } from '../../view/picture.ts'
import type { Rect, Scene } from '../../view/scene.ts'
import { useText } from '../context.ts'

export type Register = (node: SVGGElement | null) => (() => void) | undefined

interface Props {
  readonly picture: Picture
  readonly scene: Scene
  readonly register: Register
}

/** The hash space from 0 to 1: what is covered, and what may come again. */
export function Ruler({ picture, scene, register }: Props) {
  const text = useText()
  const { ruler, gutter } = scene
  const [left, right] = scene.sight
  const share = picture.covered.reduce((sum, [from, to]) => sum + to - from, 0)
  const [sliver] = scene.sliver
  const near = sliver !== undefined && sliver.x + sliver.w > right - 260
  const beside = scene.cursorX > right - 190 && scene.cursorX <= right
  const noteEnd = beside ? scene.cursorX - 12 : right - 8
  return (
    <g>
      {gutter > 40 && (
        <text className="gutter-label" x={0} y={ruler.y + 12}>
          {m.covered({}, text)}
        </text>
      )}
      {!near && noteEnd - left > 172 && (
        <text className="ruler-note" x={noteEnd} y={ruler.y - 8} textAnchor="end">
          {m.percentOfHashSpace({ percent: percent(share, text.locale) }, text)}
        </text>
      )}
      <rect className="ruler" {...svgRect(ruler)} rx={3} />
      {scene.covered.map((rect, index) => (
        <g key={index} data-name={`covered ${index}`} ref={register}>
          <rect className="covered" height={rect.h} />
        </g>
      ))}
      {scene.sliver.map((rect, index) => (
        <g key={index} data-name={`sliver ${index}`} ref={register}>
          <rect className="sliver" height={rect.h} rx={3} />
        </g>
      ))}
      {sliver !== undefined && (
        <text
          className="ruler-note strong"
          x={Math.max(sliver.x - 8, gutter)}
          y={ruler.y - 8}
          textAnchor={sliver.x - gutter > 118 ? 'end' : 'start'}
          dx={sliver.x - gutter > 118 ? 0 : sliver.w + 24}
        >
          {m.mayComeTwice({}, text)}
        </text>
      )}
      <Icicle levels={scene.levels} picture={picture} scene={scene} />
    </g>
  )
}

const svgRect = ({ x, y, w, h }: Rect) => ({ x, y, width: w, height: h })

/** Suffixes level by level: a table is one of these levels. */
const Icicle = memo(function Icicle({
  levels,
  picture,
  scene,
}: {
  readonly levels: readonly Rect[]
  readonly picture: Picture
  readonly scene: Scene
}) {
  const text = useText()
  const [first] = levels
  if (first === undefined) return null
  if (scene.axis.order === 'index') {
    return (
      <text className="ruler-note" x={scene.gutter} y={first.y + 13}>
        {fitText(m.indexOrderNote({}, text), first.w, text.locale === 'zh' ? 6.4 : 6.6)}
      </text>
    )
  }
  return (
    <g className="icicle">
      {scene.gutter > 40 && (
        <text className="gutter-label" x={0} y={first.y + 13}>
          {m.suffixes({}, text)}
        </text>
      )}
      {levels.map((level, depth) => (
        <IcicleLevel key={depth} level={level} bits={depth + 1} picture={picture} />
      ))}
    </g>
  )
})

function IcicleLevel({
  level,
  bits,
  picture,
}: {
  readonly level: Rect
  readonly bits: number
  readonly picture: Picture
}) {
  const cells = 2 ** bits
  const w = level.w / cells
  const table = picture.tables.find(({ buckets }) => buckets === cells)
  return (
    <g className={table === undefined ? 'level' : `level of-${table.table}`}>
      {Array.from({ length: cells }, (_, suffix) => {
        const start = positionOf(suffix)
        const end = start + 1 / cells
        return (
          <Suffix
            key={suffix}
            x={level.x + start * level.w}
            y={level.y}
            w={w}
            h={level.h}
            label={suffix.toString(2).padStart(bits, '0')}
            covered={picture.covered.some(([from, to]) => from <= start && end <= to)}
          />
        )
      })}
    </g>
  )
}

interface SuffixProps extends Rect {
  readonly label: string
  readonly covered: boolean
}

const Suffix = memo(function Suffix({ x, y, w, h, label, covered }: SuffixProps) {
  return (
    <g className={covered ? 'suffix is-covered' : 'suffix'}>
      <rect x={x + 0.75} y={y} width={Math.max(1, w - 1.5)} height={h} rx={3} />
      {w >= 34 && (
        <text x={x + w / 2} y={y + 13} textAnchor="middle">
          …{label}
        </text>
      )}
    </g>
  )
})
