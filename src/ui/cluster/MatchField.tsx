import { useId, useState } from 'react'
import { m } from '../../i18n/index.ts'
import { bytesOf, textOf, type Bytes } from '../../server/index.ts'
import { useText } from '../context.ts'

/** So many fit into the bytes of a key, whatever they are. */
const MOST_CHARACTERS = 200

interface Props {
  /** Undefined: no pattern, all keys. */
  readonly value: Bytes | undefined
  readonly onChange: (value: Bytes | undefined) => void
}

/** A pattern of keys, taken over when the field is left or Enter is pressed, as a number is. */
export function MatchField({ value, onChange }: Props) {
  const text = useText()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  // Bytes that are no UTF-8 come from a link alone: they are shown one by one.
  const shown = value === undefined ? '' : (textOf(value) ?? value)
  const take = () => {
    if (typed === null) return
    setTyped(null)
    if (typed !== shown) onChange(typed === '' ? undefined : bytesOf(typed))
  }
  return (
    <div className="whole-field">
      <label htmlFor={id}>{m.clusterMatch({}, text)}</label>
      <input
        id={id}
        type="search"
        value={typed ?? shown}
        placeholder={m.clusterMatchHint({}, text)}
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take()
        }}
      />
    </div>
  )
}
