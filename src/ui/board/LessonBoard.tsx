import { useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import { factsAt, type Lesson } from '../../lessons/index.ts'
import { useText } from '../context.ts'
import { orderAt, routeOf } from '../lesson/route.ts'
import { Board, type BoardPicture } from './Board.tsx'

interface Props {
  readonly lesson: Lesson
  readonly onClose: () => void
}

/** A lesson as a handout: its question, each stop with its sentence, its moral. */
export function LessonBoard({ lesson, onClose }: Props) {
  const text = useText()
  const pictures = useMemo(() => {
    const { trace, moments } = routeOf(lesson)
    const { stops } = lesson
    const end = stops.length + 1
    return moments.map((moment, stop): BoardPicture => {
      const order = orderAt(lesson, stop)
      if (stop === 0) {
        const head = m.boardQuestion({}, text)
        return { trace, moment, order, head, text: lesson.question(text) }
      }
      if (stop === end) {
        return { trace, moment, order, head: m.boardMoral({}, text), text: lesson.moral(text) }
      }
      const said = stops[stop - 1]?.say(factsAt(trace, moment), text) ?? ''
      return { trace, moment, order, head: String(stop), text: said }
    })
  }, [lesson, text])
  return <Board title={lesson.title(text)} pictures={pictures} onClose={onClose} />
}
