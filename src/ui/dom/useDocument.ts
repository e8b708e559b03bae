import { useEffect } from 'react'
import { m } from '../../i18n/index.ts'
import { usePreferences } from '../context.ts'
import { useMedia } from './useMedia.ts'

/** Theme, language and title as the document has them. */
export function useDocument(): void {
  const theme = usePreferences((state) => state.theme)
  const locale = usePreferences((state) => state.locale)
  const palette = usePreferences((state) => state.palette)
  const dark = useMedia('(prefers-color-scheme: dark)')
  useEffect(() => {
    const root = document.documentElement
    root.dataset['theme'] = theme === 'auto' ? (dark ? 'dark' : 'light') : theme
    root.dataset['palette'] = palette
    root.lang = locale === 'zh' ? 'zh-CN' : 'en'
    document.title = m.pageTitle({}, { locale })
  }, [theme, locale, palette, dark])
}
