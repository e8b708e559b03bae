import { useState } from 'react'
import { stateForCommands } from '../../app/actions.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Dialog } from './Dialog.tsx'

/** Keys offered at once; the filter finds the others. */
const SHOWN = 200

/** The keys of the dict to mark; a marked one stays marked while others are looked for. */
export function DeleteKeys({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const { player } = useStores()
  const state = usePlayer(stateForCommands)
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const [told, setTold] = useState('')
  const keys = state.dict.tables
    .flatMap(({ buckets }) => buckets.flat().map(({ key }) => key))
    .toSorted()
  const found = keys.filter((key) => key.includes(filter))
  const mark = (key: string, on: boolean) => {
    const next = new Set(marked)
    if (on) next.add(key)
    else next.delete(key)
    setMarked(next)
    setTold('')
  }
  return (
    <Dialog title={m.deleteTitle({}, text)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (marked.size === 0) {
            setTold(m.deleteNothing({}, text))
            return
          }
          player.getState().run([{ type: 'delete', keys: [...marked] }])
          onClose()
        }}
      >
        <p className="muted">{m.deleteHint({}, text)}</p>
        <label className="stacked">
          {m.deleteFilter({}, text)}
          <input
            type="search"
            value={filter}
            onChange={(event) => {
              setFilter(event.currentTarget.value)
            }}
          />
        </label>
        <KeyList keys={found} marked={marked} onMark={mark} />
        <p className="remarks" aria-live="polite">
          {told}
        </p>
        <footer>
          <button
            type="button"
            onClick={() => {
              setMarked(new Set([...marked, ...found]))
            }}
          >
            {m.deleteAll({}, text)}
          </button>
          <button type="submit" className="primary">
            {m.deleteDo({ count: number(marked.size, text.locale) }, text)}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function KeyList({
  keys,
  marked,
  onMark,
}: {
  readonly keys: readonly string[]
  readonly marked: ReadonlySet<string>
  readonly onMark: (key: string, on: boolean) => void
}) {
  const text = useText()
  const hidden = keys.length - SHOWN
  return (
    <>
      <div className="key-list" tabIndex={-1}>
        {keys.slice(0, SHOWN).map((key) => (
          <label key={key} className="check">
            <input
              type="checkbox"
              checked={marked.has(key)}
              onChange={(event) => {
                onMark(key, event.currentTarget.checked)
              }}
            />
            <bdi>{key}</bdi>
          </label>
        ))}
      </div>
      {hidden > 0 && (
        <p className="muted">{m.deleteMore({ count: number(hidden, text.locale) }, text)}</p>
      )}
    </>
  )
}
