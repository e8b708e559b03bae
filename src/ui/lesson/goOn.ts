import type { AddressStore } from '../../app/address.ts'
import { lessons, type Lesson } from '../../lessons/index.ts'
import type { Way } from './useWay.ts'

export const lessonAfter = ({ id }: Lesson): Lesson | undefined =>
  lessons[lessons.findIndex((lesson) => lesson.id === id) + 1]

/** Continue: back to the path, else to the next stop, else to the next lesson or all of them. */
export function goOn(
  lesson: Lesson,
  { stop, end, away, comeTo }: Way,
  address: AddressStore,
): void {
  const next = lessonAfter(lesson)
  if (away) comeTo(stop)
  else if (stop < end) comeTo(stop + 1)
  else address.getState().go('lessons', next === undefined ? {} : { lesson: next.id })
}
