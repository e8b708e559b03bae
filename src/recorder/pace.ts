import { setTimeout as sleep } from 'node:timers/promises'

/** Waits so that calls come at most so often per second; a stop ends the waiting. */
export class Pace {
  readonly #gap: number
  readonly stop: AbortSignal
  #due = 0

  constructor(rate: number, stop: AbortSignal) {
    this.#gap = 1000 / rate
    this.stop = stop
  }

  get stopped(): boolean {
    return this.stop.aborted
  }

  async next(): Promise<void> {
    const wait = this.#due - performance.now()
    if (wait > 0 && !this.stopped) {
      await sleep(wait, undefined, { signal: this.stop }).catch(() => undefined)
    }
    this.#due = Math.max(this.#due, performance.now()) + this.#gap
  }
}
