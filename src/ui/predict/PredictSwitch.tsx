import { Target } from 'lucide-react'
import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'
import { predictions, usePredictions } from './predictions.ts'

/** Whether a question is asked before each call. */
export function PredictSwitch() {
  const text = useText()
  const on = usePredictions((state) => state.on)
  return (
    <button
      type="button"
      className="icon predict-switch"
      data-command="predict"
      aria-pressed={on}
      aria-label={m.predict({}, text)}
      title={m.predictKey({}, text)}
      onClick={() => {
        predictions.getState().setOn(!on)
      }}
    >
      <Target size={18} aria-hidden />
    </button>
  )
}
