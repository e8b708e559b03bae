import { useState } from 'react'
import { serverForCommands } from '../../app/actions.ts'
import type { Player } from '../../app/playerState.ts'
import { askAgain } from '../../machines/client.ts'
import { m } from '../../i18n/index.ts'
import { lineOf, type ServerCommand } from '../../server/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Group, NumberField, Reason } from '../controls/Field.tsx'

/** serverCron comes ten times a second. */
const TICK: ServerCommand = { type: 'tick', ms: 100, only: null }

/** An hour; longer waits are made of these. */
const MOST_WAIT = 3_600_000

/** What is no command: the next call of a scan, the clock, serverCron, the end of a child. */
export function World() {
  const text = useText()
  const { player } = useStores()
  const child = usePlayer((state) => serverForCommands(state).server.child)
  const [ms, setMs] = useState(1000)
  const run = (command: ServerCommand) => () => {
    player.getState().run([command])
  }
  return (
    <>
      <ScanOn />
      <Group title={m.conWorld({}, text)}>
        <div className="pair even">
          <button type="button" title={m.conTickNote({}, text)} onClick={run(TICK)}>
            {m.conTick({}, text)}
          </button>
          <button
            type="button"
            disabled={!child}
            title={child ? undefined : m.conNoChild({}, text)}
            onClick={run({ type: 'childEnds' })}
          >
            {m.conChildEnds({}, text)}
          </button>
        </div>
        <div className="wait">
          <button type="button" onClick={run({ type: 'wait', ms })}>
            {m.conWait({}, text)}
          </button>
          <NumberField label={m.conWaitMs({}, text)} value={ms} most={MOST_WAIT} onChange={setMs} />
          <span className="muted" aria-hidden>
            {m.conMs({}, text)}
          </span>
        </div>
        {!child && <Reason>{m.conNoChild({}, text)}</Reason>}
      </Group>
    </>
  )
}

const nextCall = (player: Player) => askAgain(serverForCommands(player).client)

/** The client goes on where its last scan command ended. */
function ScanOn() {
  const text = useText()
  const { player } = useStores()
  const next = usePlayer((state) => {
    const command = nextCall(state)
    return command?.type === 'call' ? lineOf(command.words) : null
  })
  const first = usePlayer((state) => serverForCommands(state).client.lastScan === null)
  return (
    <div className="group scan-on">
      <button
        type="button"
        className="strong"
        data-command="scan"
        disabled={next === null}
        onClick={() => {
          const command = nextCall(player.getState())
          if (command !== null) player.getState().run([command])
        }}
      >
        <span>{first ? m.conScanFirst({}, text) : m.conScanOn({}, text)}</span>
        {next !== null && <code translate="no">{next}</code>}
      </button>
      {next === null && <Reason>{m.conScanDone({}, text)}</Reason>}
    </div>
  )
}
