import { useEffect, useEffectEvent } from 'react'
import { useStores } from '../context.ts'
import type { Pages } from './pages.ts'

export interface Acts {
  readonly blank: () => void
  readonly fullScreen: () => void
  readonly leave: () => void
}

const ELSEWHERE = 'textarea, select, input:not([type="range"], [type="checkbox"])'

/** A dialog, the look into a bucket and a text field have keys of their own. */
const isElsewhere = ({ target }: KeyboardEvent): boolean =>
  document.querySelector('dialog[open], .inspector') !== null ||
  (target instanceof Element && target.closest(ELSEWHERE) !== null)

/** What a key does; a remote sends Page Up, Page Down, the full stop, F5 and Escape. */
function actOf(event: KeyboardEvent, pages: Pages, acts: Acts): (() => void) | undefined {
  switch (event.key) {
    case 'PageDown':
      return pages.on
    case 'PageUp':
      return pages.back
    case 'ArrowRight':
      return pages.byArrows && !event.shiftKey ? pages.on : undefined
    case 'ArrowLeft':
      return pages.byArrows && !event.shiftKey ? pages.back : undefined
    case 'F5':
      return acts.fullScreen
    case 'Escape':
      return acts.leave
    default:
      return undefined
  }
}

/** Letters and signs can be switched off. */
function letterOf(key: string, acts: Acts): (() => void) | undefined {
  switch (key.toLowerCase()) {
    case '.':
    case 'b':
      return acts.blank
    case 'f':
      return acts.fullScreen
    case 'v':
      return acts.leave
    default:
      return undefined
  }
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta']

/** The keys of present mode. They come first, wherever the focus is. */
export function usePresentKeys(pages: Pages, acts: Acts, isBlank: boolean): void {
  const { preferences } = useStores()
  const down = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.includes(event.key)) return
    if (!isBlank && isElsewhere(event)) return
    const letter = preferences.getState().letters ? letterOf(event.key, acts) : undefined
    // Nothing happens unseen: while the screen is blank every key only brings the picture back.
    const act = isBlank ? acts.blank : (actOf(event, pages, acts) ?? letter)
    if (act === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  })
  useEffect(() => {
    window.addEventListener('keydown', down, { capture: true })
    return () => {
      window.removeEventListener('keydown', down, { capture: true })
    }
  }, [])
}
