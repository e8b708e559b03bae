import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'
import { predictions, usePredictions } from './predictions.ts'

/** The switch of the predictions, for the settings. */
export function PredictCheck() {
  const text = useText()
  const on = usePredictions((state) => state.on)
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          predictions.getState().setOn(event.currentTarget.checked)
        }}
      />
      {m.predictSwitch({}, text)}
    </label>
  )
}
