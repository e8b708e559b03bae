import { useId, useState, type ComponentPropsWithoutRef } from 'react'
import { Reason } from '../controls/Field.tsx'

interface Props extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'id' | 'value' | 'onChange' | 'onBlur' | 'onKeyDown'
> {
  readonly label: string
  /** What stands in it while nobody types. */
  readonly shown: string
  readonly onTake: (typed: string) => void
  /** Why what is typed cannot be taken over, a sentence; absent or null: it can. */
  readonly faultOf?: (typed: string) => string | null
}

/**
 * A field whose text is taken over when it is left or Enter is pressed: each change of an option is
 * a branch, so half a word must not be one. What cannot be taken stays to be mended.
 */
export function TakenField({ label, shown, onTake, faultOf, ...input }: Props) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const fault = typed === null ? null : (faultOf?.(typed) ?? null)
  const take = () => {
    if (typed === null || fault !== null) return
    setTyped(null)
    onTake(typed)
  }
  return (
    <div className="taken-field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        value={typed ?? shown}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take()
        }}
      />
      {fault !== null && <Reason id={`${id}-fault`}>{fault}</Reason>}
    </div>
  )
}
