import { clusterForCommands } from '../../app/actions.ts'
import { clusterWorkId, readyCluster, readyIn } from '../../app/cluster.ts'
import { fitted } from '../../app/fitted.ts'
import { isUntouched } from '../../app/workspace.ts'
import {
  strategyIds,
  type ClientOptions,
  type SceneConfig,
  type StrategyId,
} from '../../cluster/index.ts'
import { m } from '../../i18n/index.ts'
import { currentBranch, isClusterScenario } from '../../trace/index.ts'
import { strategyText } from '../../view/cluster/words.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Group, Reason, SelectField } from '../controls/Field.tsx'
import { MatchField } from './MatchField.tsx'
import { StartFromCursor } from './StartFromCursor.tsx'
import { WholeField } from './WholeField.tsx'
import { useClusterTrace } from './useCluster.ts'

const MOST_COUNT = 1000
const MOST_RETRIES = 10
const MOST_IN_FLIGHT = 32

/** Another client or other servers under the same script: a new branch, calls fitted to it. */
export function useConfigure() {
  const { player } = useStores()
  return (change: Partial<SceneConfig>) => {
    const { history, configure } = player.getState()
    const { scenario } = currentBranch(history.present.tree)
    if (!isClusterScenario(scenario)) return
    const config = { ...scenario.config, ...change }
    configure(change, fitted(config, scenario.commands))
  }
}

/** An untouched ready scenario is opened under another strategy; own work goes on in a branch. */
function useStrategy() {
  const { player } = useStores()
  const configure = useConfigure()
  return (strategy: StrategyId) => {
    const { history, origin, scenarioId, open } = player.getState()
    const ready = scenarioId.includes('.') ? null : readyIn(scenarioId)
    if (ready === null || !isUntouched(history, origin.tree)) {
      configure({ strategy })
      return
    }
    const wanted = { ...ready, strategy }
    open({ id: clusterWorkId(wanted), scenario: readyCluster(wanted) })
  }
}

/** The client: its strategy, and what every strategy lets its user choose. */
export function ClientControls() {
  const text = useText()
  const { strategy, client } = useClusterTrace().config
  const choose = useStrategy()
  const configure = useConfigure()
  const take = (options: ClientOptions) => {
    configure({ client: options })
  }
  const switches = [
    ['refresh', m.clusterRefresh({}, text)],
    ['dedupe', m.clusterDedupe({}, text)],
    ['restart', m.clusterRestart({}, text)],
    ['balanced', m.clusterBalanced({}, text)],
  ] as const
  return (
    <Group title={m.clusterClient({}, text)}>
      <div className="scenario-group">
        <SelectField
          label={m.clusterStrategy({}, text)}
          value={strategy}
          options={strategyIds.map((id) => [id, strategyText[id].name(text.locale)] as const)}
          onChange={choose}
        />
      </div>
      <ClientNumbers client={client} onChange={take} />
      {switches.map(([name, label]) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={client[name]}
            onChange={(event) => {
              take({ ...client, [name]: event.currentTarget.checked })
            }}
          />
          {label}
        </label>
      ))}
    </Group>
  )
}

/** What is typed: how much at a time, which keys, and how hard it tries. */
function ClientNumbers({
  client,
  onChange,
}: {
  readonly client: ClientOptions
  readonly onChange: (client: ClientOptions) => void
}) {
  const text = useText()
  const { match, ...rest } = client
  return (
    <div className="client-numbers">
      <WholeField
        label={m.clusterCount({}, text)}
        value={client.count}
        least={1}
        most={MOST_COUNT}
        onChange={(count) => {
          onChange({ ...client, count })
        }}
      />
      <MatchField
        value={match}
        onChange={(pattern) => {
          onChange(pattern === undefined ? rest : { ...rest, match: pattern })
        }}
      />
      <WholeField
        label={m.clusterRetries({}, text)}
        value={client.retries}
        least={0}
        most={MOST_RETRIES}
        onChange={(retries) => {
          onChange({ ...client, retries })
        }}
      />
      <WholeField
        label={m.clusterInFlight({}, text)}
        value={client.inFlight}
        least={1}
        most={MOST_IN_FLIGHT}
        onChange={(inFlight) => {
          onChange({ ...client, inFlight })
        }}
      />
    </div>
  )
}

/** The client goes on: one answer, all of them, or anew. */
export function ScanControls() {
  const text = useText()
  const { player } = useStores()
  const status = usePlayer((state) => clusterForCommands(state).client.status)
  const over = status === 'done' || status === 'failed'
  return (
    <Group title={m.scan({}, text)}>
      <button
        type="button"
        className="strong"
        data-command="scan"
        disabled={over}
        onClick={() => {
          player.getState().run([{ type: 'call' }])
        }}
      >
        {m.clusterScanCall({}, text)}
      </button>
      <div className="pair even">
        <button
          type="button"
          disabled={over}
          onClick={() => {
            player.getState().scanToEnd()
          }}
        >
          {m.clusterScanAll({}, text)}
        </button>
        <button
          type="button"
          disabled={status === 'idle'}
          onClick={() => {
            player.getState().run([{ type: 'restartScan' }])
          }}
        >
          {m.clusterScanAnew({}, text)}
        </button>
      </div>
      {over && <Reason>{m.whyComplete({}, text)}</Reason>}
      <StartFromCursor />
    </Group>
  )
}
