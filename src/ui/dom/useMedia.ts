import { useSyncExternalStore } from 'react'
import { usePreferences } from '../context.ts'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => {
        list.removeEventListener('change', changed)
      }
    },
    () => window.matchMedia(query).matches,
  )
}

/** True when nothing shall travel: by the system's wish or the page's own switch. */
export function useReducedMotion(): boolean {
  const motion = usePreferences((preferences) => preferences.motion)
  const system = useMedia('(prefers-reduced-motion: reduce)')
  return motion === 'reduced' || (motion === 'auto' && system)
}
