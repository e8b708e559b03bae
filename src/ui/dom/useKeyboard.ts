import { useEffect } from 'react'
import type { Stores } from '../context.ts'
import { SPEEDS } from '../../app/preferences.ts'

/** Presses the button that a letter stands for, so that a key can do no more than the button. */
function press(command: string): void {
  const button = document.querySelector<HTMLButtonElement>(`[data-command="${command}"]`)
  if (button !== null && !button.disabled) button.click()
}

const LETTERS: Readonly<Record<string, string>> = {
  g: 'grow',
  s: 'shrink',
  r: 'rehash',
  n: 'scan',
  a: 'add',
  delete: 'delete',
  t: 'table',
  o: 'order',
  p: 'predict',
  v: 'present',
  '?': 'settings',
}

function changeSpeed({ preferences }: Stores, by: 1 | -1): void {
  const index = SPEEDS.findIndex((speed) => speed === preferences.getState().speed)
  const speed = SPEEDS[index + by]
  if (speed !== undefined) preferences.setState({ speed })
}

/** Moves in time. True when the key was one of these. */
function move({ player }: Stores, event: KeyboardEvent): boolean {
  const { step, seek, nextCall, setPlaying, playing, trace } = player.getState()
  const walk = (grain: 'micro' | 'bucket', direction: 1 | -1) => {
    setPlaying(false)
    step(grain, direction)
  }
  switch (event.key) {
    case ' ':
      setPlaying(!playing)
      return true
    case 'ArrowRight':
      if (event.shiftKey) {
        setPlaying(false)
        nextCall()
      } else walk('micro', 1)
      return true
    case 'ArrowLeft':
      if (event.shiftKey) {
        setPlaying(false)
        step('call', -1)
      } else walk('micro', -1)
      return true
    case 'ArrowDown':
      walk('bucket', 1)
      return true
    case 'ArrowUp':
      walk('bucket', -1)
      return true
    case 'Home':
      seek(0)
      return true
    case 'End':
      seek(trace.length)
      return true
    default:
      return false
  }
}

function undoOrRedo({ player }: Stores, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return false
  if (event.shiftKey) player.getState().redo()
  else player.getState().undo()
  return true
}

const WRITING = 'textarea, input:not([type="range"], [type="checkbox"]), dialog'

/** Text fields undo what was typed in them themselves. */
const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest(WRITING) !== null

/**
 * Keys act on the picture: the moving keys while the stage has the focus, letters too unless they
 * are switched off. Undo works anywhere outside a text field.
 */
export function useKeyboard(stores: Stores, isOn = true): void {
  useEffect(() => {
    if (!isOn) return
    const down = (event: KeyboardEvent) => {
      if (isWriting(event.target)) return
      if (undoOrRedo(stores, event)) {
        event.preventDefault()
        return
      }
      const onStage = event.target instanceof Element && event.target.id === 'stage'
      if (!onStage || event.ctrlKey || event.metaKey || event.altKey) return
      const letter = LETTERS[event.key.toLowerCase()]
      if (move(stores, event)) event.preventDefault()
      else if (!stores.preferences.getState().letters) return
      else if (event.key === '[') changeSpeed(stores, -1)
      else if (event.key === ']') changeSpeed(stores, 1)
      else if (letter !== undefined) {
        event.preventDefault()
        press(letter)
      }
    }
    document.addEventListener('keydown', down)
    return () => {
      document.removeEventListener('keydown', down)
    }
  }, [stores, isOn])
}
