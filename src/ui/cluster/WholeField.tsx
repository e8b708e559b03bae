import { useId, useState } from 'react'

interface Props {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}

/**
 * A whole number between two bounds, taken over when the field is left or Enter is pressed: each
 * change of an option is a branch, so half a number must not be one.
 */
export function WholeField({ label, value, least, most, onChange }: Props) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    if (typed === null) return
    setTyped(null)
    const wanted = Math.round(Number(typed))
    if (typed.trim() === '' || !Number.isFinite(wanted)) return
    const within = Math.max(least, Math.min(most, wanted))
    if (within !== value) onChange(within)
  }
  return (
    <div className="whole-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={least}
        max={most}
        value={typed ?? value}
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
