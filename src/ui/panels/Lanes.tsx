import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import type { AnyTrace } from '../../trace/index.ts'
import { lanesAt } from '../../app/parts.ts'
import type { LaneMark } from '../../view/lanes.ts'
import { useText } from '../context.ts'

const LANE_Y = { calls: 2, table: 20, keys: 38 } as const
const HEIGHT = 52

/** Half of the slider's thumb: the lanes share the thumb's travel. */
export const THUMB = 8

/** The lanes are drawn at most this fine; more marks melt into each other anyway. */
const MARKS_SHOWN = 1500

/** What happened when: calls, resizes and rehash steps, edits; duplicates and losses as notches. */
export const Lanes = memo(function Lanes({
  trace,
  width,
}: {
  readonly trace: AnyTrace
  readonly width: number
}) {
  const x = (moment: number) =>
    THUMB + (trace.length === 0 ? 0 : (moment / trace.length) * (width - 2 * THUMB))
  const marks = lanesAt(trace)
  const every = Math.ceil(marks.length / MARKS_SHOWN)
  return (
    <svg className="lanes" width={width} height={HEIGHT} aria-hidden>
      {Object.values(LANE_Y).map((y) => (
        <line key={y} className="lane" x1={THUMB} x2={width - THUMB} y1={y + 7} y2={y + 7} />
      ))}
      {marks.map((mark, index) =>
        index % every === 0 || mark.notch !== null ? (
          <Mark key={index} mark={mark} from={x(mark.from)} to={x(mark.to)} />
        ) : null,
      )}
    </svg>
  )
})

interface MarkProps {
  readonly mark: LaneMark
  readonly from: number
  readonly to: number
}

/** Pixels between two marks that touch. */
const GAP = 1.5

function Mark({ mark, from, to }: MarkProps) {
  const text = useText()
  const y = LANE_Y[mark.lane]
  const middle = (from + to) / 2
  switch (mark.kind) {
    case 'call':
      return <CallMark mark={mark} from={from} to={to} />
    case 'grow':
    case 'shrink':
      return <ResizeMark mark={mark} from={from} to={to} />
    case 'rehash':
      return (
        <path className="mark rehash" d={`M${middle} ${y + 1}l6 11h-12z`}>
          <title>{m.laneRehashTitle({ count: mark.value }, text)}</title>
        </path>
      )
    case 'add':
    case 'delete':
      return (
        <g className={`mark ${mark.kind}`}>
          <title>
            {mark.kind === 'add'
              ? m.laneAddTitle({ count: mark.value }, text)
              : m.laneDeleteTitle({ count: mark.value }, text)}
          </title>
          <circle cx={middle} cy={y + 7} r={4.5} />
        </g>
      )
    case 'other':
      return <rect className="mark other" x={middle - 3} y={y + 4} width={6} height={6} />
  }
}

function CallMark({ mark, from, to }: MarkProps) {
  const text = useText()
  const y = LANE_Y[mark.lane]
  const w = Math.max(2, to - from - GAP)
  const notch = mark.notch === null ? '' : ` has-${mark.notch}`
  return (
    <g className={`mark call${notch}`}>
      <title>{m.laneCallTitle({ cursor: mark.value }, text)}</title>
      <rect x={from + GAP / 2} y={y} width={w} height={14} rx={Math.min(3, w / 2)} />
      {w > 8 * String(mark.value).length + 4 && (
        <text x={from + 5} y={y + 11}>
          {mark.value}
        </text>
      )}
      {mark.notch === 'twice' && <path className="notch" d={`M${to - 2} ${y + 14}h-8l4 -7z`} />}
      {mark.notch === 'missed' && (
        <path className="notch" d={`M${to - 9} ${y + 4}l6 6m0 -6l-6 6`} />
      )}
    </g>
  )
}

function ResizeMark({ mark, from, to }: MarkProps) {
  const text = useText()
  const y = LANE_Y[mark.lane]
  const w = Math.max(6, to - from - GAP)
  const size = number(mark.value, text.locale)
  const label = `→${size}`
  return (
    <g className="mark resize">
      <title>
        {mark.kind === 'grow' ? m.laneGrowTitle({ size }, text) : m.laneShrinkTitle({ size }, text)}
      </title>
      <rect x={from + GAP / 2} y={y} width={w} height={14} rx={3} />
      {w > 7 * label.length + 6 && (
        <text x={from + 5} y={y + 11}>
          {label}
        </text>
      )}
    </g>
  )
}
