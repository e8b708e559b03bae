import { usePlayer, useStores } from '../context.ts'
import { Present } from './Present.tsx'

/** Presents the moments of a work. */
export function PresentMoments() {
  const { player } = useStores()
  const at = usePlayer(({ moment }) => moment)
  const last = usePlayer(({ trace }) => trace.length)
  const walk = (direction: 1 | -1) => () => {
    const { setPlaying, step } = player.getState()
    setPlaying(false)
    step('micro', direction)
  }
  return <Present pages={{ on: walk(1), back: walk(-1), at, last, byArrows: false }} />
}
