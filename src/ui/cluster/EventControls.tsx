import { useId, useState, type ReactNode } from 'react'
import { clusterForCommands } from '../../app/actions.ts'
import {
  isServing,
  ownerOf,
  ownersOf,
  SLOTS,
  type ClusterNode,
  type MigrationKind,
  type SceneCommand,
} from '../../cluster/index.ts'
import { m } from '../../i18n/index.ts'
import { wordsOf } from '../../server/index.ts'
import { fullestSlot, keysOfSlot } from '../../view/cluster/slots.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Group, Reason } from '../controls/Field.tsx'
import { WholeField } from './WholeField.tsx'

/** The cluster that a command meets. */
const useScene = () => usePlayer(clusterForCommands)

function useRun() {
  const { player } = useStores()
  return (...commands: readonly SceneCommand[]) => {
    player.getState().run(commands)
  }
}

/** All that can happen to a cluster, at any moment. */
export function EventControls() {
  const text = useText()
  return (
    <Group title={m.clusterHappen({}, text)}>
      <Slots />
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

const nodeOptions = (nodes: readonly ClusterNode[]) =>
  nodes.map(({ id }) => (
    <option key={id} value={id}>
      {id}
    </option>
  ))

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly disabled?: boolean
  readonly children: ReactNode
}

const Choice = ({ label, value, onChange, disabled = false, children }: ChoiceProps) => (
  <select
    aria-label={label}
    value={value}
    disabled={disabled}
    onChange={(event) => {
      onChange(event.currentTarget.value)
    }}
  >
    {children}
  </select>
)

/** The chosen one while it is there, else the first. */
const chosenOf = (ids: readonly string[], chosen: string | null): string =>
  ids.find((id) => id === chosen) ?? ids[0] ?? ''

/** Moving a slot: at once, key by key, or in steps; and a slot of nobody. */
function Slots() {
  const text = useText()
  const scene = useScene()
  const owners = ownersOf(scene.cluster)
  const [chosen, setChosen] = useState<number | null>(null)
  const [target, setTarget] = useState<string | null>(null)
  const [how, setHow] = useState<MigrationKind>('keys')
  const slot = chosen ?? fullestSlot(scene)
  const owner = ownerOf(owners, slot)
  const others = scene.cluster.nodes.filter((node) => isServing(node) && node.id !== owner)
  const to = chosenOf(
    others.map(({ id }) => id),
    target,
  )
  const keys = keysOfSlot(scene, slot)
  return (
    <>
      <div className="event-row is-triple">
        <WholeField
          label={m.clusterSlotField({}, text)}
          value={slot}
          least={0}
          most={SLOTS - 1}
          onChange={setChosen}
        />
        <Choice label={m.clusterTarget({}, text)} value={to} onChange={setTarget}>
          {nodeOptions(others)}
        </Choice>
        <Choice
          label={m.clusterHow({}, text)}
          value={how}
          onChange={(value) => {
            setHow(value === 'atomic' ? 'atomic' : 'keys')
          }}
        >
          <option value="keys">{m.clusterHowKeys({}, text)}</option>
          <option value="atomic">{m.clusterHowAtomic({}, text)}</option>
        </Choice>
      </div>
      <Reason>
        {owner === null
          ? m.clusterSlotOfNobody({ slot, keys }, text)
          : m.clusterSlotOf({ slot, owner, keys }, text)}
      </Reason>
      <SlotButtons slot={slot} to={to} how={how} owner={owner} />
    </>
  )
}

/** What can be done to the chosen slot. */
function SlotButtons({
  slot,
  to,
  how,
  owner,
}: {
  readonly slot: number
  readonly to: string
  readonly how: MigrationKind
  readonly owner: string | null
}) {
  const text = useText()
  const run = useRun()
  const isMoving = useScene().cluster.nodes.some(({ migrating }) => migrating.has(slot))
  const cannotMove = owner === null || to === '' || isMoving
  const press = (label: string, disabled: boolean, command: SceneCommand, key?: string) => (
    <button
      type="button"
      data-command={key}
      disabled={disabled}
      onClick={() => {
        run(command)
      }}
    >
      {label}
    </button>
  )
  return (
    <>
      <div className="pair even">
        {press(
          m.clusterMigrate({}, text),
          cannotMove,
          { type: 'migrate', slot, to, how },
          'migrate',
        )}
        {press(m.clusterUnassign({}, text), owner === null, { type: 'unassign', slot })}
      </div>
      <div className="steps-row" role="group" aria-label={m.clusterHalf({}, text)}>
        {press(m.clusterBegin({}, text), cannotMove, { type: 'migrateBegin', slot, to })}
        {press(m.clusterOneKey({}, text), !isMoving, { type: 'migrateKeys', slot, count: 1 })}
        {press(m.clusterEnd({}, text), !isMoving, { type: 'migrateEnd', slot })}
      </div>
    </>
  )
}

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
  const [line, setLine] = useState('SET new 1')
  const words = wordsOf(line)
  const isGood = words !== null && words.length > 1
  return (
    <form
      className="event-row"
      onSubmit={(event) => {
        event.preventDefault()
        if (isGood) run({ type: 'write', words })
      }}
    >
      <button type="submit" disabled={!isGood}>
        {m.clusterWrite({}, text)}
      </button>
      <input
        type="search"
        aria-label={m.clusterWriteLine({}, text)}
        title={m.clusterWriteHint({}, text)}
        value={line}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => {
          setLine(event.currentTarget.value)
        }}
      />
    </form>
  )
}
