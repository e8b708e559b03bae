import { useEffect, useState } from 'react'
import type { Size } from '../dom/useSize.ts'
import type { Film } from './makers.ts'

type Ability = 'can' | 'cannot' | 'asked'

/** Which films this browser can make. */
export type Films = Readonly<Record<Film, Ability>>

const ASKED: Films = { gif: 'can', webm: 'asked', mp4: 'asked' }
const NO_VIDEO: Films = { gif: 'can', webm: 'cannot', mp4: 'cannot' }

/** What the browser says about films of this size; without an encoder nothing is loaded to ask. */
async function ask(width: number, height: number): Promise<Films> {
  if (!('VideoEncoder' in window)) return NO_VIDEO
  const { codecFor } = await import('../../export/film.ts')
  const even = { width: 2 * Math.ceil(width / 2), height: 2 * Math.ceil(height / 2) }
  const [webm, mp4] = await Promise.all([codecFor('webm', even), codecFor('mp4', even)])
  return {
    gif: 'can',
    webm: webm === null ? 'cannot' : 'can',
    mp4: mp4 === null ? 'cannot' : 'can',
  }
}

/** Which films can be made of a stage of this size. */
export function useFilms(window: Size, scale: number): Films {
  const [films, setFilms] = useState(ASKED)
  const { width, height } = window
  useEffect(() => {
    let isLate = false
    const tell = (found: Films) => {
      if (!isLate) setFilms(found)
    }
    ask(width * scale, height * scale).then(tell, () => {
      tell(NO_VIDEO)
    })
    return () => {
      isLate = true
    }
  }, [width, height, scale])
  return films
}
