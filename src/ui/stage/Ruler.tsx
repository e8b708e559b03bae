import { memo } from 'react'
import { positionOf } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { percent } from '../../i18n/words.ts'
import type { Order } from '../../view/axis.ts'
import { fitText } from '../../view/fitText.ts'
import type { Interval } from '../../view/interval.ts'
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
  const { ruler, gutter } = scene
  const [, right] = scene.sight
  const [sliver] = scene.sliver
  const near = sliver !== undefined && sliver.x + sliver.w > right - 260
  return (
    <g>
      <Ground ruler={ruler} labelled={gutter > 40} />
      {!near && <Share picture={picture} scene={scene} />}
      {scene.covered.map((rect, index) => (
        <Block key={index} kind="covered" index={index} height={rect.h} register={register} />
      ))}
      {scene.sliver.map((rect, index) => (
        <Block key={index} kind="sliver" index={index} height={rect.h} register={register} />
      ))}
      {sliver !== undefined && <SliverNote sliver={sliver} ruler={ruler} />}
      <Icicle
        levels={scene.levels}
        order={scene.axis.order}
        gutter={gutter}
        first={picture.tables[0]?.buckets ?? 0}
        second={picture.tables[1]?.buckets ?? 0}
        covered={picture.covered}
      />
    </g>
  )
}

const Ground = memo(function Ground({
  ruler,
  labelled,
}: {
  readonly ruler: Rect
  readonly labelled: boolean
}) {
  const text = useText()
  return (
    <>
      {labelled && (
        <text className="gutter-label" x={0} y={ruler.y + 12}>
          {m.covered({}, text)}
        </text>
      )}
      <rect className="ruler" x={ruler.x} y={ruler.y} width={ruler.w} height={ruler.h} rx={3} />
    </>
  )
})

/** How much is covered, above the ruler's right end, as far as there is room. */
function Share({ picture, scene }: Pick<Props, 'picture' | 'scene'>) {
  const text = useText()
  const [left, right] = scene.sight
  const share = picture.covered.reduce((sum, [from, to]) => sum + to - from, 0)
  const beside = scene.cursorX > right - 190 && scene.cursorX <= right
  const end = beside ? scene.cursorX - 12 : right - 8
  if (end - left <= 172) return null
  return (
    <text className="ruler-note" x={end} y={scene.ruler.y - 8} textAnchor="end">
      {m.percentOfHashSpace({ percent: percent(share, text.locale) }, text)}
    </text>
  )
}

function SliverNote({ sliver, ruler }: { readonly sliver: Rect; readonly ruler: Rect }) {
  const text = useText()
  const roomy = sliver.x - ruler.x > 118
  return (
    <text
      className="ruler-note strong"
      x={Math.max(sliver.x - 8, ruler.x)}
      y={ruler.y - 8}
      textAnchor={roomy ? 'end' : 'start'}
      dx={roomy ? 0 : sliver.w + 24}
    >
      {m.mayComeTwice({}, text)}
    </text>
  )
}

interface BlockProps {
  readonly kind: 'covered' | 'sliver'
  readonly index: number
  readonly height: number
  readonly register: Register
}

/** A part of the ruler; its place and its width belong to the tween. */
const Block = memo(function Block({ kind, index, height, register }: BlockProps) {
  return (
    <g data-name={`${kind} ${index}`} ref={register}>
      <rect className={kind} height={height} rx={kind === 'sliver' ? 3 : undefined} />
    </g>
  )
})

interface IcicleProps {
  readonly levels: readonly Rect[]
  readonly order: Order
  readonly gutter: number
  /** Buckets of the tables; 0 for none. */
  readonly first: number
  readonly second: number
  readonly covered: readonly Interval[]
}

/** Suffixes level by level: a table is one of these levels. */
const Icicle = memo(function Icicle(props: IcicleProps) {
  const { levels, order, gutter, first, second, covered } = props
  const text = useText()
  const [top] = levels
  if (top === undefined) return null
  if (order === 'index') {
    return (
      <text className="ruler-note" x={gutter} y={top.y + 13}>
        {fitText(m.indexOrderNote({}, text), top.w, text.locale === 'zh' ? 6.4 : 6.6)}
      </text>
    )
  }
  return (
    <g className="icicle">
      {gutter > 40 && (
        <text className="gutter-label" x={0} y={top.y + 13}>
          {m.suffixes({}, text)}
        </text>
      )}
      {levels.map((level, depth) => {
        const cells = 2 ** (depth + 1)
        const look = cells === first ? 'level of-0' : cells === second ? 'level of-1' : 'level'
        return <IcicleLevel key={depth} {...{ level, cells, look, covered }} />
      })}
    </g>
  )
})

function IcicleLevel({
  level,
  cells,
  look,
  covered,
}: {
  readonly level: Rect
  readonly cells: number
  readonly look: string
  readonly covered: readonly Interval[]
}) {
  const bits = Math.log2(cells)
  const w = level.w / cells
  return (
    <g className={look}>
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
            covered={covered.some(([from, to]) => from <= start && end <= to)}
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
