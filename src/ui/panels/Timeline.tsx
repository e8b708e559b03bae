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
  const { player } = useStores()
  const trace = usePlayer((state) => state.trace)
  const moment = usePlayer((state) => state.moment)
  const caption = useCaption()
  const frame = useRef<HTMLDivElement>(null)
  const width = useSize(frame)?.width ?? 900
  const value = m.momentText({ moment, length: trace.length, caption: caption.text }, text)
  return (
    <div className="scrubber">
      <div className="lane-names" aria-hidden>
        <span>{m.laneCalls({}, text)}</span>
        <span>{m.laneTable({}, text)}</span>
        <span>{m.laneKeys({}, text)}</span>
      </div>
      <div className="scrubber-track" ref={frame}>
        <Lanes trace={trace} width={width} />
        <input
          type="range"
          min={0}
          max={trace.length}
          step={1}
          value={moment}
          aria-label={m.timeline({}, text)}
          aria-valuetext={value}
          onChange={(event) => {
            player.getState().seek(event.currentTarget.valueAsNumber)
          }}
        />
      </div>
    </div>
  )
}
