import { Settings as SettingsIcon } from 'lucide-react'
import { Suspense, useState, type ReactNode } from 'react'
import { THEMES } from '../app/preferences.ts'
import { speak } from '../app/language.ts'
import { m, type Locale } from '../i18n/index.ts'
import { usePreferences, useStores, useText } from './context.ts'
import { lazily } from './dom/lazily.ts'
import { Navigation } from './Navigation.tsx'

const Settings = lazily(async () => (await import('./controls/Settings.tsx')).Settings)

interface Props {
  /** The id of the part that the keyboard may jump to. */
  readonly skipTo: string
  /** What only this screen has. */
  readonly children?: ReactNode
}

/** Puts the focus on a part of the page; the fragment of the URL is for the work of a link. */
function jumpTo(id: string): void {
  const part = document.getElementById(id)
  if (part !== null && !part.hasAttribute('tabindex')) part.tabIndex = -1
  part?.focus()
}

/** Name, screens, the tools of the screen, language, theme. */
export function Header({ skipTo, children }: Props) {
  const text = useText()
  const [open, setOpen] = useState(false)
  return (
    <header className="header">
      <a
        className="skip"
        href={`#${skipTo}`}
        onClick={(event) => {
          event.preventDefault()
          jumpTo(skipTo)
        }}
      >
        {m.skipToStage({}, text)}
      </a>
      <h1>{m.appName({}, text)}</h1>
      <Navigation />
      <span className="spacer" />
      {children}
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

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', zh: '简体中文' }

function LanguageSelect() {
  const text = useText()
  const { preferences } = useStores()
  return (
    <select
      aria-label={m.language({}, text)}
      value={text.locale}
      onChange={(event) => {
        void speak(preferences, event.currentTarget.value === 'zh' ? 'zh' : 'en')
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
