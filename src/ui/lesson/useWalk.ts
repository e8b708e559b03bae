import { useCallback, useEffect, useRef, useState } from 'react'
import { paceOf, wayTo } from '../../app/walk.ts'
import { usePreferences, useStores } from '../context.ts'
import { useReducedMotion } from '../dom/useMedia.ts'

/** Moves the picture to a moment at a calm pace; a press of the reader ends the walk where it is. */
export function useWalk() {
  const { player } = useStores()
  const reduced = useReducedMotion()
  const speed = usePreferences((preferences) => preferences.speed)
  const [walking, setWalking] = useState(false)
  const timer = useRef<number | undefined>(undefined)
  const stop = useCallback(() => {
    window.clearTimeout(timer.current)
    setWalking(false)
  }, [])

  useEffect(
    () => () => {
      window.clearTimeout(timer.current)
    },
    [],
  )

  const walk = useCallback(
    (to: number) => {
      stop()
      const { moment, trace, seek } = player.getState()
      const stations = [...wayTo(trace, moment, to)]
      if (reduced || stations.length === 1) {
        seek(to)
        return
      }
      const pace = paceOf(stations.length, speed)
      let expected = moment
      const go = () => {
        const next = stations.shift()
        const state = player.getState()
        if (next === undefined || state.moment !== expected || state.trace !== trace) {
          setWalking(false)
          return
        }
        state.seek(next)
        expected = next
        timer.current = window.setTimeout(go, pace)
      }
      setWalking(true)
      go()
    },
    [player, reduced, speed, stop],
  )
  return { walking, walk }
}
