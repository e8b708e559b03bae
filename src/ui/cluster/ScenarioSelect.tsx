import { RotateCcw } from 'lucide-react'
import { clusterWorkId, readyCluster, readyIn } from '../../app/cluster.ts'
import { keptGuests } from '../../app/guests.ts'
import { workNamed } from '../../app/opening.ts'
import { storage } from '../../app/storage.ts'
import { m } from '../../i18n/index.ts'
import {
  clusterScenarioIds,
  clusterScenarioKinds,
  clusterScenarios,
} from '../../scenarios/cluster.ts'
import { headingOf } from '../../view/cluster/scenarioWords.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { SelectField } from '../controls/Field.tsx'
import { OpenFile } from '../share/OpenFile.tsx'
import { workTitle } from '../workTitle.ts'

/** Which story is told. What was made of each is kept. */
export function ScenarioSelect() {
  const text = useText()
  const { locale } = text
  const { player } = useStores()
  const id = usePlayer((state) => state.scenarioId)
  const ready = readyIn(id)
  const value = ready === null || id.includes('.') ? id : ready.scenario
  const pristine = usePlayer(({ history: { past, present }, origin }) => {
    const { branches } = present.tree
    return past.length === 0 && (branches.length === 1 || branches === origin.tree.branches)
  })
  const guests = [...new Set([...keptGuests(storage), id])].filter(
    (one) => one.includes('.') && (one === id || readyIn(one) !== null),
  )
  const open = (chosen: string) => {
    const named = clusterScenarioIds.find((one) => one === chosen)
    if (named !== undefined) {
      const { strategy } = clusterScenarios[named].config
      const wanted = { scenario: named, strategy }
      player.getState().open({ id: clusterWorkId(wanted), scenario: readyCluster(wanted) })
      return
    }
    const work = workNamed(storage, chosen)
    if (work?.scenario.machine === 'cluster') player.getState().open(work)
  }
  return (
    <section className="group scenario-group">
      <SelectField
        label={m.clusterScenario({}, text)}
        value={value}
        options={[
          ...clusterScenarioIds.map(
            (one) =>
              [one, workTitle(one, locale), headingOf(clusterScenarioKinds[one], locale)] as const,
          ),
          ...guests.map(
            (one) => [one, workTitle(one, locale), m.scenariosBrought({}, text)] as const,
          ),
        ]}
        onChange={open}
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
