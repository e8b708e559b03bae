import { Redo2, Settings as SettingsIcon, Undo2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { THEMES } from '../app/preferences.ts'
import { m, type Locale } from '../i18n/index.ts'
import { number } from '../i18n/words.ts'
import { evidence } from '../view/evidence.ts'
import { usePlayer, usePreferences, useStores, useText } from './context.ts'
import { lazily } from './dom/lazily.ts'

const Settings = lazily(async () => (await import('./controls/Settings.tsx')).Settings)

/** Name, evidence, undo, language, theme. */
export function Header() {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <header className="header">
      <a className="skip" href="#stage">
        {m.skipToStage({}, text)}
      </a>
      <h1>{m.appName({}, text)}</h1>
      <p className="tagline">{m.appTagline({}, text)}</p>
      <span className="spacer" />
      <Evidence />
      <UndoRedo />
      <LanguageSelect />
      <ThemeSelect />
      <button
        type="button"
        className="icon"
        data-command="settings"
        aria-label={m.settings({}, text)}
        title={m.settings({}, text)}
        onClick={() => {
          setOpen(true)
        }}
      >
        <SettingsIcon size={18} aria-hidden />
      </button>
      <Suspense>
        {open && (
          <Settings
            onClose={() => {
              setOpen(false)
            }}
          />
        )}
      </Suspense>
    </header>
  )
}

function Evidence() {
  const text = useText()
  const operations = number(evidence.operations, text.locale)
  const { versions } = evidence
  const released = versions.filter((version) => /^\d/.test(version))
  const params = { operations, first: released[0] ?? '', last: released.at(-1) ?? '' }
  return (
    <p className="evidence" title={m.evidence({ operations, versions: versions.join(', ') }, text)}>
      {m.evidenceShort(params, text)}
    </p>
  )
}

function UndoRedo() {
  const text = useText()
  const { player } = useStores()
  const canUndo = usePlayer(({ history }) => history.past.length > 0)
  const canRedo = usePlayer(({ history }) => history.future.length > 0)
  return (
    <span className="undo">
      <button
        type="button"
        className="icon"
        aria-label={m.undo({}, text)}
        title={m.undo({}, text)}
        disabled={!canUndo}
        onClick={() => {
          player.getState().undo()
        }}
      >
        <Undo2 size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={m.redo({}, text)}
        title={m.redo({}, text)}
        disabled={!canRedo}
        onClick={() => {
          player.getState().redo()
        }}
      >
        <Redo2 size={18} aria-hidden />
      </button>
    </span>
  )
}

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', zh: '简体中文' }

function LanguageSelect() {
  const text = useText()
  const { preferences } = useStores()
  return (
    <select
      aria-label={m.language({}, text)}
      value={text.locale}
      onChange={(event) => {
        preferences.setState({ locale: event.currentTarget.value === 'zh' ? 'zh' : 'en' })
      }}
    >
      {Object.entries(LANGUAGES).map(([locale, name]) => (
        <option key={locale} value={locale} lang={locale}>
          {name}
        </option>
      ))}
    </select>
  )
}

function ThemeSelect() {
  const text = useText()
  const { preferences } = useStores()
  const theme = usePreferences((state) => state.theme)
  const names = {
    auto: m.themeAuto({}, text),
    light: m.themeLight({}, text),
    dark: m.themeDark({}, text),
  }
  return (
    <select
      className="theme-select"
      aria-label={m.theme({}, text)}
      value={theme}
      onChange={(event) => {
        const chosen = THEMES.find((one) => one === event.currentTarget.value)
        if (chosen !== undefined) preferences.setState({ theme: chosen })
      }}
    >
      {THEMES.map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  )
}
