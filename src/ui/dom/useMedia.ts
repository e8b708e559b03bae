import { useSyncExternalStore } from 'react'
import { usePreferences } from '../context.ts'

interface Watched {
  readonly subscribe: (changed: () => void) => () => void
  readonly matches: () => boolean
}

const watched = new Map<string, Watched>()

/** One list per query: asking the browser anew at each render would be felt. */
function watch(query: string): Watched {
  const known = watched.get(query)
  if (known !== undefined) return known
  const list = window.matchMedia(query)
  const made: Watched = {
    subscribe: (changed) => {
      list.addEventListener('change', changed)
      return () => {
        list.removeEventListener('change', changed)
      }
    },
    matches: () => list.matches,
  }
  watched.set(query, made)
  return made
}

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const { subscribe, matches } = watch(query)
  return useSyncExternalStore(subscribe, matches)
}

/** True when nothing shall travel: by the system's wish or the page's own switch. */
export function useReducedMotion(): boolean {
  const motion = usePreferences((preferences) => preferences.motion)
  const system = useMedia('(prefers-reduced-motion: reduce)')
  return motion === 'reduced' || (motion === 'auto' && system)
}
