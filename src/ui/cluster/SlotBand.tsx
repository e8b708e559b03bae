import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { huesIn, namedRuns, runPath, scannedPath } from '../../view/cluster/band.ts'
import type { BandPicture } from '../../view/cluster/picture.ts'
import { slotX } from '../../view/cluster/scene.ts'
import type { Rect } from '../../view/scene.ts'
import { useText } from '../context.ts'

interface Props {
  readonly picture: BandPicture
  readonly band: Rect
}

/** The 16384 slots: who serves them, which of them are scanned, and which are on their way. */
export const SlotBand = memo(function SlotBand({ picture, band }: Props) {
  const text = useText()
  return (
    <g className="slot-band">
      {band.x > 40 && (
        <text className="gutter-label" x={0} y={band.y + 15}>
          {m.clusterSlots({}, text)}
        </text>
      )}
      <Owners runs={picture.runs} band={band} />
      <Scanned scanned={picture.scanned} band={band} />
      <Names runs={picture.runs} band={band} />
      <rect className="slot-frame" x={band.x} y={band.y} width={band.w} height={band.h} rx={4} />
      {picture.moves.map((move) => (
        <Move key={move.slot} move={move} band={band} />
      ))}
    </g>
  )
})

type RunsProps = { readonly runs: BandPicture['runs']; readonly band: Rect }

const Owners = memo(function Owners({ runs, band }: RunsProps) {
  return huesIn(runs).map((hue) => (
    <path
      key={hue}
      className={hue < 0 ? 'slot-run is-unserved' : `slot-run node-${hue}`}
      d={runPath(runs, hue, band)}
    />
  ))
})

const Scanned = memo(function Scanned({
  scanned,
  band,
}: {
  readonly scanned: BandPicture['scanned']
  readonly band: Rect
}) {
  return scanned.length === 0 ? null : (
    <path className="slot-scanned" d={scannedPath(scanned, band)} />
  )
})

const Names = memo(function Names({ runs, band }: RunsProps) {
  return namedRuns(runs).map(({ from, to, owner, hue }) => {
    if (owner === null) return null
    const [left, right] = [slotX(band, from), slotX(band, to)]
    const range = `${owner} · ${from}–${to - 1}`
    const name = right - left > 7.4 * range.length ? range : owner
    if (right - left < 7.4 * name.length + 4) return null
    const width = 7.4 * name.length + 10
    const middle = (left + right) / 2
    return (
      <g key={owner} className={`slot-name node-${hue}`}>
        <rect x={middle - width / 2} y={band.y + 3} width={width} height={band.h - 6} rx={4} />
        <text x={middle} y={band.y + 15.5} textAnchor="middle">
          {name}
        </text>
      </g>
    )
  })
})

/** About half of the width of a label: characters beyond Latin are twice as wide. */
const halfOf = (label: string): number =>
  3.7 * [...label].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0)

/** A slot on its way: a mark through the band and where it goes. */
function Move({
  move,
  band,
}: {
  readonly move: BandPicture['moves'][number]
  readonly band: Rect
}) {
  const text = useText()
  const x = slotX(band, move.slot)
  const label = m.clusterSlotMoves({ slot: move.slot, from: move.from, to: move.to }, text)
  const half = halfOf(label)
  const middle = Math.max(band.x + half, Math.min(band.x + band.w - half, x))
  return (
    <g className="slot-move">
      <rect x={x - 2} y={band.y - 3} width={4} height={band.h + 10} rx={2} />
      <text x={middle} y={band.y + band.h + 18} textAnchor="middle">
        {label}
      </text>
    </g>
  )
}
