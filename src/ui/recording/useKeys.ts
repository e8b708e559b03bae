import { useEffect } from 'react'
import { SPEEDS } from '../../app/preferences.ts'
import { useStores, type Stores } from '../context.ts'
import { recordings } from './store.ts'

export const STAGE_ID = 'recording-stage'

function changeSpeed({ preferences }: Stores, by: 1 | -1): void {
  const index = SPEEDS.findIndex((speed) => speed === preferences.getState().speed)
  const speed = SPEEDS[index + by]
  if (speed !== undefined) preferences.setState({ speed })
}

/** Moves in the recording; true when the key was one of these. */
function move(stores: Stores, { key, shiftKey }: KeyboardEvent): boolean {
  const { step, stepCall, seek, setPlaying, playing, telling } = recordings.getState()
  const walk = (direction: 1 | -1, byCall: boolean) => {
    setPlaying(false)
    if (byCall) stepCall(direction)
    else step(direction)
  }
  switch (key) {
    case ' ':
      setPlaying(!playing)
      return true
    case 'ArrowRight':
      walk(1, shiftKey)
      return true
    case 'ArrowLeft':
      walk(-1, shiftKey)
      return true
    case 'ArrowDown':
      walk(1, true)
      return true
    case 'ArrowUp':
      walk(-1, true)
      return true
    case 'Home':
      seek(0)
      return true
    case 'End':
      seek(telling?.recording.lines.length ?? 0)
      return true
    case '[':
      changeSpeed(stores, -1)
      return true
    case ']':
      changeSpeed(stores, 1)
      return true
    default:
      return false
  }
}

/** Keys act while the picture has the focus, as on the Explore screen. */
export function useKeys(): void {
  const stores = useStores()
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const onStage = event.target instanceof Element && event.target.id === STAGE_ID
      if (!onStage || event.ctrlKey || event.metaKey || event.altKey) return
      if (move(stores, event)) event.preventDefault()
    }
    document.addEventListener('keydown', down)
    return () => {
      document.removeEventListener('keydown', down)
    }
  }, [stores])
}
