import { m } from '../../i18n/index.ts'
import { bytesOf, textOf, type Bytes } from '../../server/index.ts'
import { useText } from '../context.ts'
import { TakenField } from './TakenField.tsx'

/** So many fit into the bytes of a key, whatever they are. */
const MOST_CHARACTERS = 200

interface Props {
  /** Undefined: no pattern, all keys. */
  readonly value: Bytes | undefined
  readonly onChange: (value: Bytes | undefined) => void
}

/** A pattern of keys. */
export function MatchField({ value, onChange }: Props) {
  const text = useText()
  // Bytes that are no UTF-8 come from a link alone: they are shown one by one.
  const shown = value === undefined ? '' : (textOf(value) ?? value)
  return (
    <TakenField
      label={m.clusterMatch({}, text)}
      type="search"
      placeholder={m.clusterMatchHint({}, text)}
      maxLength={MOST_CHARACTERS}
      autoComplete="off"
      spellCheck={false}
      shown={shown}
      onTake={(typed) => {
        if (typed !== shown) onChange(typed === '' ? undefined : bytesOf(typed))
      }}
    />
  )
}
