import { ArrowRight, CornerUpLeft } from 'lucide-react'
import { useEffect, useId, useRef, type RefObject } from 'react'
import { linkTo } from '../../app/address.ts'
import { m } from '../../i18n/index.ts'
import { keyList } from '../../i18n/words.ts'
import { lessons, type Lesson, type Outcome } from '../../lessons/index.ts'
import { questionAt } from '../../view/predict.ts'
import { useStores, useText } from '../context.ts'
import { useMarked } from '../dom/usePicture.ts'
import { Caption } from '../panels/Caption.tsx'
import { Prediction } from '../predict/Prediction.tsx'
import { predictions } from '../predict/predictions.ts'
import { book } from './book.ts'
import { Orders, Split } from './Figure.tsx'
import { goOn, lessonAfter } from './goOn.ts'
import { LessonLink } from './LessonLink.tsx'
import type { Way } from './useWay.ts'

interface Props {
  readonly lesson: Lesson
  readonly number: number
  readonly way: Way
}

/** One sentence, then wait: Continue is the only big button. */
export function LessonCard({ lesson, number, way }: Props) {
  const text = useText()
  const id = useId()
  const main = useRef<HTMLButtonElement>(null)
  const { stop, end, away } = way
  const said = lesson.stops[stop - 1]
  const marked = away ? [] : (said?.show?.(way.facts) ?? [])
  useMarked('told', marked)
  const { address } = useStores()
  useEffect(() => {
    // Who comes by a press inside the page goes on with the keyboard; a link opened takes no focus.
    if (address.getState().turn > 0) main.current?.focus({ preventScroll: true })
  }, [address])
  return (
    <section
      className={away ? 'lesson-card is-away' : 'lesson-card'}
      aria-label={m.lessonCard({}, text)}
    >
      <Line lesson={lesson} number={number} way={way} />
      <div className="lesson-body">
        <div className="lesson-says" id={id} aria-live={away ? 'off' : 'polite'}>
          {away ? <Caption /> : <Says lesson={lesson} way={way} />}
        </div>
        {!away && said?.figure === 'split' && <Split facts={way.facts} />}
        <Presses lesson={lesson} way={way} main={main} says={id} />
      </div>
      {!away && said?.figure === 'orders' && <Orders facts={way.facts} />}
      {!away && said?.ask !== undefined && <Ask key={stop} lesson={lesson} way={way} />}
      {!away && stop === end && <Result outcome={lesson.outcome} />}
    </section>
  )
}

/** Which lesson it is, and how far the reader is in it. */
function Line({ lesson, number, way: { stop, end, away } }: Props) {
  const text = useText()
  const count = lesson.stops.length
  const where =
    stop === 0
      ? m.lessonQuestion({}, text)
      : stop === end
        ? m.lessonMoral({}, text)
        : m.lessonStopOf({ stop, count }, text)
  return (
    <div className="lesson-line">
      <LessonLink>{m.lessonNumber({ number, count: lessons.length }, text)}</LessonLink>
      <h2>{lesson.title(text)}</h2>
      {away ? (
        <strong>{m.lessonAway({}, text)}</strong>
      ) : (
        <a href={linkTo('lessons', { lesson: lesson.id, stop: String(stop) })}>{where}</a>
      )}
      <progress max={end} value={stop} aria-label={m.lessonWay({}, text)} />
    </div>
  )
}

function Says({ lesson, way }: Pick<Props, 'lesson' | 'way'>) {
  const text = useText()
  const { stop, end, facts } = way
  const sentence =
    stop === 0
      ? lesson.question(text)
      : stop === end
        ? lesson.moral(text)
        : lesson.stops[stop - 1]?.say(facts, text)
  return (
    <p className={stop === 0 || stop === end ? 'lesson-sentence is-key' : 'lesson-sentence'}>
      {sentence}
    </p>
  )
}

/** The prediction that a stop asks for. */
function Ask({ lesson, way }: Pick<Props, 'lesson' | 'way'>) {
  const { stop, trace, target } = way
  const ask = lesson.stops[stop - 1]?.ask
  const question = ask === undefined ? null : questionAt(trace, target, ask)
  return question === null ? null : (
    <Prediction
      question={question}
      sentence={null}
      open
      onAnswer={(right) => {
        predictions.getState().count(right)
        book.getState().answer(lesson.id, stop, right)
      }}
    />
  )
}

/** What came of it, from the lesson's data. */
function Result({ outcome }: { readonly outcome: Outcome }) {
  const text = useText()
  const { calls, returned, twice, missed } = outcome
  if (calls === 0) return null
  const list = (keys: readonly string[]) =>
    keys.length === 0 ? m.lessonNone({}, text) : keyList(keys, text.locale)
  return (
    <p className="lesson-outcome">
      {m.lessonOutcome({ calls, returned, twice: list(twice), missed: list(missed) }, text)}
    </p>
  )
}

interface PressesProps {
  readonly lesson: Lesson
  readonly way: Way
  readonly main: RefObject<HTMLButtonElement | null>
  /** The id of what the main button goes on from. */
  readonly says: string
}

/** On, back, and the way home when the reader has left. The main button keeps its place and focus. */
function Presses({ lesson, way, main, says }: PressesProps) {
  const text = useText()
  const { address } = useStores()
  const { stop, end, away, comeTo } = way
  const next = lessonAfter(lesson)
  const atEnd = !away && stop === end
  const label = away
    ? m.lessonReturn({}, text)
    : !atEnd
      ? m.lessonContinue({}, text)
      : next === undefined
        ? m.lessonAll({}, text)
        : m.lessonNext({}, text)
  return (
    <div className="lesson-presses">
      {!away && stop > 0 && (
        <button
          type="button"
          onClick={() => {
            comeTo(atEnd ? 0 : stop - 1)
          }}
        >
          {atEnd ? m.lessonAgain({}, text) : m.lessonBack({}, text)}
        </button>
      )}
      <button
        type="button"
        className="primary lesson-main"
        ref={main}
        aria-describedby={says}
        title={
          atEnd && next !== undefined
            ? m.lessonNextTitle({ title: next.title(text) }, text)
            : undefined
        }
        onClick={() => {
          goOn(lesson, way, address)
        }}
      >
        {away && <CornerUpLeft size={18} aria-hidden />}
        {label}
        {!away && <ArrowRight size={18} aria-hidden />}
      </button>
    </div>
  )
}
