import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { percent } from '../../i18n/words.ts'
import { fitText } from '../../view/fitText.ts'
import { heatPath } from '../../view/cluster/heat.ts'
import { HEAT_STATES, type LaneCell, type NodePicture } from '../../view/cluster/picture.ts'
import { isBeside, type LaneScene } from '../../view/cluster/scene.ts'
import { isLow, type CellMark } from '../../view/scene.ts'
import { useText } from '../context.ts'
import type { Register } from '../stage/Ruler.tsx'

interface Props {
  readonly node: NodePicture
  readonly scene: LaneScene
  readonly wide: boolean
  readonly register: Register
  readonly onInspect: (cell: string) => void
}

/** A node: its name and state, its ruler, its tables and the cursor through them. */
export const Lane = memo(function Lane({ node, scene, wide, register, onInspect }: Props) {
  const look = [
    `lane-of node-${node.hue}`,
    node.of !== null && 'is-replica',
    !node.alive && 'is-down',
    node.asked && 'is-asked',
  ]
  return (
    <g className={look.filter(Boolean).join(' ')} data-node={node.id}>
      <Name node={node} scene={scene} wide={wide} />
      <Ruler scene={scene} register={register} />
      {node.heat === null ? (
        node.tables.map((table, index) => {
          const place = scene.tables[index]
          return place === undefined ? null : (
            <g key={table.table} className="lane-table">
              {table.cells.length === 0 && <rect className="lane-empty" {...boxOf(place)} rx={6} />}
              {table.cells.map((cell) => {
                const mark = scene.cells.get(cell.id)
                return mark === undefined ? null : (
                  <CellView key={cell.id} {...cellProps(cell, mark)} {...{ register, onInspect }} />
                )
              })}
            </g>
          )
        })
      ) : (
        <HeatStrip node={node} scene={scene} />
      )}
      <Cursor node={node} scene={scene} register={register} />
    </g>
  )
})

const boxOf = ({ x, y, w, h }: LaneScene['ruler']) => ({ x, y, width: w, height: h })

/** What the client does with the node now, in a word or two. */
function useStatus(node: NodePicture): string {
  const text = useText()
  if (!node.alive) return m.clusterDown({}, text)
  if (node.asked) return m.clusterAsked({}, text)
  switch (node.status) {
    case 'idle':
      return ''
    case 'waiting':
      return m.clusterWaiting({}, text)
    case 'scanning':
      return m.clusterScanning({}, text)
    case 'finished':
      return m.clusterFinished({}, text)
    case 'passed':
      return m.clusterPassed({}, text)
  }
}

function Name({ node, scene, wide }: Pick<Props, 'node' | 'scene' | 'wide'>) {
  const text = useText()
  const status = useStatus(node)
  const { y } = scene.box
  const role = node.of === null ? '' : m.clusterReplicaOf({ node: node.of }, text)
  const slow = node.slow ? ` · ${m.clusterIsSlow({}, text)}` : ''
  const share = percent(Math.round(covers(node) * 100) / 100, text.locale)
  const keys =
    node.keys === 1 ? m.clusterKeyOne({}, text) : m.clusterKeys({ count: node.keys }, text)
  if (!wide) {
    return (
      <text className="lane-name" x={scene.ruler.x} y={y + 14}>
        {node.id}
        <tspan className="lane-note" dx={6}>
          {[role, status, share, keys].filter(Boolean).join(' · ')}
          {slow}
        </tspan>
      </text>
    )
  }
  const room = scene.ruler.x - 10
  const both = `${share} · ${keys}`
  // A share is seen in the picture, too; half a word says nothing.
  const lines = [`${status}${slow}`, both.length * GLYPH <= room ? both : keys]
  return (
    <>
      <text className="lane-name" x={0} y={y + 14}>
        {node.id}
        <tspan className="lane-note" dx={5}>
          {role}
        </tspan>
      </text>
      {lines.map((line, index) => (
        <text key={index} className="lane-note" x={0} y={y + 31 + index * 15}>
          {fitText(line, room, GLYPH)}
        </text>
      ))}
    </>
  )
}

/** Pixels of a character in the notes of a lane, about. */
const GLYPH = 6.4

const covers = ({ covered }: NodePicture): number =>
  covered.reduce((sum, [from, to]) => sum + to - from, 0)

const Ruler = ({ scene, register }: Pick<Props, 'scene' | 'register'>) => (
  <g>
    <rect className="ruler" {...boxOf(scene.ruler)} rx={3} />
    {scene.covered.map((rect, index) => (
      <g key={index} data-name={`covered ${scene.id} ${index}`} ref={register}>
        <rect className="covered" height={rect.h} />
      </g>
    ))}
  </g>
)

interface CellProps {
  readonly id: string
  readonly bucket: number
  readonly look: string
  readonly width: number
  readonly height: number
  readonly hidden: number
}

const cellProps = (cell: LaneCell, { rect, hidden }: CellMark): CellProps => ({
  id: cell.id,
  bucket: cell.bucket,
  look: [
    'cell',
    rect.w < 22 && 'is-thin',
    cell.moved && 'is-moved',
    cell.covered && 'is-covered',
    cell.reading !== null && `is-read-${cell.reading}`,
  ]
    .filter(Boolean)
    .join(' '),
  width: rect.w,
  height: rect.h,
  hidden,
})

const LABEL = 6.6

const CellView = memo(function CellView({
  id,
  bucket,
  look,
  width,
  height,
  hidden,
  register,
  onInspect,
}: CellProps & Pick<Props, 'register' | 'onInspect'>) {
  const label = String(bucket)
  const low = isLow(height) && isBeside(width)
  return (
    <g
      className={look}
      data-name={`cell ${id}`}
      data-cell={id}
      ref={register}
      onClick={() => {
        onInspect(id)
      }}
    >
      <rect className="cell-box" rx={Math.min(5, width / 6)} />
      <rect
        className="cell-hatch"
        {...{ x: -width / 2, width, height }}
        rx={Math.min(5, width / 6)}
      />
      {width >= LABEL * label.length + 1 && (
        <text
          className="bits small"
          {...(low ? { x: 6 - width / 2, y: height / 2 + 4 } : { y: 14, textAnchor: 'middle' })}
        >
          {label}
        </text>
      )}
      {hidden > 0 && width >= 24 && (
        <text
          className="more"
          {...(low
            ? { x: width / 2 - 4, y: height / 2 + 4, textAnchor: 'end' }
            : { y: height - 4, textAnchor: 'middle' })}
        >
          +{hidden}
        </text>
      )}
    </g>
  )
})

/** A table of more buckets than can be told apart: keys counted by their place. */
const HeatStrip = memo(
  function HeatStrip({ node, scene }: Pick<Props, 'node' | 'scene'>) {
    const [place] = scene.tables
    const { heat } = node
    if (place === undefined || heat === null) return null
    return (
      <g className="strip">
        <rect className="cell-box" {...boxOf(place)} rx={6} />
        {scene.covered.map((rect) => (
          <rect
            key={rect.x}
            className="strip-covered"
            {...boxOf({ ...place, x: rect.x, w: rect.w })}
          />
        ))}
        {HEAT_STATES.map((state) => (
          <path key={state} className={`bar is-${state}`} d={heatPath(heat, state, place)} />
        ))}
      </g>
    )
  },
  (before, after) =>
    before.node.heat === after.node.heat &&
    before.scene.tables[0] === after.scene.tables[0] &&
    before.scene.covered === after.scene.covered,
)

/** The cursor as a line through the lane; what the client holds stands at its foot. */
function Cursor({ node, scene, register }: Pick<Props, 'node' | 'scene' | 'register'>) {
  if (scene.cursorX === null) return null
  const { ruler, box, cursorX } = scene
  const height = box.y + box.h - ruler.y
  const tag = node.cursor ?? ''
  const width = Math.max(26, tag.length * 7.4 + 12)
  const left = Math.max(ruler.x - cursorX, -width / 2)
  const x = Math.min(left, ruler.x + ruler.w - cursorX - width)
  return (
    <g className="cursor" data-name={`cursor ${scene.id}`} ref={register}>
      <path d="M-6 -9 h12 l-6 9 z" />
      <line y1={0} y2={height} />
      {tag !== '' && (
        <>
          <rect x={x} y={height} width={width} height={15} rx={7.5} />
          <text x={x + width / 2} y={height + 11.5} textAnchor="middle">
            {tag}
          </text>
        </>
      )}
    </g>
  )
}
