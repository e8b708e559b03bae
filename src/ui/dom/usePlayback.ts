import { useEffect } from 'react'
import { browserFrames, MICRO_STEP } from '../../app/clock.ts'
import { usePlayer, usePreferences, useStores } from '../context.ts'

/** Moves the playhead on while the player plays; a frame moves it one micro-step at most. */
export function usePlayback(): void {
  const { player } = useStores()
  const playing = usePlayer((state) => state.playing)
  const speed = usePreferences((preferences) => preferences.speed)
  useEffect(() => {
    if (!playing) return
    const interval = MICRO_STEP / speed
    let due = browserFrames.now() + interval / 2
    let cancel = () => {}
    const frame = (now: number) => {
      const { moment, trace, playing: goesOn, step, setPlaying } = player.getState()
      // It may have been told to stop since the last frame.
      if (!goesOn) return
      if (moment >= trace.length) {
        setPlaying(false)
        return
      }
      if (now >= due) {
        step('micro', 1)
        due = Math.max(due + interval, now)
      }
      cancel = browserFrames.next(frame)
    }
    cancel = browserFrames.next(frame)
    return () => {
      cancel()
    }
  }, [player, playing, speed])
}
