import { useId, useState } from 'react'
import { isServing, type ClusterNode, type SceneCommand } from '../../cluster/index.ts'
import { m } from '../../i18n/index.ts'
import { faultText } from '../../view/server/faultText.ts'
import { readLine } from '../../view/server/typing.ts'
import { useText } from '../context.ts'
import { Group, Reason } from '../controls/Field.tsx'
import { Choice, chosenOf, nodeOptions } from './Choice.tsx'
import { SlotControls } from './SlotControls.tsx'
import { useRun, useScene } from './useCommands.ts'

/** All that can happen to a cluster, at any moment. */
export function EventControls() {
  const text = useText()
  return (
    <Group title={m.clusterHappen({}, text)}>
      <SlotControls />
      <FailOver />
      <AddNode />
      <OneNode
        name={m.clusterRemoveNode({}, text)}
        which={m.clusterRemoveWhich({}, text)}
        fits={() => true}
        command={(node) => ({ type: 'removeNode', node })}
      />
      <OneNode
        name={m.clusterNetworkError({}, text)}
        which={m.clusterErrorNode({}, text)}
        fits={({ alive }) => alive}
        command={(node) => ({ type: 'networkError', node, calls: 1 })}
      />
      <OneNode
        name={m.clusterSlowNode({}, text)}
        which={m.clusterSlowWhich({}, text)}
        fits={({ alive }) => alive}
        command={(node) => ({ type: 'slow', node, ms: SLOW_MS })}
      />
      <OneNode
        name={m.clusterRestartNode({}, text)}
        which={m.clusterRestartWhich({}, text)}
        fits={({ alive }) => !alive}
        command={(node) => ({ type: 'restart', node })}
      />
      <AllNodes />
      <Write />
    </Group>
  )
}

/** What a slow node needs for the way there and back. */
const SLOW_MS = 20

/** Serverside time between two turns of serverCron. */
const TICK_MS = 100

const LAGS = [0, 1, 3, 10]

/** A replica takes the place of its primary. */
function FailOver() {
  const text = useText()
  const { cluster } = useScene()
  const run = useRun()
  const id = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const [lost, setLost] = useState(0)
  const able = cluster.nodes.filter(
    (node) => isServing(node) && cluster.nodes.some(({ of, alive }) => of === node.id && alive),
  )
  const node = chosenOf(
    able.map((one) => one.id),
    chosen,
  )
  return (
    <>
      <div className="event-row is-triple">
        <button
          type="button"
          data-command="failover"
          disabled={node === ''}
          aria-describedby={node === '' ? id : undefined}
          onClick={() => {
            run({ type: 'failover', node, lost, how: 'crash' })
          }}
        >
          {m.clusterFailOver({}, text)}
        </button>
        <Choice
          label={m.clusterFailNode({}, text)}
          value={node}
          disabled={node === ''}
          onChange={setChosen}
        >
          {nodeOptions(able)}
        </Choice>
        <Choice
          label={m.clusterLost({}, text)}
          value={String(lost)}
          onChange={(value) => {
            setLost(Number(value))
          }}
        >
          {LAGS.map((count) => (
            <option key={count} value={count}>
              {count === 0 ? m.clusterLagNone({}, text) : m.clusterLagKeys({ count }, text)}
            </option>
          ))}
        </Choice>
      </div>
      {node === '' && <Reason id={id}>{m.clusterNoReplicas({}, text)}</Reason>}
    </>
  )
}

/** The next free name of a node: A, B, ... for primaries, with a number for replicas. */
function freeName(nodes: readonly ClusterNode[], of: string | null): string {
  const taken = new Set(nodes.map(({ id }) => id))
  for (let nth = 0; ; nth++) {
    const letter = String.fromCharCode(65 + (nth % 26))
    const name =
      of === null ? letter + (nth < 26 ? '' : String(Math.floor(nth / 26))) : `${of}${nth + 1}`
    if (!taken.has(name)) return name
  }
}

function AddNode() {
  const text = useText()
  const { cluster } = useScene()
  const run = useRun()
  const [role, setRole] = useState('')
  const primaries = cluster.nodes.filter(isServing)
  const of = primaries.find(({ id }) => id === role)?.id ?? null
  return (
    <div className="event-row">
      <button
        type="button"
        onClick={() => {
          run({ type: 'addNode', node: freeName(cluster.nodes, of), of })
        }}
      >
        {m.clusterAddNode({}, text)}
      </button>
      <Choice label={m.clusterAddRole({}, text)} value={of ?? ''} onChange={setRole}>
        <option value="">{m.clusterAsPrimary({}, text)}</option>
        {primaries.map(({ id }) => (
          <option key={id} value={id}>
            {m.clusterAsReplica({ node: id }, text)}
          </option>
        ))}
      </Choice>
    </div>
  )
}

/** Something that happens to one node. */
function OneNode({
  name,
  which,
  fits,
  command,
}: {
  readonly name: string
  readonly which: string
  readonly fits: (node: ClusterNode) => boolean
  readonly command: (node: string) => SceneCommand
}) {
  const { cluster } = useScene()
  const run = useRun()
  const [chosen, setChosen] = useState<string | null>(null)
  const able = cluster.nodes.filter(fits)
  const node = chosenOf(
    able.map(({ id }) => id),
    chosen,
  )
  if (able.length === 0) return null
  return (
    <div className="event-row">
      <button
        type="button"
        onClick={() => {
          run(command(node))
        }}
      >
        {name}
      </button>
      <Choice label={which} value={node} onChange={setChosen}>
        {nodeOptions(able)}
      </Choice>
    </div>
  )
}

function AllNodes() {
  const text = useText()
  const run = useRun()
  return (
    <div className="pair even">
      <button
        type="button"
        onClick={() => {
          run({ type: 'rebalance' })
        }}
      >
        {m.clusterRebalance({}, text)}
      </button>
      <button
        type="button"
        title={m.conTickNote({}, text)}
        onClick={() => {
          run({ type: 'tick', ms: TICK_MS })
        }}
      >
        {m.clusterTick({}, text)}
      </button>
    </div>
  )
}

/** Keys come and go through their owner, as a client with a fresh map would do it. */
function Write() {
  const text = useText()
  const run = useRun()
  const id = useId()
  const [line, setLine] = useState('SET new 1')
  const typed = readLine(line)
  // Without a second word there is no key, and so no owner.
  const call = typed.kind === 'call' && typed.words.length > 1 ? typed : null
  const hint = m.clusterWriteHint({}, text)
  const says = typed.kind === 'fault' ? faultText(typed.fault, text.locale).join(' ') : hint
  return (
    <>
      <form
        className="event-row"
        onSubmit={(event) => {
          event.preventDefault()
          if (call === null) return
          const { words, times } = call
          run(...new Array<SceneCommand>(times).fill({ type: 'write', words }))
        }}
      >
        <button type="submit" disabled={call === null}>
          {m.clusterWrite({}, text)}
        </button>
        <input
          type="search"
          aria-label={m.clusterWriteLine({}, text)}
          aria-describedby={call === null ? id : undefined}
          aria-invalid={typed.kind === 'fault'}
          title={hint}
          value={line}
          spellCheck={false}
          onChange={(event) => {
            setLine(event.currentTarget.value)
          }}
        />
      </form>
      {call === null && <Reason id={id}>{says}</Reason>}
    </>
  )
}
