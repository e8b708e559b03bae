import { useState } from 'react'
import {
  isServing,
  onItsWay,
  ownerOf,
  ownersOf,
  SLOTS,
  type MigrationKind,
  type SceneCommand,
} from '../../cluster/index.ts'
import { m } from '../../i18n/index.ts'
import { keysOfSlot, slotToMove } from '../../view/cluster/slots.ts'
import { useText } from '../context.ts'
import { Reason } from '../controls/Field.tsx'
import { Choice, chosenOf, nodeOptions } from './Choice.tsx'
import { useRun, useScene } from './useCommands.ts'
import { WholeField } from './WholeField.tsx'

/** Moving a slot: at once, key by key, or in steps; and a slot of nobody. */
export function SlotControls() {
  const text = useText()
  const scene = useScene()
  const owners = ownersOf(scene.cluster)
  const [chosen, setChosen] = useState<number | null>(null)
  const [target, setTarget] = useState<string | null>(null)
  const [how, setHow] = useState<MigrationKind>('keys')
  const slot = chosen ?? slotToMove(scene)
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
  const isMoving = onItsWay(useScene().cluster, slot) !== null
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
