import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { bytesOf, textOf, type Bytes } from '../../server/index.ts'
import { LIMITS } from '../../trace/index.ts'
import { useText } from '../context.ts'
import { TakenField } from './TakenField.tsx'

/** Why a pattern cannot be taken over. */
function faultOf(pattern: string, locale: Locale): string | null {
  const { length } = bytesOf(pattern)
  if (length <= LIMITS.keyBytes) return null
  const params = { most: number(LIMITS.keyBytes, locale), count: number(length, locale) }
  return m.clusterMatchLong(params, { locale })
}

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
      autoComplete="off"
      spellCheck={false}
      shown={shown}
      faultOf={(typed) => faultOf(typed, text.locale)}
      onTake={(typed) => {
        if (typed !== shown) onChange(typed === '' ? undefined : bytesOf(typed))
      }}
    />
  )
}
