import { useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import { questionAbout } from '../../view/predict.ts'
import { questionText } from '../../view/predictText.ts'
import { usePlayer, useText } from '../context.ts'
import { Prediction } from './Prediction.tsx'
import { predictions, usePredictions } from './predictions.ts'

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
