import { useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import { stepAt, type AnyTrace } from '../../trace/index.ts'
import { questionFor } from '../../view/predict.ts'
import { questionText } from '../../view/predictText.ts'
import { usePlayer, useText } from '../context.ts'
import { Prediction } from './Prediction.tsx'
import { predictions, usePredictions } from './predictions.ts'

/** The question before this moment's call, which is the one under way or the next one. */
function questionAbout(trace: AnyTrace, moment: number) {
  const start = trace.steps[stepAt(trace, moment)]?.start ?? 0
  return questionFor(trace, moment) ?? questionFor(trace, start)
}

/** A question before each call, and how many were answered right. */
export function PredictRow() {
  const text = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const question = useMemo(() => questionAbout(trace, moment), [trace, moment])
  return (
    <section className="predict-row" aria-label={m.predict({}, text)}>
      {question === null ? (
        <p className="muted">{m.predictWait({}, text)}</p>
      ) : (
        <Prediction
          key={`${question.moment} ${question.ask}`}
          question={question}
          sentence={questionText(question, text.locale)}
          open={moment === question.moment}
          onAnswer={(right) => {
            predictions.getState().count(right)
          }}
        />
      )}
      <Score />
    </section>
  )
}

function Score() {
  const text = useText()
  const asked = usePredictions((state) => state.asked)
  const right = usePredictions((state) => state.right)
  return asked === 0 ? null : (
    <output className="predict-score">{m.predictScore({ right, asked }, text)}</output>
  )
}
