import { useId, useRef, useState } from 'react'
import {
  prospectOf,
  strategies,
  topologyOf,
  type ClusterScene,
  type Prospect,
} from '../../cluster/index.ts'
import { m } from '../../i18n/index.ts'
import { prospectText } from '../../view/cluster/cursorText.ts'
import { useText } from '../context.ts'
import { Choice, chosenOf } from './Choice.tsx'
import { useClusterTrace } from './useCluster.ts'
import { useRun, useScene } from './useCommands.ts'

/** The nodes whose cursors the client takes; none when its cursors are of no one node. */
function giversOf({ client, cluster }: ClusterScene): readonly string[] {
  const { givers } = strategies[client.strategy]
  return givers === null ? [] : givers(topologyOf(cluster)).map(({ id }) => id)
}

/** A scan that begins with a cursor from elsewhere: what it is, what will come of it, and go. */
export function StartFromCursor() {
  const text = useText()
  const scene = useScene()
  const { config } = useClusterTrace()
  const run = useRun()
  const saysId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [cursor, setCursor] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const givers = giversOf(scene)
  const node = givers.length === 0 ? null : chosenOf(givers, chosen)
  const prospect = prospectOf(scene, { cursor, node }, config.cluster)
  // With another node chosen the same cursor would do.
  const owner = !prospect.ok && prospect.misfit.why === 'otherOwner' ? prospect.misfit.owner : null
  return (
    <details className="start-from">
      <summary>{m.cursorTitle({}, text)}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run({ type: 'startFrom', cursor, ...(node !== null && { node }) })
        }}
      >
        <div className={node === null ? '' : 'cursor-and-node'}>
          <input
            ref={field}
            type="search"
            aria-label={m.cursorField({}, text)}
            aria-describedby={saysId}
            aria-invalid={cursor !== '' && !prospect.ok}
            placeholder={m.cursorHint({}, text)}
            value={cursor}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setCursor(event.currentTarget.value)
            }}
          />
          {node !== null && (
            <Choice label={m.cursorNode({}, text)} value={node} onChange={setChosen}>
              {givers.map((id) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </Choice>
          )}
        </div>
        <Says id={saysId} prospect={prospect} cursor={cursor} />
        <div className="pair even">
          {owner !== null && (
            <button
              type="button"
              onClick={() => {
                setChosen(owner)
                field.current?.focus()
              }}
            >
              {m.cursorTake({ node: owner }, text)}
            </button>
          )}
          <button type="submit" disabled={!prospect.ok}>
            {m.cursorStart({}, text)}
          </button>
        </div>
      </form>
    </details>
  )
}

/** What the cursor is and what will come of it, or why it cannot be used. */
function Says({
  id,
  prospect,
  cursor,
}: {
  readonly id: string
  readonly prospect: Prospect
  readonly cursor: string
}) {
  const { locale } = useText()
  const { slotCursors } = useScene().client
  const { tone, text, doubt } = prospectText(prospect, cursor, slotCursors, locale)
  return (
    <div id={id} className={`cursor-says is-${tone}`} role="status">
      <p>{text}</p>
      {doubt !== '' && <p className="doubt">{doubt}</p>}
    </div>
  )
}
