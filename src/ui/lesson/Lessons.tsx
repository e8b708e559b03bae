import { lessons, type Lesson } from '../../lessons/index.ts'
import { useAddress } from '../context.ts'
import { LessonList } from './LessonList.tsx'
import { LessonScreen } from './LessonScreen.tsx'
import './lesson.css'

/** The Lessons screen: all of them, or the one that `?lesson=` names. */
export function Lessons() {
  const id = useAddress(({ query }) => query.get('lesson'))
  const turn = useAddress((state) => state.turn)
  const index = lessons.findIndex((lesson) => lesson.id === id)
  const lesson: Lesson | undefined = lessons[index]
  return lesson === undefined ? (
    <LessonList unknown={id} />
  ) : (
    <LessonScreen key={`${lesson.id} ${turn}`} lesson={lesson} number={index + 1} />
  )
}
