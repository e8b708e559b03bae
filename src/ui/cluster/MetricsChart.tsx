import { curveStepAfter, line, scaleLinear } from 'd3'
import { memo, useRef } from 'react'
import { m } from '../../i18n/index.ts'
import { number, percent } from '../../i18n/words.ts'
import type { MetricsPicture } from '../../view/cluster/metrics.ts'
import { useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'

const HEIGHT = 128
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 8, 8, 18]

const LINES = ['keys', 'slots', 'twice'] as const

/** Shares over the client's time: keys returned, slots scanned, duplicates. */
export const MetricsChart = memo(function MetricsChart({
  picture,
}: {
  readonly picture: MetricsPicture
}) {
  const text = useText()
  const frame = useRef<HTMLDivElement>(null)
  const width = useSize(frame)?.width ?? 316
  const { samples, until, now } = picture
  const x = scaleLinear([0, Math.max(1, until)], [LEFT, width - RIGHT])
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP])
  const names = {
    keys: m.clusterMetricsKeys({}, text),
    slots: m.clusterMetricsSlots({}, text),
    twice: m.clusterMetricsTwice({}, text),
  }
  return (
    <>
      <div ref={frame}>
        <svg className="metrics-chart" viewBox={`0 0 ${width} ${HEIGHT}`} role="img">
          <title>{labelOf(picture, text)}</title>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(share)} y2={y(share)} />
              <text x={LEFT - 5} y={y(share) + 4} textAnchor="end">
                {percent(share, text.locale)}
              </text>
            </g>
          ))}
          {LINES.map((one) => (
            <path
              key={one}
              className={`metrics-line is-${one}`}
              d={
                line<(typeof samples)[number]>()
                  .x(({ at }) => x(at))
                  .y((sample) => y(Math.min(1, sample[one])))
                  .curve(curveStepAfter)([...samples]) ?? ''
              }
            />
          ))}
          <line className="metrics-now" x1={x(now)} x2={x(now)} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text x={width - RIGHT} y={HEIGHT - 4} textAnchor="end">
            {m.clusterMetricsTime({ ms: number(Math.round(until), text.locale) }, text)}
          </text>
        </svg>
      </div>
      <ul className="metrics-key">
        {LINES.map((one) => (
          <li key={one}>
            <svg width="22" height="8" aria-hidden>
              <line className={`metrics-line is-${one}`} x1="0" x2="22" y1="4" y2="4" />
            </svg>
            {names[one]}
          </li>
        ))}
      </ul>
    </>
  )
})

function labelOf(picture: MetricsPicture, text: ReturnType<typeof useText>): string {
  const { now, calls, keys, twice, slots } = picture
  return m.clusterMetricsLabel(
    {
      ms: number(Math.round(now), text.locale),
      calls: number(calls, text.locale),
      keys: number(keys, text.locale),
      twice: number(twice, text.locale),
      slots: percent(slots, text.locale),
    },
    text,
  )
}
