import { useLayoutEffect, useRef } from 'react'
import { browserFrames } from '../../app/clock.ts'

/** A change drawn over time, `t` from 0 to 1; at once with 1 when the duration is 0. */
export interface Tween {
  readonly duration: number
  readonly draw: (t: number) => void
}

/**
 * Draws each change of `subject` with the tween that `begin` gives, or not at all when that is null:
 * no frame is asked for while nothing moves. A new change ends the tween before.
 */
export function useTween(subject: unknown, begin: () => Tween | null): void {
  const latest = useRef(begin)
  useLayoutEffect(() => {
    latest.current = begin
  })
  useLayoutEffect(() => {
    const tween = latest.current()
    if (tween === null) return
    const { duration, draw } = tween
    if (duration <= 0) {
      draw(1)
      return
    }
    const start = browserFrames.now()
    draw(0)
    let cancel = () => {}
    const frame = (now: number) => {
      const t = Math.max(0, Math.min(1, (now - start) / duration))
      draw(t)
      if (t < 1) cancel = browserFrames.next(frame)
    }
    cancel = browserFrames.next(frame)
    return () => {
      cancel()
    }
  }, [subject])
}
