import type { Lesson } from '../../lessons/index.ts'
import { useStores } from '../context.ts'
import { goOn } from '../lesson/goOn.ts'
import type { Way } from '../lesson/useWay.ts'
import { Present } from './Present.tsx'

interface Props {
  readonly lesson: Lesson
  readonly way: Way
}

/** Presents the stops of a lesson: on is its Continue. */
export function PresentLesson({ lesson, way }: Props) {
  const { address } = useStores()
  const { stop, end, away, comeTo } = way
  const on = () => {
    goOn(lesson, way, address)
  }
  const back = () => {
    if (away) comeTo(stop)
    else if (stop > 0) comeTo(stop - 1)
  }
  return <Present pages={{ on, back, at: stop, last: end, byArrows: !away }} />
}
