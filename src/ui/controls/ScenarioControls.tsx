import { RotateCcw } from 'lucide-react'
import { m } from '../../i18n/index.ts'
import { CLUSTER_STORY, keptGuests } from '../../app/guests.ts'
import { workNamed } from '../../app/opening.ts'
import { storage } from '../../app/storage.ts'
import { dictScenarioIds, scenarioIds, serverScenarioIds } from '../../scenarios/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { OpenFile } from '../share/OpenFile.tsx'
import { workTitle } from '../workTitle.ts'
import { SelectField } from './Field.tsx'

/** Which story is told. What was made of each is kept. */
export function ScenarioControls() {
  const text = useText()
  const { player } = useStores()
  const id = usePlayer((state) => state.scenarioId)
  // Works on a cluster are chosen on their own screen.
  const guests = keptGuests(storage).filter((guest) => !guest.startsWith(CLUSTER_STORY))
  const ids = [...new Set<string>([...scenarioIds, ...guests, id])]
  const headingOf = (one: string): string => {
    if (dictScenarioIds.some((ready) => ready === one)) return m.scenariosDict({}, text)
    const ofServer = serverScenarioIds.some((ready) => ready === one)
    return ofServer ? m.scenariosServer({}, text) : m.scenariosBrought({}, text)
  }
  const pristine = usePlayer(({ history: { past, present }, origin }) => {
    const { branches } = present.tree
    return past.length === 0 && (branches.length === 1 || branches === origin.tree.branches)
  })
  return (
    <section className="group scenario-group">
      <SelectField
        label={m.scenario({}, text)}
        value={id}
        options={ids.map((one) => [one, workTitle(one, text.locale), headingOf(one)])}
        onChange={(one) => {
          const work = workNamed(storage, one)
          if (work !== null) player.getState().open(work)
        }}
      />
      <OpenFile />
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
