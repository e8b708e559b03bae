/** Milliseconds that a micro-step takes at speed 1. */
export const MICRO_STEP = 640

/** Milliseconds that a tween takes at speed 1; none from speed 4 on. */
export const TWEEN = 320
export const ORDER_TWEEN = 600

/** Milliseconds of a tween while the picture plays at this speed. */
export const tweenAt = (speed: number): number => (speed >= 4 ? 0 : TWEEN / Math.max(1, speed))

export interface Frames {
  readonly now: () => number
  /** Calls back before the next paint; returns how to cancel. */
  readonly next: (callback: (now: number) => void) => () => void
}

/** The browser's frames. */
export const browserFrames: Frames = {
  now: () => performance.now(),
  next: (callback) => {
    const id = requestAnimationFrame(callback)
    return () => {
      cancelAnimationFrame(id)
    }
  },
}
