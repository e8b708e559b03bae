import { useRef } from 'react'
import { m } from '../../i18n/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'
import { useCaption } from './Caption.tsx'
import { Lanes } from './Lanes.tsx'
import { Transport } from './Transport.tsx'

/** Time: lanes, scrubber, transport. */
export function Timeline() {
  const text = useText()
  return (
    <section className="timeline" aria-label={m.transport({}, text)}>
      <Scrubber />
      <Transport />
    </section>
  )
}

function Scrubber() {
  const text = useText()
  const trace = usePlayer((state) => state.trace)
  const frame = useRef<HTMLDivElement>(null)
  const width = useSize(frame)?.width ?? 900
  return (
    <div className="scrubber">
      <div className="lane-names" aria-hidden>
        <span>{m.laneCalls({}, text)}</span>
        <span>{m.laneTable({}, text)}</span>
        <span>{m.laneKeys({}, text)}</span>
      </div>
      <div className="scrubber-track" ref={frame}>
        <Lanes trace={trace} width={width} />
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
