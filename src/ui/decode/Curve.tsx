import { memo, useCallback, useRef } from 'react'
import type { Decoded } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { number, percent } from '../../i18n/words.ts'
import { power, share } from '../../view/decode/amounts.ts'
import { curvePath, pointsOf } from '../../view/decode/curve.ts'
import { useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'

const HEIGHT = 210
const LEFT = 44
const RIGHT = 10
const TOP = 16
const BOTTOM = 22
/** More cursors than this are a line without dots. */
const DOTS = 160
const TICKS = [0, 0.25, 0.5, 0.75, 1]

interface Props {
  readonly decoded: Decoded
  readonly chosen: number
  readonly hovered: number | null
  readonly onChoose: (at: number) => void
  readonly onHover: (at: number | null) => void
}

/** How far the scans are, cursor by cursor, and where the table was resized. */
export function Curve({ decoded, chosen, hovered, onChoose, onHover }: Props) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const width = useSize(box)?.width ?? 720
  const { places } = decoded
  const last = Math.max(1, places.length - 1)
  const right = width - RIGHT
  const x = useCallback((at: number) => LEFT + (at / last) * (right - LEFT), [last, right])
  const pointed = (event: React.PointerEvent | React.MouseEvent): number => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left
    const at = Math.round(((offset - LEFT) / Math.max(1, right - LEFT)) * last)
    return Math.max(0, Math.min(places.length - 1, at))
  }
  const dot = (at: number | null, name: string) => {
    const place = at === null ? undefined : places[at]
    if (at === null || place === undefined || Number.isNaN(place)) return null
    return <circle className={name} cx={x(at)} cy={y(place)} r={5} />
  }
  const params = {
    count: number(places.length, text.locale),
    first: share(places.find((place) => !Number.isNaN(place)) ?? 0, text.locale),
    last: share(places.findLast((place) => !Number.isNaN(place)) ?? 0, text.locale),
  }
  return (
    <section className="panel">
      <h2>{m.decodeCurve({}, text)}</h2>
      <div className="curve" ref={box}>
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={m.decodeCurveLabel(params, text)}
          onClick={(event) => {
            onChoose(pointed(event))
          }}
          onPointerMove={(event) => {
            onHover(pointed(event))
          }}
          onPointerLeave={() => {
            onHover(null)
          }}
        >
          {TICKS.map((tick) => (
            <g key={tick}>
              <line className="curve-grid" x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
                {percent(tick, text.locale)}
              </text>
            </g>
          ))}
          <Ends decoded={decoded} x={x} />
          <Resizes decoded={decoded} x={x} />
          <Ways decoded={decoded} x={x} />
          {dot(hovered, 'curve-hovered')}
          {dot(chosen, 'curve-chosen')}
        </svg>
      </div>
    </section>
  )
}

const y = (place: number): number => HEIGHT - BOTTOM - place * (HEIGHT - BOTTOM - TOP)

interface Drawn {
  readonly decoded: Decoded
  readonly x: (at: number) => number
}

/** The first and the last line of the paste under the two ends. */
function Ends({ decoded, x }: Drawn) {
  const text = useText()
  const { found } = decoded.paste
  const line = (at: number) =>
    m.decodeLine({ line: number(found[at]?.line ?? 0, text.locale) }, text)
  const last = found.length - 1
  return (
    <>
      <text x={x(0)} y={HEIGHT - 4}>
        {line(0)}
      </text>
      <text x={x(last)} y={HEIGHT - 4} textAnchor="end">
        {line(last)}
      </text>
    </>
  )
}

/** The lines; drawn anew only when the paste or the width changes. */
const Ways = memo(function Ways({ decoded, x }: Drawn) {
  const ways = decoded.scans.map((scan) => pointsOf(scan, decoded))
  return (
    <>
      {ways.map((points, nth) => (
        <path key={nth} className="curve-way" d={curvePath(points, x, y)} />
      ))}
      {decoded.places.length <= DOTS &&
        ways
          .flat()
          .map(({ at, place }) => (
            <circle key={at} className="curve-dot" cx={x(at)} cy={y(place)} r={2.5} />
          ))}
    </>
  )
})

/** Where the table was resized, as far as it is seen. */
function Resizes({ decoded, x }: Drawn) {
  const text = useText()
  const resizes = decoded.findings.filter((finding) => finding.kind === 'resize')
  return resizes.map(({ at, from, to }) => {
    // Before this cursor, after the one ahead of it.
    const where = (x(at) + x(Math.max(0, at - 1))) / 2
    const isLate = where > LEFT + 110
    return (
      <g key={at} className={to > from ? 'curve-growth' : 'curve-shrink'}>
        <line x1={where} x2={where} y1={TOP - 6} y2={HEIGHT - BOTTOM} />
        <text x={where + (isLate ? -6 : 6)} y={TOP} textAnchor={isLate ? 'end' : 'start'}>
          {power(from, text.locale)} → {power(to, text.locale)}
        </text>
      </g>
    )
  })
}
