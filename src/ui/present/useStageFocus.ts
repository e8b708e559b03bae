import { useEffect } from 'react'

/**
 * Keeps the focus on the picture while it is presented, so that its keys work after a click beside
 * it, too. What had the focus before gets it back; the button that began it has lost it by now,
 * for it is hidden.
 */
export function useStageFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    const toStage = () => {
      document.getElementById('stage')?.focus({ preventScroll: true })
    }
    const clicked = () => {
      if (document.activeElement === document.body) toStage()
    }
    toStage()
    document.addEventListener('click', clicked)
    return () => {
      document.removeEventListener('click', clicked)
      const button = document.querySelector<HTMLElement>('[data-command="present"]')
      const left = before instanceof HTMLElement && before !== document.body ? before : button
      left?.focus({ preventScroll: true })
    }
  }, [])
}
