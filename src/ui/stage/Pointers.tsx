import { extent } from 'd3'
import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import type { Picture } from '../../view/picture.ts'
import type { Scene } from '../../view/scene.ts'
import { useText } from '../context.ts'
import type { Register } from './Ruler.tsx'

interface Props {
  readonly picture: Picture
  readonly scene: Scene
}

type Movable = Props & { readonly register: Register }

/** From the small bucket to what it unfolds into in the larger table, while a call reads both. */
export function Bracket({ picture, scene }: Props) {
  const [a, b] = picture.tables
  if (a === undefined || b === undefined || !picture.inCall) return null
  const [small, large] = a.buckets < b.buckets ? [a, b] : [b, a]
  const read = small.cells.find(({ reading }) => reading !== null)
  const top = read === undefined ? undefined : scene.cells.get(read.id)?.rect
  if (read === undefined || top === undefined) return null
  const family = large.cells.filter(({ bucket }) => bucket % small.buckets === read.bucket)
  const rects = family.flatMap(({ id }) => scene.cells.get(id)?.rect ?? [])
  const [left] = extent(rects, ({ x }) => x)
  const [, right] = extent(rects, ({ x, w }) => x + w)
  if (left === undefined || right === undefined) return null
  const upper = scene.places[0]
  const [y0, y1] = [upper.y + upper.h, scene.places[1].y]
  const over = small.table === 0 ? [top.x, top.x + top.w] : [left, right]
  const under = small.table === 0 ? [left, right] : [top.x, top.x + top.w]
  return (
    <polygon
      className="bracket"
      points={`${over[0]},${y0} ${over[1]},${y0} ${under[1]},${y1} ${under[0]},${y1}`}
    />
  )
}

/** The next bucket to move, under ht[0]. */
export function RehashMark({ picture, scene, register }: Movable) {
  const text = useText()
  const x = scene.rehashX
  if (x === null) return null
  const { y, h } = scene.places[0]
  const near = x > scene.width - 120
  return (
    <g className="rehash" data-name="rehash" ref={register}>
      <path d={`M0 ${y + h + 4} l7 11 h-14 z`} />
      <text x={near ? -12 : 12} y={y + h + 15} textAnchor={near ? 'end' : 'start'}>
        {m.rehashIndex({ index: picture.rehashIndex }, text)}
      </text>
    </g>
  )
}

const TAG = 92

/** The cursor as one line through everything. */
export function CursorLine({ picture, scene, register }: Movable) {
  const text = useText()
  const tag = picture.complete
    ? m.cursorDone({}, text)
    : m.cursorTag({ cursor: picture.cursor }, text)
  const width = Math.max(TAG, tag.length * 8 + 18)
  const low = scene.gutter > 40 ? -width / 2 : Math.max(-width / 2, 1 - scene.cursorX)
  const x = Math.min(low, scene.width - scene.cursorX - width - 1)
  return (
    <g className="cursor" data-name="cursor" ref={register}>
      <Shaft ruler={scene.ruler} places={scene.places} />
      <Tag x={x} y={footOf(scene.places)} width={width} tag={tag} />
    </g>
  )
}

const footOf = ([, last]: Scene['places']) => last.y + last.h + 6

const Shaft = memo(function Shaft({ ruler, places }: Pick<Scene, 'ruler' | 'places'>) {
  const [first, last] = places
  return (
    <>
      <path d={`M-7 ${ruler.y - 12} h14 l-7 11 z`} />
      <line y1={ruler.y} y2={first.y} />
      <line className="inside" y1={first.y} y2={first.y + first.h} />
      <line y1={first.y + first.h} y2={last.y} />
      <line className="inside" y1={last.y} y2={last.y + last.h} />
      <line y1={last.y + last.h} y2={footOf(places)} />
    </>
  )
})

interface TagProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly tag: string
}

const Tag = memo(function Tag({ x, y, width, tag }: TagProps) {
  return (
    <>
      <rect x={x} y={y} width={width} height={20} rx={10} />
      <text x={x + width / 2} y={y + 14} textAnchor="middle">
        {tag}
      </text>
    </>
  )
})
