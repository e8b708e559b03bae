import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { isClusterTrace, type AnyTrace } from '../../trace/index.ts'
import { clusterLanesOf, type CallMark, type EventMark } from '../../view/cluster/lanes.ts'
import { useText } from '../context.ts'
import { THUMB } from '../panels/Lanes.tsx'
import { Timeline } from '../panels/Timeline.tsx'
import { useClusterTrace } from './useCluster.ts'

/** Marks that are drawn at most; more of them melt into each other anyway. */
const MARKS_SHOWN = 1500

/** Pixels of a lane; many nodes share the height that four have. */
const pitchOf = (nodes: number) => (nodes <= 4 ? 16 : Math.max(8, Math.floor(68 / nodes)))

/** Time, with a lane for each node. */
export function ClusterTimeline() {
  const { nodes } = clusterLanesOf(useClusterTrace())
  const pitch = pitchOf(nodes.length)
  return (
    <Timeline
      names={nodes.map(({ id, hue }) => (
        <span
          key={id}
          className={`node-mark node-${hue}`}
          style={{ height: pitch, lineHeight: `${pitch}px`, fontSize: Math.min(12, pitch + 1) }}
        >
          {id}
        </span>
      ))}
      lanes={NodeLanes}
    />
  )
}

const NodeLanes = memo(function NodeLanes({
  trace,
  width,
}: {
  readonly trace: AnyTrace
  readonly width: number
}) {
  if (!isClusterTrace(trace)) return null
  const { nodes, calls, events } = clusterLanesOf(trace)
  const pitch = pitchOf(nodes.length)
  const x = (moment: number) =>
    THUMB + (trace.length === 0 ? 0 : (moment / trace.length) * (width - 2 * THUMB))
  const rows = new Map(nodes.map(({ id, hue }, index) => [id, { y: index * pitch, hue }]))
  const every = Math.ceil(calls.length / MARKS_SHOWN)
  return (
    <svg
      className="lanes cluster-lanes"
      width={width}
      height={nodes.length * pitch + 2}
      aria-hidden
    >
      {[...rows].map(([id, { y }]) => (
        <line
          key={id}
          className="lane"
          x1={THUMB}
          x2={width - THUMB}
          y1={y + pitch / 2}
          y2={y + pitch / 2}
        />
      ))}
      {calls.map((call, index) => {
        const row = rows.get(call.node)
        const isDrawn = index % every === 0 || call.notch !== null
        return row === undefined || !isDrawn ? null : (
          <Call
            key={index}
            call={call}
            {...row}
            from={x(call.from)}
            to={x(call.to)}
            {...{ pitch }}
          />
        )
      })}
      {events.map((event) => (
        <Happened
          key={event.at}
          event={event}
          x={x(event.at)}
          ys={event.nodes.flatMap((id) => (rows.get(id)?.y ?? 0) + pitch / 2)}
          height={nodes.length * pitch}
        />
      ))}
    </svg>
  )
})

interface CallProps {
  readonly call: CallMark
  readonly y: number
  readonly hue: number
  readonly pitch: number
  readonly from: number
  readonly to: number
}

function Call({ call, y, hue, pitch, from, to }: CallProps) {
  const text = useText()
  const w = Math.max(1.5, to - from - 1.5)
  const h = pitch - 3
  const look = `mark call node-${hue}${call.notch === null ? '' : ` is-${call.notch} has-${call.notch}`}`
  return (
    <g className={look}>
      <title>{m.clLaneCall({ node: call.node, line: call.line }, text)}</title>
      <rect x={from + 0.75} y={y + 1.5} width={w} height={h} rx={Math.min(3, w / 2)} />
      {w > 7 * call.cursor.length + 6 && pitch >= 14 && (
        <text x={from + 5} y={y + h - 1}>
          {call.cursor}
        </text>
      )}
      {call.notch === 'twice' && <path className="notch" d={`M${to - 2} ${y + h + 1}h-8l4 -7z`} />}
    </g>
  )
}

function Happened({
  event,
  x,
  ys,
  height,
}: {
  readonly event: EventMark
  readonly x: number
  readonly ys: readonly number[]
  readonly height: number
}) {
  const [top, bottom] = ys.length > 0 ? [Math.min(...ys), Math.max(...ys)] : [0, height]
  return (
    <g className="mark event" data-kind={event.kind}>
      <line x1={x} x2={x} y1={top} y2={Math.max(bottom, top + 1)} />
      {ys.map((y) => (
        <circle key={y} cx={x} cy={y} r={3.5} />
      ))}
    </g>
  )
}
