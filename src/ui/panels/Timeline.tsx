import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import type { Grain } from '../../app/grain.ts'
import { SPEEDS } from '../../app/preferences.ts'
import { m } from '../../i18n/index.ts'
import { branchName } from '../../trace/index.ts'
import { usePlayer, usePreferences, useStores, useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'
import { useCaption } from './Caption.tsx'
import { Lanes } from './Lanes.tsx'

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

function Button({
  label,
  icon,
  wide = false,
  primary = false,
  disabled = false,
  reason,
  onPress,
}: {
  readonly label: string
  readonly icon: ReactNode
  readonly wide?: boolean
  readonly primary?: boolean
  readonly disabled?: boolean
  readonly reason?: string
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      className={primary ? 'primary' : ''}
      aria-label={label}
      title={disabled ? reason : label}
      disabled={disabled}
      onClick={onPress}
    >
      {icon}
      {wide && <span className="button-text">{label}</span>}
    </button>
  )
}

function Transport() {
  const text = useText()
  const { player } = useStores()
  const playing = usePlayer((state) => state.playing)
  const length = usePlayer((state) => state.trace.length)
  const moment = usePlayer((state) => state.moment)
  const complete = usePlayer(({ trace }) => trace.last.scan.status === 'complete')
  const atStart = moment === 0
  const atEnd = moment === length
  const starts = m.whyAtStart({}, text)
  const ends = m.whyAtEnd({}, text)
  const step = (grain: Grain, direction: 1 | -1) => () => {
    player.getState().setPlaying(false)
    player.getState().step(grain, direction)
  }
  const { seek, nextCall, setPlaying } = player.getState()
  return (
    <div className="transport">
      <Button label={m.first({}, text)} icon={<SkipBack size={17} aria-hidden />} disabled={atStart} reason={starts} onPress={() => { seek(0) }} />
      <Button label={m.previousCall({}, text)} icon={<ChevronsLeft size={18} aria-hidden />} disabled={atStart} reason={starts} onPress={step('call', -1)} />
      <Button label={m.stepBack({}, text)} icon={<ChevronLeft size={18} aria-hidden />} wide disabled={atStart} reason={starts} onPress={step('micro', -1)} />
      <Button
        label={playing ? m.pause({}, text) : m.play({}, text)}
        icon={playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
        wide
        disabled={length === 0}
        onPress={() => { setPlaying(!playing) }}
      />
      <Button label={m.step({}, text)} icon={<ChevronRight size={18} aria-hidden />} wide primary disabled={atEnd} reason={ends} onPress={step('micro', 1)} />
      <Button
        label={m.nextCall({}, text)}
        icon={<ChevronsRight size={18} aria-hidden />}
        wide
        disabled={atEnd && complete}
        reason={m.whyComplete({}, text)}
        onPress={() => { setPlaying(false); nextCall() }}
      />
      <Button label={m.last({}, text)} icon={<SkipForward size={17} aria-hidden />} disabled={atEnd} reason={ends} onPress={() => { seek(length) }} />
      <SpeedSelect />
      <span className="spacer" />
      <BranchSelect />
      <output className="moment">{m.momentOf({ moment, length }, text)}</output>
    </div>
  )
}

function SpeedSelect() {
  const text = useText()
  const { preferences } = useStores()
  const speed = usePreferences((state) => state.speed)
  return (
    <select
      className="speed"
      aria-label={m.speed({}, text)}
      value={speed}
      onChange={(event) => {
        preferences.setState({ speed: Number(event.currentTarget.value) })
      }}
    >
      {SPEEDS.map((one) => (
        <option key={one} value={one}>
          {one}×
        </option>
      ))}
    </select>
  )
}

function BranchSelect() {
  const text = useText()
  const { player } = useStores()
  const tree = usePlayer((state) => state.history.present.tree)
  if (tree.branches.length < 2) return null
  return (
    <label className="branch">
      {m.branch({}, text)}
      <select
        value={tree.current}
        onChange={(event) => {
          player.getState().select(Number(event.currentTarget.value))
        }}
      >
        {tree.branches.map(({ id, parent }) => (
          <option key={id} value={id}>
            {parent === null
              ? m.branchFirst({ name: branchName(id) }, text)
              : m.branchCut(
                  { name: branchName(id), parent: branchName(parent.id), after: parent.after },
                  text,
                )}
          </option>
        ))}
      </select>
    </label>
  )
}
