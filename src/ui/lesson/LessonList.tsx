import { CircleCheck, CirclePlay, Info } from 'lucide-react'
import { m } from '../../i18n/index.ts'
import { isolated, number } from '../../i18n/words.ts'
import { lessons, type Lesson } from '../../lessons/index.ts'
import { useText } from '../context.ts'
import { Header } from '../Header.tsx'
import { book, useBook, useProgress } from './book.ts'
import { LessonLink } from './LessonLink.tsx'

/** All lessons in their order, each with its question, its length and how far the reader is. */
export function LessonList({ unknown }: { readonly unknown: string | null }) {
  const text = useText()
  return (
    <div className="page">
      <Header skipTo="lessons" />
      <main className="lessons" id="lessons" tabIndex={-1}>
        <h2>{m.lessonsHeading({}, text)}</h2>
        {unknown !== null && (
          <p className="lessons-unknown" role="status">
            <Info size={16} aria-hidden />
            {m.lessonsUnknown({ id: isolated(unknown) }, text)}
          </p>
        )}
        <p className="lessons-intro">{m.lessonsIntro({}, text)}</p>
        <Progress />
        <ol className="lesson-list">
          {lessons.map((lesson, index) => (
            <Entry key={lesson.id} lesson={lesson} place={index + 1} />
          ))}
        </ol>
      </main>
    </div>
  )
}

/** The next lesson to read, and how many are finished. */
function Progress() {
  const text = useText()
  const progress = useBook((state) => state.progress)
  const done = lessons.filter(({ id }) => progress[id]?.finished === true).length
  const begun = Object.keys(progress).length > 0
  const next = lessons.find(({ id }) => progress[id]?.finished !== true) ?? lessons[0]
  const count = number(lessons.length, text.locale)
  return (
    <div className="lessons-progress">
      <LessonLink id={next.id} className="button strong">
        {begun ? m.lessonsGoOn({ title: next.title(text) }, text) : m.lessonsStart({}, text)}
      </LessonLink>
      {begun && (
        <>
          <span className="muted">
            {m.lessonsDone({ done: number(done, text.locale), count }, text)}
          </span>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              book.getState().forget()
            }}
          >
            {m.lessonsForget({}, text)}
          </button>
        </>
      )}
    </div>
  )
}

function Entry({ lesson, place }: { readonly lesson: Lesson; readonly place: number }) {
  const text = useText()
  return (
    <li className="lesson-entry">
      <span className="lesson-place" aria-hidden>
        {place}
      </span>
      <div>
        <h3>
          <LessonLink id={lesson.id}>{lesson.title(text)}</LessonLink>
        </h3>
        <p>{lesson.question(text)}</p>
        <State lesson={lesson} />
      </div>
    </li>
  )
}

function State({ lesson }: { readonly lesson: Lesson }) {
  const text = useText()
  const { stop, finished } = useProgress(lesson.id)
  const count = lesson.stops.length
  const state = finished
    ? m.lessonFinished({}, text)
    : stop > 0
      ? m.lessonUnderWay({ stop, count }, text)
      : null
  const Icon = finished ? CircleCheck : CirclePlay
  return (
    <p className={finished ? 'lesson-state is-done' : 'lesson-state'}>
      {state === null ? (
        m.lessonStops({ count }, text)
      ) : (
        <>
          <Icon size={15} aria-hidden />
          {m.lessonStops({ count }, text)} · {state}
        </>
      )}
    </p>
  )
}
