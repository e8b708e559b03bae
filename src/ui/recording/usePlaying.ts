import { useEffect } from 'react'
import { browserFrames, MICRO_STEP } from '../../app/clock.ts'
import { usePreferences } from '../context.ts'
import { recordings, useRecording } from './store.ts'

/** Tells the recording on while it plays; a frame tells one line at most. */
export function usePlaying(): void {
  const playing = useRecording((state) => state.playing)
  const speed = usePreferences((preferences) => preferences.speed)
  useEffect(() => {
    if (!playing) return
    const interval = MICRO_STEP / speed
    let due = browserFrames.now() + interval / 2
    let cancel = () => {}
    const frame = (now: number) => {
      const { moment, telling, step, setPlaying } = recordings.getState()
      if (telling === null || moment >= telling.recording.lines.length) {
        setPlaying(false)
        return
      }
      if (now >= due) {
        step(1)
        due = Math.max(due + interval, now)
      }
      cancel = browserFrames.next(frame)
    }
    cancel = browserFrames.next(frame)
    return () => {
      cancel()
    }
  }, [playing, speed])
}
