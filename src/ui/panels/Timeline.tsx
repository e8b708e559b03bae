import { useRef, type ComponentType, type ReactNode } from 'react'
import { m } from '../../i18n/index.ts'
import type { AnyTrace } from '../../trace/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'
import { useCaption } from './Caption.tsx'
import { Lanes } from './Lanes.tsx'
import { Transport } from './Transport.tsx'

interface Props {
  readonly names: ReactNode
  readonly lanes: ComponentType<{ readonly trace: AnyTrace; readonly width: number }>
}

/** Time: lanes, scrubber, transport. */
export function Timeline({ names = <LaneNames />, lanes = Lanes }: Partial<Props>) {
  const text = useText()
  return (
    <section className="timeline" aria-label={m.transport({}, text)}>
      <Scrubber names={names} lanes={lanes} />
      <Transport />
    </section>
  )
}

/** The names of the lanes of one table. */
function LaneNames() {
  const text = useText()
  return (
    <>
      <span>{m.laneCalls({}, text)}</span>
      <span>{m.laneTable({}, text)}</span>
      <span>{m.laneKeys({}, text)}</span>
    </>
  )
}

function Scrubber({ names, lanes: Shown }: Props) {
  const trace = usePlayer((state) => state.trace)
  const frame = useRef<HTMLDivElement>(null)
  const width = useSize(frame)?.width ?? 900
  return (
    <div className="scrubber">
      <div className="lane-names" aria-hidden>
        {names}
      </div>
      <div className="scrubber-track" ref={frame}>
        <Shown trace={trace} width={width} />
        <Slider />
      </div>
    </div>
  )
}

function Slider() {
  const text = useText()
  const { player } = useStores()
  const length = usePlayer((state) => state.trace.length)
  const moment = usePlayer((state) => state.moment)
  const caption = useCaption()
  return (
    <input
      type="range"
      min={0}
      max={length}
      step={1}
      value={moment}
      aria-label={m.timeline({}, text)}
      aria-valuetext={m.momentText({ moment, length, caption: caption.text }, text)}
      onChange={(event) => {
        player.getState().seek(event.currentTarget.valueAsNumber)
      }}
    />
  )
}
