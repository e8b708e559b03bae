import { max } from 'd3'
import type { Chip, KeyState, Picture, TablePicture } from '../../view/picture.ts'
import type { Scene } from '../../view/scene.ts'

/** Pixels of height per key of a chain, at most; long chains share the height. */
const PER_KEY = 8

const SHOWN: readonly (readonly KeyState[])[] = [
  ['waiting', 'added'],
  ['returned', 'emitting'],
  ['twice'],
  ['missed'],
]

interface Bar {
  readonly x: number
  readonly w: number
  readonly bottom: number
  readonly states: readonly KeyState[]
}

/** One path for all keys in these states: a thousand bars stay one node. */
function pathOf(bars: readonly Bar[], wanted: readonly KeyState[], unit: number): string {
  const parts: string[] = []
  for (const { x, w, bottom, states } of bars) {
    states.forEach((state, nth) => {
      if (!wanted.includes(state)) return
      const y = bottom - (nth + 1) * unit
      parts.push(`M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${(unit * 0.85).toFixed(1)}h-${w.toFixed(1)}z`)
    })
  }
  return parts.join('')
}

/** A table of more buckets than can be told apart: a bar for each chain. */
export function Strip({
  picture,
  table,
  scene,
  onInspect,
}: {
  readonly picture: Picture
  readonly table: TablePicture
  readonly scene: Scene
  readonly onInspect: (cell: string | null) => void
}) {
  const place = scene.places[table.table]
  const chains = new Map<number, Chip[]>()
  for (const chip of picture.chips) {
    if (chip.table !== table.table) continue
    chains.set(chip.bucket, [...(chains.get(chip.bucket) ?? []), chip])
  }
  const longest = max([...chains.values()], (chain) => chain.length) ?? 1
  const bars: Bar[] = []
  const reading: { x: number; w: number; y: number; h: number }[] = []
  let rowHeight = place.h
  for (const cell of table.cells) {
    const mark = scene.cells.get(cell.id)
    if (mark === undefined) continue
    const { x, y, w, h } = mark.rect
    rowHeight = h
    if (cell.reading !== null) reading.push({ x, y, w: Math.max(3, w), h })
    const chain = chains.get(cell.bucket)
    if (chain !== undefined) {
      bars.push({ x, w: Math.max(0.8, w), bottom: y + h - 3, states: chain.map(({ state }) => state) })
    }
  }
  const unit = Math.min(PER_KEY, (rowHeight - 8) / longest)
  const inspect = (event: React.MouseEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = place.x + event.clientX - box.left
    const y = place.y + event.clientY - box.top
    const hit = table.cells.find(({ id }) => {
      const rect = scene.cells.get(id)?.rect
      return rect !== undefined && x >= rect.x && x < rect.x + rect.w + 1 && y >= rect.y && y < rect.y + rect.h + 2
    })
    onInspect(hit?.id ?? null)
  }
  return (
    <g className="strip">
      <rect className="cell-box" x={place.x} y={place.y} width={place.w} height={place.h} rx={6} onClick={inspect} />
      {scene.covered.map(({ x, w }) => (
        <rect key={x} className="strip-covered" x={x} y={place.y + 1} width={w} height={place.h - 2} />
      ))}
      {SHOWN.map((states) => (
        <path key={states[0]} className={`bar is-${states[0]}`} d={pathOf(bars, states, unit)} />
      ))}
      {reading.map(({ x, y, w, h }, index) => (
        <rect key={index} className="strip-reading" x={x} y={y} width={w} height={h} />
      ))}
    </g>
  )
}
