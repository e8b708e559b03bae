import { RotateCcw } from 'lucide-react'
import { m } from '../../i18n/index.ts'
import { scenarioText } from '../../i18n/words.ts'
import { scenarioIds } from '../../scenarios/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { SelectField } from './Field.tsx'

/** Which story is told. What was made of each is kept. */
export function ScenarioControls() {
  const text = useText()
  const { player } = useStores()
  const id = usePlayer((state) => state.scenarioId)
  const pristine = usePlayer(
    ({ history }) => history.past.length === 0 && history.present.tree.branches.length === 1,
  )
  return (
    <section className="group scenario-group">
      <SelectField
        label={m.scenario({}, text)}
        value={id}
        options={scenarioIds.map((one) => [one, scenarioText[one].title(text.locale)] as const)}
        onChange={(one) => {
          player.getState().open(one)
        }}
      />
      {!pristine && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            player.getState().startAfresh()
          }}
        >
          <RotateCcw size={14} aria-hidden /> {m.scenarioReset({}, text)}
        </button>
      )}
    </section>
  )
}
