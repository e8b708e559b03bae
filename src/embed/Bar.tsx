import {
  ArrowLeftRight,
  ChevronLeft,
  ChevronRight,
  ChevronsRight,
  ExternalLink,
  Pause,
  Play,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { m } from '../i18n/index.ts'
import { useOfCluster, usePlayer, usePreferences, useStores, useText } from '../ui/context.ts'
import { useCaption } from '../ui/panels/Caption.tsx'
import type { PageUrl } from './usePageUrl.ts'

/** Back, play, forward, time, order, and the way to the whole page. */
export function Bar({ page }: { readonly page: PageUrl }) {
  const text = useText()
  // The lanes of a cluster stand in scan order.
  const ofCluster = useOfCluster()
  return (
    <div className="embed-bar" role="group" aria-label={m.transport({}, text)}>
      <Moves />
      <Scrubber />
      {!ofCluster && <OrderButton />}
      <a
        className="embed-open"
        href={page.url}
        onClick={(event) => {
          event.currentTarget.href = page.exact()
        }}
        target="_blank"
        rel="noopener"
        aria-label={m.embedOpen({}, text)}
        title={m.embedOpen({}, text)}
      >
        <ExternalLink size={16} aria-hidden />
        <span className="button-text">{m.embedOpen({}, text)}</span>
      </a>
    </div>
  )
}

function Moves() {
  const text = useText()
  const { player } = useStores()
  const playing = usePlayer((state) => state.playing)
  const atStart = usePlayer((state) => state.moment === 0)
  const atEnd = usePlayer((state) => state.moment === state.trace.length)
  const { setPlaying, step, nextCall } = player.getState()
  return (
    <>
      <Button
        label={m.stepBack({}, text)}
        disabled={atStart}
        onPress={() => {
          setPlaying(false)
          step('micro', -1)
        }}
      >
        <ChevronLeft size={18} aria-hidden />
      </Button>
      <Button
        label={playing ? m.pause({}, text) : m.play({}, text)}
        disabled={atEnd && !playing}
        onPress={() => {
          setPlaying(!playing)
        }}
      >
        {playing ? <Pause size={17} aria-hidden /> : <Play size={17} aria-hidden />}
      </Button>
      <Button
        label={m.step({}, text)}
        disabled={atEnd}
        primary
        onPress={() => {
          setPlaying(false)
          step('micro', 1)
        }}
      >
        <ChevronRight size={18} aria-hidden />
      </Button>
      <Button
        label={m.nextCall({}, text)}
        disabled={atEnd}
        onPress={() => {
          setPlaying(false)
          nextCall()
        }}
      >
        <ChevronsRight size={18} aria-hidden />
      </Button>
    </>
  )
}

function Scrubber() {
  const text = useText()
  const { player } = useStores()
  const length = usePlayer((state) => state.trace.length)
  const moment = usePlayer((state) => state.moment)
  const caption = useCaption()
  return (
    <>
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
      <output className="embed-moment">{m.momentOf({ moment, length }, text)}</output>
    </>
  )
}

function OrderButton() {
  const text = useText()
  const { preferences } = useStores()
  const order = usePreferences((state) => state.order)
  const other = order === 'scan' ? 'index' : 'scan'
  const label = order === 'scan' ? m.indexOrder({}, text) : m.scanOrder({}, text)
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => {
        preferences.setState({ order: other })
      }}
    >
      <ArrowLeftRight size={16} aria-hidden />
      <span className="button-text">{label}</span>
    </button>
  )
}

function Button({
  label,
  disabled,
  primary = false,
  onPress,
  children,
}: {
  readonly label: string
  readonly disabled: boolean
  readonly primary?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
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
      {children}
    </button>
  )
}
