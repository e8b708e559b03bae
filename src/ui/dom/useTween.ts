import { useLayoutEffect, useRef } from 'react'
import { browserFrames } from '../../app/clock.ts'

/**
 * Calls `draw(t)` from 0 to 1 over `duration` milliseconds each time `subject` changes, at once with
 * 1 when the duration is 0. Nothing is called while nothing changes.
 */
export function useTween(subject: unknown, duration: number, draw: (t: number) => void): void {
  const latest = useRef(draw)
  useLayoutEffect(() => {
    latest.current = draw
  })
  useLayoutEffect(() => {
    if (duration <= 0) {
      latest.current(1)
      return
    }
    const start = browserFrames.now()
    latest.current(0)
    let cancel = () => {}
    const frame = (now: number) => {
      const t = Math.max(0, Math.min(1, (now - start) / duration))
      latest.current(t)
      if (t < 1) cancel = browserFrames.next(frame)
    }
    cancel = browserFrames.next(frame)
    return () => {
      cancel()
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a tween runs for a change of subject only
  }, [subject])
}
