import { useMemo, useRef, useState } from 'react'
import { stateForCommands } from '../../app/actions.ts'
import { randomKeys, readKeys, type NewKeys } from '../../app/newKeys.ts'
import { placeFor } from '../../app/player.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { holdsKey } from '../../machines/index.ts'
import { keysNamed, LIMITS } from '../../trace/index.ts'
import { currentBranch } from '../../trace/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Dialog } from './Dialog.tsx'

/** What a list of keys comes to, in sentences. */
function remarks(read: NewKeys, text: { locale: Locale }): readonly string[] {
  const count = (value: number) => number(value, text.locale)
  return [
    read.tooLong > 0 && m.addTooLong({ bytes: count(LIMITS.keyBytes), count: count(read.tooLong) }, text),
    read.repeated > 0 && m.addDuplicates({ count: count(read.repeated) }, text),
    read.present > 0 && m.addPresent({ count: count(read.present) }, text),
    read.left.length > 0 &&
      m.addTooMany({ room: count(read.room), keys: count(LIMITS.keys), count: count(read.left.length) }, text),
  ].filter((remark) => remark !== false)
}

/** Typed, pasted or random keys. What fits is added, the rest is told and stays in the field. */
export function AddKeys({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const { player } = useStores()
  const trace = usePlayer((state) => state.trace)
  const moment = usePlayer((state) => state.moment)
  const scenario = usePlayer(({ history }) => currentBranch(history.present.tree).scenario)
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState<readonly string[]>([])
  const [random, setRandom] = useState(8)
  const field = useRef<HTMLTextAreaElement>(null)
  const state = stateForCommands(trace, moment)
  const { after } = placeFor(trace, moment)
  const room = LIMITS.keys - keysNamed({ ...scenario, commands: scenario.commands.slice(0, after) })
  const present = useMemo(() => {
    const keys = new Set(state.dict.tables.flatMap(({ buckets }) => buckets.flat().map(({ key }) => key)))
    return (key: string) => keys.has(key) || holdsKey(state, key)
  }, [state])
  const read = useMemo(() => readKeys(typed, room, (key) => present(key)), [typed, room, present])
  const add = () => {
    if (read.fitting.length === 0) {
      setTold([m.addNothing({}, text), ...remarks(read, text)])
      field.current?.focus()
      return
    }
    player.getState().run([{ type: 'add', keys: read.fitting.map((key) => ({ key })) }])
    const left = remarks(read, text)
    if (left.length === 0) onClose()
    else {
      setTold(left)
      setTyped(read.left.join('\n'))
    }
  }
  return (
    <Dialog title={m.addTitle({}, text)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <label className="stacked">
          {m.addField({}, text)}
          <textarea
            ref={field}
            rows={7}
            value={typed}
            spellCheck={false}
            dir="auto"
            autoFocus
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setTold([])
            }}
          />
        </label>
        <p className="muted">{m.addHint({ keys: number(LIMITS.keys, text.locale), bytes: number(LIMITS.keyBytes, text.locale) }, text)}</p>
        <div className="pair">
          <button
            type="button"
            onClick={() => {
              const fresh = randomKeys(random, (moment + 1) * 7919 + typed.length, present)
              setTyped([typed.trimEnd(), ...fresh].filter(Boolean).join('\n'))
            }}
          >
            {m.addRandom({}, text)}
          </button>
          <input
            type="number"
            min={1}
            max={LIMITS.keys}
            value={random}
            aria-label={m.addRandomCount({}, text)}
            onChange={(event) => {
              const count = event.currentTarget.valueAsNumber
              setRandom(Number.isFinite(count) ? Math.max(1, Math.min(LIMITS.keys, Math.round(count))) : 1)
            }}
          />
        </div>
        <ul className="remarks" aria-live="polite">
          {(told.length > 0 ? told : remarks(read, text)).map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
        <footer>
          <button type="button" onClick={onClose}>
            {m.cancel({}, text)}
          </button>
          <button type="submit" className="primary">
            {m.addDo({ count: number(read.fitting.length, text.locale) }, text)}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
