const WIDTH = 24

/** Where the lines of a progress bar go; a terminal's line is drawn over. */
export interface Screen {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** `[########................]  33.3 %  call 12, 140 returned` */
export function barOf(share: number, calls: number, returned: number): string {
  const full = Math.round(share * WIDTH)
  const bar = `${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}`
  const percent = (share * 100).toFixed(1).padStart(5)
  return `[${bar}] ${percent} %  call ${calls}, ${returned} returned`
}

const LINES_PER_SCAN = 10
const REDRAW_MS = 50

/** A bar on a terminal; elsewhere a line for each tenth of the way. */
export class Progress {
  readonly #screen: Screen
  #tenth = -1
  #drawn = 0

  constructor(screen: Screen) {
    this.#screen = screen
  }

  show(share: number, calls: number, returned: number): void {
    if (this.#screen.isTTY === true) {
      const now = performance.now()
      if (share < 1 && now - this.#drawn < REDRAW_MS) return
      this.#drawn = now
      this.#screen.write(`\r${barOf(share, calls, returned)}\x1b[K`)
      return
    }
    const tenth = Math.floor(share * LINES_PER_SCAN)
    if (tenth === this.#tenth) return
    this.#tenth = tenth
    this.#screen.write(`${barOf(share, calls, returned)}\n`)
  }

  /** Leaves the bar's line, so that what follows has one of its own. */
  end(): void {
    if (this.#screen.isTTY === true) this.#screen.write('\n')
  }
}
