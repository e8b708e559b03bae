import { momentOf, type Lesson } from '../../lessons/index.ts'
import { recordAny } from '../../trace/index.ts'

/** The recording of a lesson and its moments: the question's, each stop's, the moral's. */
export function routeOf(lesson: Lesson) {
  const trace = recordAny(lesson.scenario)
  const stops = lesson.stops.map(({ at }) => momentOf(trace, at))
  return { trace, moments: [0, ...stops, trace.length] }
}

export type Route = ReturnType<typeof routeOf>

/** The order of the buckets at a stop: what the last one up to it says. */
export function orderAt({ order, stops }: Lesson, stop: number) {
  return stops.slice(0, stop).findLast((one) => one.order !== undefined)?.order ?? order
}
