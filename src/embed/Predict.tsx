import { useMemo } from 'react'
import { m } from '../i18n/index.ts'
import { questionAbout, type Question } from '../view/predict.ts'
import { questionText } from '../view/predictText.ts'
import { usePlayer, useText } from '../ui/context.ts'
import { Prediction } from '../ui/predict/Prediction.tsx'

/** What a host is told of an answer. */
export interface Predicted {
  readonly moment: number
  readonly ask: Question['ask']
  readonly question: string
  readonly correct: boolean
}

/** A question before each call; who counts the answers is the host. */
export function Predict({ onPredicted }: { onPredicted: (prediction: Predicted) => void }) {
  const text = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const question = useMemo(() => questionAbout(trace, moment), [trace, moment])
  if (question === null) return null
  const sentence = questionText(question, text.locale)
  return (
    <section className="predict-row" aria-label={m.predict({}, text)}>
      <Prediction
        key={`${question.moment} ${question.ask}`}
        question={question}
        sentence={sentence}
        open={moment === question.moment}
        onAnswer={(correct) => {
          const { moment: at, ask } = question
          onPredicted({ moment: at, ask, question: sentence, correct })
        }}
      />
    </section>
  )
}
