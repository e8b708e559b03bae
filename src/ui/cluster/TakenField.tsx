import { useId, useState, type ComponentPropsWithoutRef } from 'react'

interface Props extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'id' | 'value' | 'onChange' | 'onBlur' | 'onKeyDown'
> {
  readonly label: string
  /** What stands in it while nobody types. */
  readonly shown: string
  readonly onTake: (typed: string) => void
}

/**
 * A field whose text is taken over when it is left or Enter is pressed: each change of an option is
 * a branch, so half a word must not be one.
 */
export function TakenField({ label, shown, onTake, ...input }: Props) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    if (typed === null) return
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
