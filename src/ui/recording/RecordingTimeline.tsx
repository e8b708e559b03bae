import {
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Pause,
  Play,
  SkipBack,
  SkipForward,
} from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { SPEEDS } from '../../app/preferences.ts'
import { m } from '../../i18n/index.ts'
import { usePreferences, useStores, useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'
import { useCaption } from './RecordingCaption.tsx'
import { RecordingLanes } from './RecordingLanes.tsx'
import { recordings, useRecording } from './store.ts'

const useLength = () => useRecording(({ telling }) => telling?.recording.lines.length ?? 0)

/** Time: lanes, scrubber, transport. */
export function RecordingTimeline() {
  const text = useText()
  return (
    <section className="timeline" aria-label={m.recTransport({}, text)}>
      <Scrubber />
      <div className="transport">
        <Buttons />
        <SpeedSelect />
        <span className="spacer" />
        <Counter />
      </div>
    </section>
  )
}

function Scrubber() {
  const text = useText()
  const telling = useRecording((state) => state.telling)
  const moment = useRecording((state) => state.moment)
  const length = useLength()
  const caption = useCaption()
  const frame = useRef<HTMLDivElement>(null)
  const width = useSize(frame)?.width ?? 900
  return (
    <div className="scrubber">
      <div className="lane-names" aria-hidden>
        <span>{m.recLaneCalls({}, text)}</span>
        <span>{m.recLaneTable({}, text)}</span>
        <span>{m.recLaneOther({}, text)}</span>
      </div>
      <div className="scrubber-track" ref={frame}>
        {telling !== null && <RecordingLanes telling={telling} width={width} />}
        <input
          type="range"
          min={0}
          max={length}
          step={1}
          value={moment}
          disabled={telling === null}
          aria-label={m.recTimeline({}, text)}
          aria-valuetext={m.recMomentText({ moment, length, caption: caption?.text ?? '' }, text)}
          onChange={(event) => {
            recordings.getState().seek(event.currentTarget.valueAsNumber)
          }}
        />
      </div>
    </div>
  )
}

function Counter() {
  const text = useText()
  const moment = useRecording((state) => state.moment)
  return <output className="moment">{m.recMoment({ moment, length: useLength() }, text)}</output>
}

/** A press in time ends playing. */
const pressed = (move: () => void) => () => {
  recordings.getState().setPlaying(false)
  move()
}

function Buttons() {
  const text = useText()
  const length = useLength()
  const playing = useRecording((state) => state.playing)
  return (
    <>
      <Backward />
      <Button
        disabled={length === 0}
        label={playing ? m.recPause({}, text) : m.recPlay({}, text)}
        icon={playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
        wide
        onPress={() => {
          recordings.getState().setPlaying(!playing)
        }}
      />
      <Forward length={length} />
    </>
  )
}

function Backward() {
  const text = useText()
  const { seek, step, stepCall } = recordings.getState()
  const disabled = useRecording((state) => state.moment === 0)
  return (
    <>
      <Button
        disabled={disabled}
        label={m.recFirst({}, text)}
        icon={<SkipBack size={17} aria-hidden />}
        onPress={() => {
          seek(0)
        }}
      />
      <Button
        disabled={disabled}
        label={m.recPreviousCall({}, text)}
        icon={<ChevronsLeft size={18} aria-hidden />}
        onPress={pressed(() => {
          stepCall(-1)
        })}
      />
      <Button
        disabled={disabled}
        label={m.recStepBack({}, text)}
        icon={<ChevronLeft size={18} aria-hidden />}
        wide
        onPress={pressed(() => {
          step(-1)
        })}
      />
    </>
  )
}

function Forward({ length }: { readonly length: number }) {
  const text = useText()
  const { seek, step, stepCall } = recordings.getState()
  const disabled = useRecording((state) => state.moment) === length
  return (
    <>
      <Button
        disabled={disabled}
        label={m.recStep({}, text)}
        icon={<ChevronRight size={18} aria-hidden />}
        wide
        onPress={pressed(() => {
          step(1)
        })}
      />
      <Button
        disabled={disabled}
        label={m.recNextCall({}, text)}
        icon={<ChevronsRight size={18} aria-hidden />}
        wide
        primary
        onPress={pressed(() => {
          stepCall(1)
        })}
      />
      <Button
        disabled={disabled}
        label={m.recLast({}, text)}
        icon={<SkipForward size={17} aria-hidden />}
        onPress={() => {
          seek(length)
        }}
      />
    </>
  )
}

function Button({
  label,
  icon,
  wide = false,
  primary = false,
  disabled,
  onPress,
}: {
  readonly label: string
  readonly icon: ReactNode
  readonly wide?: boolean
  readonly primary?: boolean
  readonly disabled: boolean
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      className={primary ? 'primary' : ''}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
    >
      {icon}
      {wide && <span className="button-text">{label}</span>}
    </button>
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
