import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import type { Telling } from '../../recording/index.ts'
import { recordingLanesOf, type RecordingMark } from '../../view/recording/lanes.ts'
import { useText } from '../context.ts'
import { THUMB } from '../panels/Lanes.tsx'

const LANE_Y = { calls: 2, table: 20, other: 38 } as const
const HEIGHT = 52

/** The lanes are drawn at most this fine; more marks melt into each other anyway. */
const MARKS_SHOWN = 1500

const GAP = 1.5

/** What happened when: calls, sizes of the table, and what else was sent or told. */
export const RecordingLanes = memo(function RecordingLanes({
  telling,
  width,
}: {
  readonly telling: Telling
  readonly width: number
}) {
  const { length } = telling.recording.lines
  const x = (line: number) => THUMB + (length === 0 ? 0 : (line / length) * (width - 2 * THUMB))
  const marks = recordingLanesOf(telling)
  const every = Math.ceil(marks.length / MARKS_SHOWN)
  const sizes = marks.filter(({ lane }) => lane === 'table')
  const mostOf = (mark: RecordingMark) => {
    const next = sizes[sizes.indexOf(mark) + 1]
    return mark.lane === 'table' && next !== undefined ? x(next.at) - GAP : width - THUMB
  }
  return (
    <svg className="lanes" width={width} height={HEIGHT} aria-hidden>
      {Object.values(LANE_Y).map((y) => (
        <line key={y} className="lane" x1={THUMB} x2={width - THUMB} y1={y + 7} y2={y + 7} />
      ))}
      {marks.map((mark, nth) =>
        nth % every === 0 || mark.again || mark.lane === 'table' ? (
          <Mark
            key={`${mark.kind} ${mark.at}`}
            mark={mark}
            from={x(mark.at)}
            to={x(mark.at + 1)}
            most={mostOf(mark)}
          />
        ) : null,
      )}
    </svg>
  )
})

interface MarkProps {
  readonly mark: RecordingMark
  readonly from: number
  readonly to: number
  /** The right end of the lanes; for a size the beginning of the next. */
  readonly most: number
}

function Mark(props: MarkProps) {
  const text = useText()
  const { mark, from, to } = props
  const middle = (from + to) / 2
  const y = LANE_Y[mark.lane]
  switch (mark.kind) {
    case 'call':
      return <CallMark {...props} />
    case 'grow':
    case 'shrink':
      return <SizeMark {...props} />
    case 'command':
      return (
        <g className="mark add">
          <title>{m.recLaneCommand({}, text)}</title>
          <circle cx={middle} cy={y + 7} r={Math.max(1.5, Math.min(4.5, (to - from) / 2))} />
        </g>
      )
    case 'event':
      return <rect className="mark other" x={middle - 3} y={y + 4} width={6} height={6} />
    case 'end':
      return <path className="mark other" d={`M${middle} ${y + 1}l6 6l-6 6l-6 -6z`} />
  }
}

function CallMark({ mark, from, to }: MarkProps) {
  const text = useText()
  const y = LANE_Y.calls
  const w = Math.max(1.5, to - from - GAP)
  return (
    <g className={mark.again ? 'mark call has-twice' : 'mark call'}>
      <title>{m.laneCallTitle({ cursor: mark.value }, text)}</title>
      <rect x={from + GAP / 2} y={y} width={w} height={14} rx={Math.min(3, w / 2)} />
      {w > 8 * mark.value.length + 4 && (
        <text x={from + 5} y={y + 11}>
          {mark.value}
        </text>
      )}
      {mark.again && <path className="notch" d={`M${to - 2} ${y + 14}h-8l4 -7z`} />}
    </g>
  )
}

/** Pixels of a size that has no room for its number. */
const BARE = 8

/** The new size stands right of where it began, as far as there is room. */
function SizeMark({ mark, from, most }: MarkProps) {
  const text = useText()
  const y = LANE_Y.table
  const label = `${mark.kind === 'grow' ? '↗' : '↘'} ${mark.inferred ? '≈ ' : ''}${mark.value}`
  const wanted = 7 * label.length + 12
  const fits = wanted <= most - from
  const w = fits ? wanted : Math.min(BARE, Math.max(3, most - from))
  return (
    <g className={mark.inferred ? 'mark resize is-inferred' : 'mark resize'}>
      <title>
        {mark.inferred
          ? m.recLaneInferred({ size: mark.value }, text)
          : m.recLaneResize({ size: mark.value }, text)}
      </title>
      <rect x={from} y={y} width={w} height={15} rx={3} />
      {fits && (
        <text x={from + 6} y={y + 11.5}>
          {label}
        </text>
      )}
    </g>
  )
}
