import { Suspense, useState } from 'react'
import { stateForCommands } from '../../app/actions.ts'
import { m } from '../../i18n/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'
import { Group, Reason } from './Field.tsx'

const AddKeys = lazily(async () => (await import('./AddKeys.tsx')).AddKeys)
const DeleteKeys = lazily(async () => (await import('./DeleteKeys.tsx')).DeleteKeys)

export type OpenDialog = 'add' | 'delete' | null

/** Keys in and out. */
export function KeyControls() {
  const text = useText()
  const { player } = useStores()
  const [open, setOpen] = useState<OpenDialog>(null)
  const keys = usePlayer((player) => {
    const { tables } = stateForCommands(player).dict
    return tables[0].used + tables[1].used
  })
  const close = () => {
    setOpen(null)
  }
  const openDialog = (which: OpenDialog) => () => {
    player.getState().setPlaying(false)
    setOpen(which)
  }
  return (
    <Group title={m.keys({}, text)}>
      <div className="pair even">
        <button type="button" data-command="add" onClick={openDialog('add')}>
          {m.addKeys({}, text)}
        </button>
        <button
          type="button"
          data-command="delete"
          disabled={keys === 0}
          onClick={openDialog('delete')}
        >
          {m.deleteKeys({}, text)}
        </button>
      </div>
      {keys === 0 && <Reason>{m.deleteEmpty({}, text)}</Reason>}
      <Suspense>
        {open === 'add' && <AddKeys onClose={close} />}
        {open === 'delete' && <DeleteKeys onClose={close} />}
      </Suspense>
    </Group>
  )
}
