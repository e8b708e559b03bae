import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isPresenting } from '../../app/address.ts'
import { useStores } from '../context.ts'

const isFull = () => document.fullscreenElement !== null

function watch(changed: () => void): () => void {
  document.addEventListener('fullscreenchange', changed)
  return () => {
    document.removeEventListener('fullscreenchange', changed)
  }
}

/** May be refused, for instance in a frame: then the window stays as it is. */
function ask(full: boolean): void {
  if (full === isFull()) return
  const asked = full ? document.documentElement.requestFullscreen() : document.exitFullscreen()
  asked.catch(() => undefined)
}

/**
 * The whole screen for the presentation. Browsers keep Escape for themselves there, so when full
 * screen ends otherwise than by the switch, the presentation ends with it.
 */
export function useFullScreen() {
  const { address } = useStores()
  const full = useSyncExternalStore(watch, isFull)
  const bySwitch = useRef(false)
  useEffect(() => {
    const end = watch(() => {
      if (!isFull() && !bySwitch.current) address.getState().present(false)
      bySwitch.current = false
    })
    return () => {
      end()
      // From one lesson to the next the presentation goes on.
      if (!isPresenting(address.getState())) ask(false)
    }
  }, [address])
  const toggle = () => {
    bySwitch.current = full
    ask(!full)
  }
  return { full, possible: document.fullscreenEnabled, toggle }
}
