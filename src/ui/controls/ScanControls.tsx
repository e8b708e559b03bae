import { stateForCommands } from '../../app/actions.ts'
import { m } from '../../i18n/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Group, Reason } from './Field.tsx'

/** The client's side: the next call, all calls, a new scan. */
export function ScanControls() {
  const text = useText()
  const { player } = useStores()
  const status = usePlayer((player) => stateForCommands(player).scan.status)
  const cursor = usePlayer((player) => stateForCommands(player).scan.cursor)
  const complete = status === 'complete'
  return (
    <Group title={m.scan({}, text)}>
      <button
        type="button"
        className="strong"
        data-command="scan"
        title={m.scanStepNote({}, text)}
        disabled={complete}
        onClick={() => {
          player.getState().run([{ type: 'scan' }])
        }}
      >
        {m.scanNext({ cursor }, text)}
      </button>
      <div className="pair even">
        <button
          type="button"
          disabled={complete}
          onClick={() => {
            player.getState().scanToEnd()
          }}
        >
          {m.scanToEnd({}, text)}
        </button>
        <button
          type="button"
          disabled={status === 'idle'}
          title={status === 'idle' ? m.promiseIdle({}, text) : undefined}
          onClick={() => {
            player.getState().run([{ type: 'restartScan' }])
          }}
        >
          {m.scanRestart({}, text)}
        </button>
      </div>
      {complete && <Reason>{m.whyComplete({}, text)}</Reason>}
    </Group>
  )
}
