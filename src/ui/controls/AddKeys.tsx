import { useMemo, useRef, useState, type RefObject } from 'react'
import { stateForCommands } from '../../app/actions.ts'
import { randomKeys, readKeys, type NewKeys } from '../../app/newKeys.ts'
import { placeFor } from '../../app/placeFor.ts'
import { entriesOf } from '../../engine/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { beginningOf, currentBranch, keysNamed, LIMITS } from '../../trace/index.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Dialog } from './Dialog.tsx'
import { NumberField } from './Field.tsx'

/** What a list of keys comes to, in sentences. */
function remarks(read: NewKeys, text: { locale: Locale }): readonly string[] {
  const count = (value: number) => number(value, text.locale)
  return [
    read.tooLong > 0 &&
      m.addTooLong({ bytes: count(LIMITS.keyBytes), count: count(read.tooLong) }, text),
    read.repeated > 0 && m.addDuplicates({ count: count(read.repeated) }, text),
    read.present > 0 && m.addPresent({ count: count(read.present) }, text),
    read.left.length > 0 &&
      m.addTooMany(
        { room: count(read.room), keys: count(LIMITS.keys), count: count(read.left.length) },
        text,
      ),
  ].filter((remark) => remark !== false)
}

/** Names that the dict holds at the place where the keys would go. */
function usePresent(): (key: string) => boolean {
  const state = usePlayer(stateForCommands)
  return useMemo(() => {
    const keys = new Set(entriesOf(state.dict).map(({ key }) => key))
    return (key: string) => keys.has(key)
  }, [state])
}

/** How many keys the scenario can still name. */
const useRoom = (): number =>
  usePlayer(({ history, trace, moment }) => {
    const { scenario } = currentBranch(history.present.tree)
    const { after } = placeFor(trace, moment)
    return LIMITS.keys - keysNamed(beginningOf(scenario, after))
  })

/** Typed, pasted or random keys. What fits is added, the rest is told and stays in the field. */
export function AddKeys({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const { player } = useStores()
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState<readonly string[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const present = usePresent()
  const room = useRoom()
  const read = useMemo(() => readKeys(typed, room, present), [typed, room, present])
  const add = () => {
    if (read.fitting.length === 0) {
      setTold([m.addNothing({}, text), ...remarks(read, text)])
      field.current?.focus()
      return
    }
    player.getState().run([{ type: 'add', keys: read.fitting.map((key) => ({ key })) }])
    const left = remarks(read, text)
    if (left.length === 0) onClose()
    setTold(left)
    setTyped(read.stays.join('\n'))
  }
  const type = (value: string) => {
    setTyped(value)
    setTold([])
  }
  return (
    <Dialog title={m.addTitle({}, text)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <KeyField field={field} value={typed} onType={type} />
        <RandomKeys
          present={present}
          onKeys={(keys) => {
            type([typed.trimEnd(), ...keys].filter(Boolean).join('\n'))
          }}
        />
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

function KeyField({
  field,
  value,
  onType,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly value: string
  readonly onType: (value: string) => void
}) {
  const text = useText()
  const keys = number(LIMITS.keys, text.locale)
  const bytes = number(LIMITS.keyBytes, text.locale)
  return (
    <>
      <label className="stacked">
        {m.addField({}, text)}
        <textarea
          ref={field}
          rows={7}
          value={value}
          spellCheck={false}
          onChange={(event) => {
            onType(event.currentTarget.value)
          }}
        />
      </label>
      <p className="muted">{m.addHint({ keys, bytes }, text)}</p>
    </>
  )
}

function RandomKeys({
  present,
  onKeys,
}: {
  readonly present: (key: string) => boolean
  readonly onKeys: (keys: readonly string[]) => void
}) {
  const text = useText()
  const [count, setCount] = useState(8)
  const [presses, setPresses] = useState(0)
  const commands = usePlayer((state) => state.trace.steps.length)
  return (
    <div className="pair">
      <button
        type="button"
        onClick={() => {
          setPresses(presses + 1)
          onKeys(randomKeys(count, 1 + presses + 7919 * commands, present))
        }}
      >
        {m.addRandom({}, text)}
      </button>
      <NumberField
        label={m.addRandomCount({}, text)}
        value={count}
        most={LIMITS.keys}
        onChange={setCount}
      />
    </div>
  )
}
