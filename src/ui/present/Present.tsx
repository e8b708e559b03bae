import { ChevronLeft, ChevronRight, Keyboard, Maximize, Minimize, MoonStar, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { useStores, useText } from '../context.ts'
import type { Pages } from './pages.ts'
import './present.css'
import { useFullScreen } from './useFullScreen.ts'
import { useLaser } from './useLaser.ts'
import { usePresentKeys } from './usePresentKeys.ts'
import { useStageFocus } from './useStageFocus.ts'

/** Present mode: what lies over the picture and under it while it is shown to an audience. */
export function Present({ pages }: { readonly pages: Pages }) {
  const text = useText()
  const { address, player } = useStores()
  const [isBlank, setBlank] = useState(false)
  const laser = useLaser()
  useStageFocus()
  const screen = useFullScreen()
  const leave = () => {
    address.getState().present(false)
  }
  const blank = () => {
    player.getState().setPlaying(false)
    setBlank(!isBlank)
  }
  usePresentKeys(pages, { blank, fullScreen: screen.toggle, leave }, isBlank)
  return (
    <section className="present" ref={laser} aria-label={m.presentBar({}, text)}>
      <h1 className="visually-hidden">{m.appName({}, text)}</h1>
      <div className="present-bar">
        <output className="present-at">
          {m.presentAt(
            { at: number(pages.at, text.locale), last: number(pages.last, text.locale) },
            text,
          )}
        </output>
        <Tool label={m.presentBack({}, text)} disabled={pages.at === 0} onPress={pages.back}>
          <ChevronLeft size={20} aria-hidden />
        </Tool>
        <Tool label={m.presentOn({}, text)} onPress={pages.on}>
          <ChevronRight size={20} aria-hidden />
        </Tool>
        <Tool label={m.presentBlank({}, text)} onPress={blank}>
          <MoonStar size={18} aria-hidden />
        </Tool>
        {screen.possible && (
          <Tool
            label={screen.full ? m.presentWindow({}, text) : m.presentFull({}, text)}
            onPress={screen.toggle}
          >
            {screen.full ? <Minimize size={18} aria-hidden /> : <Maximize size={18} aria-hidden />}
          </Tool>
        )}
        <Tool label={m.presentKeys({}, text)} onPress={openKeys}>
          <Keyboard size={19} aria-hidden />
        </Tool>
        <Tool label={m.presentLeave({}, text)} onPress={leave}>
          <X size={20} aria-hidden />
        </Tool>
      </div>
      <progress
        className="present-progress"
        max={Math.max(1, pages.last)}
        value={pages.at}
        aria-label={m.presentProgress({}, text)}
      />
      <div className="laser" aria-hidden />
      {isBlank && (
        <div className="present-blank" onClick={blank}>
          <p className="visually-hidden" role="status">
            {m.presentDark({}, text)}
          </p>
        </div>
      )}
    </section>
  )
}

/** The help of the page; its button is in the hidden header. */
function openKeys(): void {
  document.querySelector<HTMLButtonElement>('[data-command="settings"]')?.click()
}

interface ToolProps {
  readonly label: string
  readonly disabled?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

const Tool = ({ label, disabled = false, onPress, children }: ToolProps) => (
  <button
    type="button"
    className="icon"
    aria-label={label}
    title={label}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
  </button>
)
