import { Check, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { m } from '../../i18n/index.ts'
import { isRight, type Question } from '../../view/predict.ts'
import { optionText, whyText } from '../../view/predictText.ts'
import { useText } from '../context.ts'
import { useMarked, usePicked } from '../dom/usePicture.ts'
import './predict.css'

interface Props {
  readonly question: Question
  /** The question in words; null when it stands above already. */
  readonly sentence: string | null
  /** Whether it can be answered now: the picture shows the moment that it is about. */
  readonly open: boolean
  readonly onAnswer: (right: boolean) => void
}

/** A question that is answered in the picture, or from a list; then right or wrong, and why. */
export function Prediction({ question, sentence, open, onAnswer }: Props) {
  const text = useText()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [answered, setAnswered] = useState(false)
  const group = useRef<HTMLDivElement>(null)
  const answer = useCallback(
    (names: readonly string[]) => {
      setChosen(names)
      setAnswered(true)
      onAnswer(isRight(question, names))
    },
    [question, onAnswer],
  )
  const pick = useCallback(
    (name: string) => {
      if (!question.options.some((option) => option.name === name)) return
      if (!question.all) answer([name])
      else if (chosen.includes(name)) setChosen(chosen.filter((one) => one !== name))
      else setChosen([...chosen, name])
    },
    [question, chosen, answer],
  )
  const asks = question.ask === 'keys' || question.ask === 'twice' ? 'chip' : 'cell'
  usePicked(open && !answered ? asks : null, pick)
  useMarked('chosen', answered ? [] : chosen)
  useMarked('wrong', answered ? chosen.filter((name) => !question.right.includes(name)) : [])
  useMarked('right', answered ? question.right : [])
  return (
    <div className="prediction" ref={group} role="group" aria-label={sentence ?? undefined}>
      {answered ? (
        <Result question={question} right={isRight(question, chosen)} group={group} />
      ) : open ? (
        <>
          {sentence === null ? (
            <p className="muted">
              {question.all ? m.predictHintKeys({}, text) : m.predictHint({}, text)}
            </p>
          ) : (
            <p className="prediction-question">{sentence}</p>
          )}
          <Answers question={question} chosen={chosen} onPick={pick} onAnswer={answer} />
        </>
      ) : (
        <p className="muted">{m.predictWait({}, text)}</p>
      )}
    </div>
  )
}

interface AnswersProps {
  readonly question: Question
  readonly chosen: readonly string[]
  readonly onPick: (name: string) => void
  readonly onAnswer: (names: readonly string[]) => void
}

/** The same answers as buttons, and those that the picture does not hold. */
function Answers({ question, chosen, onPick, onAnswer }: AnswersProps) {
  const text = useText()
  const { ask, all, options } = question
  return (
    <div className="prediction-answers">
      <details className="prediction-list">
        <summary>{m.predictList({}, text)}</summary>
        <ul>
          {options.map((option) => (
            <li key={option.name}>
              <button
                type="button"
                {...(all ? { 'aria-pressed': chosen.includes(option.name) } : {})}
                onClick={() => {
                  onPick(option.name)
                }}
              >
                <bdi>{optionText(option, text.locale)}</bdi>
              </button>
            </li>
          ))}
        </ul>
      </details>
      {(ask === 'twice' || ask === 'cursor') && (
        <button
          type="button"
          onClick={() => {
            onAnswer([])
          }}
        >
          {ask === 'cursor' ? m.predictEnd({}, text) : m.predictNone({}, text)}
        </button>
      )}
      {all && (
        <button
          type="button"
          className="primary"
          onClick={() => {
            onAnswer(chosen)
          }}
        >
          {chosen.length === 0 ? m.predictNoKey({}, text) : m.predictCheck({}, text)}
        </button>
      )}
    </div>
  )
}

interface ResultProps {
  readonly question: Question
  readonly right: boolean
  readonly group: React.RefObject<HTMLDivElement | null>
}

/** Right or wrong, and why. The button that was pressed is gone, so the focus comes here. */
function Result({ question, right, group }: ResultProps) {
  const text = useText()
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (lost) group.current?.querySelector<HTMLElement>('.prediction-result')?.focus()
  }, [group])
  const Icon = right ? Check : X
  return (
    <p
      className={right ? 'prediction-result is-right' : 'prediction-result is-wrong'}
      role="status"
      tabIndex={-1}
    >
      <Icon size={18} strokeWidth={2.5} aria-hidden />
      <span>
        <strong>{right ? m.predictRight({}, text) : m.predictWrong({}, text)}</strong>{' '}
        {whyText(question, text.locale)}
      </span>
    </p>
  )
}
