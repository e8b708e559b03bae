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
import type { ReactNode } from 'react'
import type { Grain } from '../../app/grain.ts'
import { SPEEDS } from '../../app/preferences.ts'
import { m } from '../../i18n/index.ts'
import { branchName, goesOn } from '../../trace/index.ts'
import { usePlayer, usePreferences, useStores, useText } from '../context.ts'

/** Presses in time: back, play, forward. */
export function Transport() {
  return (
    <div className="transport">
      <Backward />
      <PlayButton />
      <Forward />
      <SpeedSelect />
      <span className="spacer" />
      <BranchSelect />
      <Counter />
    </div>
  )
}

function Counter() {
  const text = useText()
  const length = usePlayer((state) => state.trace.length)
  const moment = usePlayer((state) => state.moment)
  return (
    <output className="moment">
      <span>{m.momentOf({ moment, length }, text)}</span>
    </output>
  )
}

/** A press on a step ends playing. */
function useStep() {
  const { player } = useStores()
  return (grain: Grain, direction: 1 | -1) => () => {
    player.getState().setPlaying(false)
    player.getState().step(grain, direction)
  }
}

function Backward() {
  const text = useText()
  const { player } = useStores()
  const step = useStep()
  const off = usePlayer((state) => state.moment === 0)
  const back = { disabled: off, reason: m.whyAtStart({}, text) }
  return (
    <>
      <Button
        {...back}
        label={m.first({}, text)}
        icon={<SkipBack size={17} aria-hidden />}
        onPress={() => {
          player.getState().seek(0)
        }}
      />
      <Button
        {...back}
        label={m.previousCall({}, text)}
        icon={<ChevronsLeft size={18} aria-hidden />}
        onPress={step('call', -1)}
      />
      <Button
        {...back}
        label={m.stepBack({}, text)}
        icon={<ChevronLeft size={18} aria-hidden />}
        wide
        onPress={step('micro', -1)}
      />
    </>
  )
}

function PlayButton() {
  const text = useText()
  const { player } = useStores()
  const playing = usePlayer((state) => state.playing)
  const empty = usePlayer((state) => state.trace.length === 0)
  return (
    <Button
      label={playing ? m.pause({}, text) : m.play({}, text)}
      icon={playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
      wide
      disabled={empty}
      onPress={() => {
        player.getState().setPlaying(!playing)
      }}
    />
  )
}

function Forward() {
  const text = useText()
  const { player } = useStores()
  const step = useStep()
  const atEnd = usePlayer((state) => state.moment === state.trace.length)
  const complete = usePlayer(({ trace }) => goesOn(trace) === null)
  const { seek, nextCall, setPlaying } = player.getState()
  const forward = { disabled: atEnd, reason: m.whyAtEnd({}, text) }
  return (
    <>
      <Button
        {...forward}
        label={m.step({}, text)}
        icon={<ChevronRight size={18} aria-hidden />}
        wide
        primary
        onPress={step('micro', 1)}
      />
      <Button
        label={m.nextCall({}, text)}
        icon={<ChevronsRight size={18} aria-hidden />}
        wide
        disabled={atEnd && complete}
        reason={m.whyComplete({}, text)}
        onPress={() => {
          setPlaying(false)
          nextCall()
        }}
      />
      <Button
        {...forward}
        label={m.last({}, text)}
        icon={<SkipForward size={17} aria-hidden />}
        onPress={() => {
          seek(player.getState().trace.length)
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
