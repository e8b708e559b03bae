import { dictTraceOf, stateForCommands } from '../../app/actions.ts'
import { profileIds, profiles, scanAlgorithmIds } from '../../engine/index.ts'
import type { Automatic } from '../../machines/index.ts'
import { m } from '../../i18n/index.ts'
import { algorithmName, profileName } from '../../i18n/words.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Group, SelectField } from './Field.tsx'

const SEED = '000102030405060708090a0b0c0d0e0f'

/** Which rule scans, whose table it is, how keys are hashed. A change replays all commands. */
export function RuleControls() {
  const text = useText()
  const { player } = useStores()
  const config = usePlayer((player) => dictTraceOf(player).config)
  const policy = usePlayer((player) => stateForCommands(player).dict.policy)
  const { configure, run } = player.getState()
  const policies = [
    ['enable', m.policyEnable({}, text)],
    ['avoid', m.policyAvoid({}, text)],
    ['forbid', m.policyForbid({}, text)],
  ] as const
  return (
    <Group title={m.rule({}, text)}>
      <SelectField
        label={m.algorithm({}, text)}
        value={config.algorithm}
        options={scanAlgorithmIds.map((id) => [id, algorithmName[id](text.locale)] as const)}
        onChange={(algorithm) => {
          configure({ algorithm })
        }}
      />
      <SelectField
        label={m.profile({}, text)}
        value={config.profile}
        options={profileIds.map((id) => [id, profileName[id]] as const)}
        onChange={(profile) => {
          configure({ profile, algorithm: profiles[profile].scan })
        }}
      />
      <SelectField
        label={m.hash({}, text)}
        value={config.hash.kind}
        options={[
          ['siphash', m.hashSiphash({}, text)],
          ['given', m.hashGiven({}, text)],
        ]}
        onChange={(kind) => {
          configure({ hash: kind === 'given' ? { kind } : { kind, seed: SEED } })
        }}
      />
      <SelectField
        label={m.policy({}, text)}
        value={policy}
        options={policies.filter(([id]) => id !== 'forbid' || profiles[config.profile].canForbid)}
        onChange={(chosen) => {
          run([{ type: 'policy', policy: chosen }])
        }}
      />
    </Group>
  )
}

/** What the dict does without being asked. */
export function AutomaticControls() {
  const text = useText()
  const { player } = useStores()
  const automatic = usePlayer((player) => stateForCommands(player).automatic)
  const parts: readonly (readonly [keyof Automatic, string])[] = [
    ['grows', m.automaticGrows({}, text)],
    ['shrinks', m.automaticShrinks({}, text)],
    ['steps', m.automaticSteps({}, text)],
  ]
  return (
    <Group title={m.automatic({}, text)}>
      {parts.map(([part, label]) => (
        <label key={part} className="check">
          <input
            type="checkbox"
            checked={automatic[part]}
            onChange={(event) => {
              const change = { ...automatic, [part]: event.currentTarget.checked }
              player.getState().run([{ type: 'automatic', ...change }])
            }}
          />
          {label}
        </label>
      ))}
    </Group>
  )
}
