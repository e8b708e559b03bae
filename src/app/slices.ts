/** How work is done without keeping anybody waiting: a little at a time. */
export interface Slices {
  readonly now: () => number
  /** Calls back when others have had their turn; returns how to cancel. */
  readonly later: (callback: () => void) => () => void
}

/** The browser's turns. A timer, since frames stop while the page is hidden. */
export const browserSlices: Slices = {
  now: () => performance.now(),
  later: (callback) => {
    const id = setTimeout(callback)
    return () => {
      clearTimeout(id)
    }
  },
}

/** Milliseconds of work in one turn. */
const SLICE = 10

/**
 * Runs work slice by slice, the first one at once. `progress` hears the share that is done after
 * each slice, `done` the result. Returns how to stop it.
 */
export function runInSlices<T>(
  work: Generator<number, T>,
  { now, later }: Slices,
  progress: (share: number) => void,
  done: (result: T) => void,
): () => void {
  let cancel = () => {}
  const slice = () => {
    const end = now() + SLICE
    let step = work.next()
    while (step.done !== true && now() < end) step = work.next()
    if (step.done === true) {
      done(step.value)
      return
    }
    progress(step.value)
    cancel = later(slice)
  }
  slice()
  return () => {
    cancel()
  }
}
