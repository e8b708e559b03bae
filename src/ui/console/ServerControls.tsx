import { profileIds } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { profileName } from '../../i18n/words.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { SelectField } from '../controls/Field.tsx'
import { Log } from './Log.tsx'
import { Prompt } from './Prompt.tsx'
import { serverTraceOf } from './useServer.ts'
import { World } from './World.tsx'

/** What can be done to a server: commands at its console, and what happens around it. */
export function ServerControls() {
  const text = useText()
  const { player } = useStores()
  const profile = usePlayer((state) => serverTraceOf(state).config.profile)
  const id = usePlayer((state) => state.scenarioId)
  return (
    <>
      <section className="group">
        <SelectField
          label={m.profile({}, text)}
          value={profile}
          options={profileIds.map((one) => [one, profileName[one]] as const)}
          onChange={(chosen) => {
            player.getState().configure({ profile: chosen })
          }}
        />
      </section>
      <section className="group console" aria-label={m.conTitle({}, text)}>
        <h2>{m.conTitle({}, text)}</h2>
        <Log />
        <Prompt key={id} profile={profile} />
      </section>
      <World />
    </>
  )
}
