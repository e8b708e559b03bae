import type { Player, PlayerStore } from '../app/playerState.ts'
import { isClusterTrace, stateAt, type ClusterTrace } from '../trace/index.ts'
import { ledgerOf } from '../view/ledger.ts'
import { readingAt } from '../view/reading.ts'
import type { Switchboard } from './frame.ts'
import type { MannersStore } from './manners.ts'

/** Milliseconds between two events of a size. */
const CALM = 100

/** Keys that turn the pages of a talk: not used here, so the host may take them. */
const PAGE_KEYS = new Set(['PageUp', 'PageDown', 'Escape'])

/** Keys that move the picture, unless the host wants them for itself. */
const MOVING_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])

/** What has keys of its own. */
const FIELDS = 'input, select, textarea'

/** A cluster's client is told of by a part of its own, which its scenarios bring along. */
async function tellCluster(
  trace: ClusterTrace,
  moment: number,
  before: Player,
  tell: Switchboard['tell'],
): Promise<void> {
  const { tellClient } = await import('./ofCluster.ts')
  const earlier = before.trace === trace ? stateAt(trace, before.moment) : null
  tellClient(stateAt(trace, moment), earlier, tell)
}

function tellPlayer(player: PlayerStore, { tell }: Switchboard): () => void {
  return player.subscribe(({ trace, moment }, before) => {
    if (trace === before.trace && moment === before.moment) return
    tell('moment', { moment, moments: trace.length })
    if (isClusterTrace(trace)) {
      void tellCluster(trace, moment, before, tell)
      return
    }
    const { scan, ...rest } = readingAt(trace, moment)
    const { scan: earlier } = readingAt(before.trace, before.moment)
    const ended = scan.calls.filter(({ next }) => next !== null)
    const last = ended.at(-1)
    const known = earlier.calls.filter(({ next }) => next !== null).at(-1)
    if (last !== undefined && last !== known) {
      const keys = last.emitted.map(({ key }) => key)
      const { cursor, next } = last
      tell('call', { call: ended.length, cursor: String(cursor), next: String(next), keys })
    }
    if (scan.status === 'complete' && earlier.status !== 'complete') {
      const { twice, missed } = ledgerOf({ scan, ...rest })
      tell('done', { duplicates: twice, missed })
    }
  })
}

function tellKeys(manners: MannersStore, { tell }: Switchboard): () => void {
  const isMoving = (key: string, target: EventTarget | null) =>
    manners.getState().keys === 'off' &&
    MOVING_KEYS.has(key) &&
    !(target instanceof Element && target.matches(FIELDS))
  const down = ({ key, target, defaultPrevented }: KeyboardEvent) => {
    if (defaultPrevented) return
    if (PAGE_KEYS.has(key) || isMoving(key, target)) tell('key', { key })
  }
  window.addEventListener('keydown', down)
  return () => {
    window.removeEventListener('keydown', down)
  }
}

/** The size of the frame's window, and the height that all would need in its width. */
export const sizeNow = () => ({
  width: window.innerWidth,
  height: Math.max(window.innerHeight, document.documentElement.scrollHeight),
})

function tellSize({ tell }: Switchboard): () => void {
  let timer = 0
  const resized = () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => {
      tell('size', sizeNow())
    }, CALM)
  }
  window.addEventListener('resize', resized)
  return () => {
    window.clearTimeout(timer)
    window.removeEventListener('resize', resized)
  }
}

interface Told {
  readonly player: PlayerStore
  readonly manners: MannersStore
}

/** Tells the host what happens here; returns how to stop. */
export function tellHost({ player, manners }: Told, board: Switchboard): () => void {
  const stops = [tellPlayer(player, board), tellKeys(manners, board), tellSize(board)]
  return () => {
    for (const stop of stops) stop()
  }
}
